/// The control sequence by which a program asks its terminal to put text on the clipboard: OSC 52.
///
/// It holds base64 only, so that no byte of the text can end it or begin another one.
/// - SeeAlso: xterm, "Operating System Commands", Ps = 5 2
public enum ClipboardSequence {
    /// The most bytes of text: with more, the sequence is longer than the 100,000 bytes that terminals commonly take.
    public static let maximumBytes = 74_994

    /// How the sequence gets to the terminal.
    public enum Way: Hashable, Sendable {
        /// Straight. tmux takes it like a terminal.
        case terminal
        /// Through GNU screen, which passes on only what stands in device control strings, in pieces.
        case screen
    }

    /// The most bytes that GNU screen takes in one device control string.
    private static let screenPiece = 240

    /// The sequence; nil for more text than ``maximumBytes``.
    public static func bytes(copying text: [UInt8], by way: Way = .terminal) -> [UInt8]? {
        guard text.count <= maximumBytes else { return nil }
        let sequence = Array("\u{1B}]52;c;".utf8) + base64(text) + [0x07]
        switch way {
        case .terminal: return sequence
        case .screen:
            var wrapped: [UInt8] = []
            var rest = sequence[...]
            while !rest.isEmpty {
                wrapped += [0x1B, 0x50] + rest.prefix(screenPiece) + [0x1B, 0x5C]
                rest = rest.dropFirst(screenPiece)
            }
            return wrapped
        }
    }

    /// RFC 4648 §4.
    private static func base64(_ bytes: [UInt8]) -> [UInt8] {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var result: [UInt8] = []
        result.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0..<4 {
                result.append(place <= group.count ? letters[bits >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
            }
        }
        return result
    }
}
