extension Quoting {
    /// One word of a shell command line, safe to paste.
    ///
    /// Plain words stand bare, others in `'…'`. Text that could not be printed stands in `$'…'` with octal escapes,
    /// which POSIX.1-2024 shells, bash, zsh and ksh read. A NUL cannot be an argument of any command and ends the word
    /// there. A word that begins with `-` is still an option to the command: put `--` in front of it.
    public static func shell(_ text: String) -> String { shell(Array(text.utf8)) }

    /// One word of a shell command line, from bytes.
    public static func shell(_ bytes: some Collection<UInt8>) -> String {
        guard !bytes.isEmpty else { return "''" }
        if bytes.allSatisfy(isPlainInShell) { return String(decoding: bytes, as: UTF8.self) }
        if Sanitizer.isPrintable(bytes) {
            let text = String(decoding: bytes, as: UTF8.self)
            return "'" + replacing(text) { $0 == UInt8(ascii: "'") ? "'\\''" : nil } + "'"
        }
        var output = Array("$'".utf8)
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "'"), UInt8(ascii: "\\"): output.append(contentsOf: [UInt8(ascii: "\\"), byte])
            case 0x20..<0x7F: output.append(byte)
            default:
                // Always three digits, so a digit that follows is not taken into the escape.
                output.append(UInt8(ascii: "\\"))
                for shift: UInt8 in [6, 3, 0] { output.append(UInt8(ascii: "0") + (byte >> shift & 7)) }
            }
        }
        output.append(UInt8(ascii: "'"))
        return String(decoding: output, as: UTF8.self)
    }

    private static func isPlainInShell(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "_-./:@%+,".utf8.contains(byte)
        }
    }
}
