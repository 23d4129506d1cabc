/// What a text must have: pieces that follow each other, with `*` for anything between them.
///
/// The pieces may stand anywhere in the text. `^` in front pins the first to the start of the text, and `$` at the end
/// pins the last to its end. Capital and small letters of ASCII are the same, and any white space is one space.
struct WordingPattern: Hashable, Sendable {
    /// The pieces, in small letters. None is empty.
    let pieces: [[UInt8]]
    /// Whether the first piece begins the text.
    let beginsText: Bool
    /// Whether the last piece ends the text.
    let endsText: Bool

    /// Reads a pattern; nil when a piece of it is empty.
    init?(_ pattern: String) {
        var bytes = pattern.utf8.map(Self.lowercased)[...]
        beginsText = bytes.first == UInt8(ascii: "^")
        if beginsText { bytes = bytes.dropFirst() }
        endsText = bytes.last == UInt8(ascii: "$")
        if endsText { bytes = bytes.dropLast() }
        pieces = bytes.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false).map(Array.init)
        if pieces.contains([]) { return nil }
    }

    /// The byte with `A` to `Z` made `a` to `z`; every other byte as it is.
    static func lowercased(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte + 0x20 : byte }

    /// White space of any kind counts as a space.
    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 0x09 < 5 }
}
