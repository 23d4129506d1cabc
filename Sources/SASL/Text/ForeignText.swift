/// Text of the other side made fit to stand inside a sentence.
enum ForeignText {
    /// The most bytes that are shown.
    private static let longest = 80

    /// Printable ASCII as it is, every other byte as `\xHH`, and a long text cut.
    static func escape(_ bytes: some Collection<UInt8>) -> String {
        let shown = bytes.prefix(longest).map { byte in
            if (0x20..<0x7F).contains(byte) && byte != UInt8(ascii: "\\") { return String(Unicode.Scalar(byte)) }
            let digits = String(byte, radix: 16, uppercase: true)
            return digits.count == 1 ? "\\x0\(digits)" : "\\x\(digits)"
        }
        return shown.joined() + (bytes.count > longest ? "..." : "")
    }
}
