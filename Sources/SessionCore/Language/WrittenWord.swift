/// Writes the words of an explorer command, so that the line parser gives them back.
enum WrittenWord {
    /// A word as the line parser gives it back, in quotes where it must be.
    static func quoted(_ word: String) -> String {
        let isPlain = word.utf8.allSatisfy { byte in
            byte.isLetter || (0x30...0x39).contains(byte) || "._:/@%+=,[]-".utf8.contains(byte)
        }
        if isPlain, !word.isEmpty, !word.hasPrefix("-") { return word }
        var quoted: [UInt8] = [UInt8(ascii: "\"")]
        for byte in word.utf8 {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                quoted += [UInt8(ascii: "\\"), byte]
            } else if byte < 0x20 || byte == 0x7F {
                let digits = String(byte, radix: 16, uppercase: true)
                quoted += Array((byte < 0x10 ? "\\x0" : "\\x").utf8) + Array(digits.utf8)
            } else {
                quoted.append(byte)
            }
        }
        return String(decoding: quoted + [UInt8(ascii: "\"")], as: UTF8.self)
    }
}
