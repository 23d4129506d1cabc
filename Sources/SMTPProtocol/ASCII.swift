/// The bytes that SMTP's grammar names.
enum ASCII {
    static let nul: UInt8 = 0x00
    static let tab: UInt8 = 0x09
    static let lf: UInt8 = 0x0A
    static let cr: UInt8 = 0x0D
    static let space: UInt8 = 0x20
    static let hyphen: UInt8 = 0x2D
    static let dot: UInt8 = 0x2E
    static let zero: UInt8 = 0x30
    static let equals: UInt8 = 0x3D

    /// True for `0` to `9` and no other digit of any script.
    static func isDigit(_ byte: UInt8) -> Bool { byte &- zero < 10 }

    /// The byte with `a` to `z` made `A` to `Z`; every other byte as it is.
    static func uppercased(_ byte: UInt8) -> UInt8 {
        byte &- 0x61 < 26 ? byte - 0x20 : byte
    }
}
