public import SafeText

/// The characters that the screen uses beside plain text, in Unicode and in US-ASCII.
public struct Glyphs: Hashable, Sendable {
    /// How frames are drawn.
    public let box: BoxStyle
    /// What foreign text may show: goes to ``Surface/init(columns:rows:fill:escapeStyle:)``.
    public let escapeStyle: EscapeStyle
    /// Marks a line that was sent.
    public let sent: String
    /// Marks a line that was received.
    public let received: String
    /// Stands for text that was cut off.
    public let ellipsis: String
    /// Between parts of one line.
    public let separator: String
    /// Marks the selected row.
    public let selected: String
    /// Text goes on to the left.
    public let moreLeft: String
    /// Text goes on to the right.
    public let moreRight: String
    /// The thumb of a scroll bar.
    public let scrollThumb: String
    /// The track of a scroll bar.
    public let scrollTrack: String
    /// Severity: success.
    public let ok: String
    /// Severity: the server waits for more.
    public let `continue`: String
    /// Severity: a temporary failure.
    public let temporary: String
    /// Severity: a permanent failure.
    public let permanent: String

    /// For terminals with UTF-8. Every character is one column wide.
    public static let unicode = Glyphs(
        box: .unicode, escapeStyle: .unicode, sent: "▶", received: "◀", ellipsis: "…", separator: "·", selected: ">",
        moreLeft: "‹", moreRight: "›", scrollThumb: "█", scrollTrack: "░", ok: "✓", continue: "→", temporary: "!",
        permanent: "✗")

    /// For `--ascii`, `LANG=C` and Latin-1 terminals.
    public static let ascii = Glyphs(
        box: .ascii, escapeStyle: .ascii, sent: ">", received: "<", ellipsis: "~", separator: "-", selected: ">",
        moreLeft: "<", moreRight: ">", scrollThumb: "#", scrollTrack: ":", ok: "+", continue: ">", temporary: "!",
        permanent: "x")
}
