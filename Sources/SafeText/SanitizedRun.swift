/// A part of sanitized text that is either all escapes or all characters that were sent as they stand.
public struct SanitizedRun: Hashable, Sendable {
    /// The printable text.
    public let text: String
    /// Whether the text stands for bytes that cannot be shown.
    public let isEscape: Bool

    init(text: String, isEscape: Bool) {
        self.text = text
        self.isEscape = isEscape
    }
}
