/// Short ways to write the bytes of messages in tests.
extension String {
    /// The UTF-8 bytes; `^A` stands for the byte 0x01 and `␀` for a NUL.
    var wire: [UInt8] {
        var bytes: [UInt8] = []
        for part in replacing("^A", with: "\u{1}").replacing("␀", with: "\0").utf8 { bytes.append(part) }
        return bytes
    }
}

extension [UInt8] {
    /// The bytes as text, for comparing.
    var text: String { String(decoding: self, as: UTF8.self) }

    /// The bytes that hexadecimal digits stand for.
    init(hex: String) {
        let digits = hex.compactMap(\.hexDigitValue)
        self = stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }
}
