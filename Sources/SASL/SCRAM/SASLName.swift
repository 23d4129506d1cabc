/// A user name inside a GS2 header or a SCRAM message, where `,` and `=` have a meaning of their own.
/// - SeeAlso: RFC 5801 §4, RFC 5802 §5.1
enum SASLName {
    private static let comma = Array("=2C".utf8)
    private static let equals = Array("=3D".utf8)

    /// The name with `,` as `=2C` and `=` as `=3D`.
    static func escape(_ name: [UInt8]) -> [UInt8] {
        name.flatMap { byte in
            switch byte {
            case UInt8(ascii: ","): comma
            case UInt8(ascii: "="): equals
            case _: [byte]
            }
        }
    }

    /// The name behind an escaped one; nil when it is empty, or an `=` is not followed by `2C` or `3D`.
    static func unescape(_ text: [UInt8]) -> [UInt8]? {
        var name: [UInt8] = []
        var rest = text[...]
        while let byte = rest.first {
            if rest.starts(with: comma) {
                name.append(UInt8(ascii: ","))
                rest = rest.dropFirst(comma.count)
            } else if rest.starts(with: equals) {
                name.append(UInt8(ascii: "="))
                rest = rest.dropFirst(equals.count)
            } else {
                guard byte != 0, byte != UInt8(ascii: "="), byte != UInt8(ascii: ",") else { return nil }
                name.append(byte)
                rest = rest.dropFirst()
            }
        }
        return name.isEmpty ? nil : name
    }
}
