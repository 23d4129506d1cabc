/// Shows bytes exactly: what is sent can be read back from it.
///
/// Control bytes are shown by their control pictures (`␍␊` ends an SMTP line), bytes outside US-ASCII as `\xE9`, and a
/// backslash as `\\`, so no two byte strings look the same.
public enum ByteView {
    /// The bytes as visible text. In ``EscapeStyle/ascii`` control bytes are `\r`, `\n`, `\t` and `\x1B`.
    public static func show(_ bytes: some Collection<UInt8>, style: EscapeStyle = .unicode) -> String {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + 16)
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\\"): output.append(contentsOf: "\\\\".utf8)
            case 0x20..<0x7F: output.append(byte)
            case 0x00..<0x20 where style == .unicode: appendPicture(byte, to: &output)
            case 0x7F where style == .unicode: appendPicture(0x21, to: &output)
            default: EscapeText.byte(byte).append(to: &output)
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// The sign of a dot that was put in front of a line of content, which the receiver takes off again. No byte is shown so.
    public static func stuffedDot(style: EscapeStyle = .unicode) -> String { style == .unicode ? "·" : "\\." }

    /// U+2400 and following, in UTF-8: E2 90 80…A1.
    private static func appendPicture(_ offset: UInt8, to output: inout [UInt8]) {
        output.append(contentsOf: [0xE2, 0x90, 0x80 + offset])
    }
}
