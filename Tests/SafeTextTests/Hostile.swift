/// Bytes made to trip a sanitizer: control bytes, broken and odd UTF-8, marks and plain text in any order.
enum Hostile {
    /// All code points up to the ideographs' planes, and the edges of what lies above.
    static let assignedCodePoints: [UInt32] =
        Array(0..<0x32400) + Array(0xE0000..<0xE0200) + [0x3FFFF, 0xDFFFF, 0xF0000, 0xFFFFD, 0x100000, 0x10FFFF]

    static func bytes(using generator: inout some RandomNumberGenerator) -> [UInt8] {
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 0...40, using: &generator) {
            switch Int.random(in: 0...7, using: &generator) {
            case 0: bytes.append(UInt8.random(in: 0...255, using: &generator))
            case 1:
                bytes.append(contentsOf: String(repeating: "x", count: Int.random(in: 1...20, using: &generator)).utf8)
            case 2: bytes.append(contentsOf: String(anyScalar(below: 0x3000, using: &generator)).utf8)
            case 3: bytes.append(contentsOf: String(anyScalar(below: 0x110000, using: &generator)).utf8)
            case 4:
                bytes.append(
                    contentsOf: String(repeating: "\u{301}", count: Int.random(in: 1...5, using: &generator)).utf8)
            case 5:
                bytes.append(
                    contentsOf: ["\u{202E}", "\u{9B}", "\u{1B}[2J", "\u{200B}"].randomElement(using: &generator)?.utf8
                        ?? "".utf8)
            case 6: bytes.append(contentsOf: Array("日".utf8).prefix(Int.random(in: 1...3, using: &generator)))
            default: bytes.append(contentsOf: " a".utf8)
            }
        }
        return bytes
    }

    private static func anyScalar(below limit: UInt32, using generator: inout some RandomNumberGenerator)
        -> UnicodeScalar
    {
        UnicodeScalar(UInt32.random(in: 0..<limit, using: &generator)) ?? "?"
    }
}
