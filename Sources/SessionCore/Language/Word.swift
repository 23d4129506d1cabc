/// One argument of an explorer command, after quotes and escapes have been taken off.
public struct Word: Hashable, Sendable {
    /// What the word means. It may hold any byte.
    public let bytes: [UInt8]
    /// Where it stands in the line, with its quotes.
    public let range: Range<Int>
    /// True when any part of it was quoted or escaped, so that it cannot be an option.
    public let isQuoted: Bool

    /// The word as text, for comparing with names. Invalid UTF-8 becomes U+FFFD and so equals no name.
    var text: String { String(decoding: bytes, as: UTF8.self) }
}
