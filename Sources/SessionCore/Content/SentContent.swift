public import SMTPProtocol

/// The content of a message that went out from a file or another source: one entry, however long it is.
public struct SentContent: Hashable, Sendable {
    /// Where it came from, as the user named it. Foreign text: escape it before it is shown.
    public let name: String
    /// The command that brought it.
    public let route: ContentRoute
    /// The bytes of the message as SIZE counts them: with CRLF, without stuffed dots and the dot at the end.
    /// - SeeAlso: RFC 1870 §5
    public let byteCount: UInt64
    /// The lines of the message.
    public let lineCount: UInt64
    /// What was changed on the way. Nothing by BDAT.
    public let changes: DotStuffing.Changes
    /// The chunks that carried it; 0 by DATA.
    public let chunkCount: Int
    /// Whether all of it went out, with its end. What is not complete is not delivered.
    public let isComplete: Bool
    /// How long it took, in nanoseconds.
    public let duration: UInt64

    /// What went out, in a few words: `1,234,567 bytes, 20,001 lines by DATA`.
    public var summary: String {
        var text = "\(Counted.text(byteCount, "byte")), \(Counted.text(lineCount, "line")) by \(route.name)"
        if chunkCount > 1 { text += " in \(Counted.text(UInt64(chunkCount), "chunk"))" }
        return isComplete ? text : text + ", not finished"
    }

    /// What was changed, in a sentence; nil when it went out byte for byte.
    public var changesText: String? {
        var parts: [String] = []
        let dots = UInt64(clamping: changes.stuffedDots)
        if dots > 0 {
            parts.append("\(Counted.text(dots, "line")) got a second dot, which the server takes off again")
        }
        if changes.completedLineFeeds > 0 {
            parts.append("\(Counted.number(UInt64(clamping: changes.completedLineFeeds))) LF became CRLF")
        }
        if changes.completedReturns > 0 {
            parts.append("\(Counted.number(UInt64(clamping: changes.completedReturns))) CR became CRLF")
        }
        if changes.addedFinalLineEnding { parts.append("a final CRLF was added") }
        guard let first = parts.first else { return nil }
        let text = ([first.prefix(1).uppercased() + first.dropFirst()] + parts.dropFirst()).joined(separator: "; ")
        return text + "."
    }
}
