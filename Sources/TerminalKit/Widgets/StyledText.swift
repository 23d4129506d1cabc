public import SafeText

/// One line of text in several styles.
public struct StyledText: Hashable, Sendable {
    /// A part in one style.
    public struct Span: Hashable, Sendable {
        /// The text; it is sanitized when it is drawn.
        public var text: String
        /// How it looks.
        public var style: Style

        /// A part in one style.
        public init(_ text: String, style: Style = .plain) {
            self.text = text
            self.style = style
        }
    }

    /// The parts from left to right.
    public private(set) var spans: [Span] = []

    /// No text.
    public init() {}

    /// Text in one style.
    public init(_ text: String, style: Style = .plain) { append(text, style: style) }

    /// Text from its parts.
    public init(_ spans: [Span]) {
        for span in spans { append(span.text, style: span.style) }
    }

    /// Bytes from outside, with those that cannot be shown as escapes in a style of their own.
    public init(
        sanitizing bytes: some Collection<UInt8>, style: Style, escaped: Style, escapeStyle: EscapeStyle = .unicode
    ) {
        for run in Sanitizer.runs(of: bytes, style: escapeStyle) {
            append(run.text, style: run.isEscape ? escaped : style)
        }
    }

    /// Whether there is no text.
    public var isEmpty: Bool { spans.isEmpty }

    /// All the text, without styles.
    public var text: String { spans.map(\.text).joined() }

    /// Adds text at the end.
    public mutating func append(_ text: String, style: Style = .plain) {
        guard !text.isEmpty else { return }
        if let last = spans.indices.last, spans[last].style == style {
            spans[last].text += text
        } else {
            spans.append(Span(text, style: style))
        }
    }

    /// Adds styled text at the end.
    public mutating func append(_ other: StyledText) {
        for span in other.spans { append(span.text, style: span.style) }
    }

    /// The columns it takes.
    public func width(escapeStyle: EscapeStyle = .unicode) -> Int {
        spans.reduce(0) { $0 + DisplayWidth.of($1.text, style: escapeStyle) }
    }

    /// A copy with every style changed.
    public func restyled(_ change: (Style) -> Style) -> StyledText {
        StyledText(spans.map { Span($0.text, style: change($0.style)) })
    }

    /// The text cut to at most so many columns, with the ellipsis in the style of the place where it was cut.
    public func truncated(to columns: Int, ellipsis: String = "", escapeStyle: EscapeStyle = .unicode) -> StyledText {
        guard width(escapeStyle: escapeStyle) > columns else { return self }
        let ellipsisWidth = DisplayWidth.of(ellipsis, style: escapeStyle)
        let showsEllipsis = ellipsisWidth <= columns
        var room = columns - (showsEllipsis ? ellipsisWidth : 0)
        var result = StyledText()
        for span in spans {
            let cut = DisplayWidth.truncate(span.text, to: room, style: escapeStyle)
            result.append(cut, style: span.style)
            let used = DisplayWidth.of(cut, style: escapeStyle)
            room -= used
            guard used == DisplayWidth.of(span.text, style: escapeStyle) else {
                if showsEllipsis { result.append(ellipsis, style: span.style) }
                break
            }
        }
        return result
    }
}

extension Surface {
    /// Writes styled text into one row and returns the columns that it took there.
    @discardableResult
    public mutating func write(_ text: StyledText, row: Int, column: Int, limit: Int = .max) -> Int {
        var used = 0
        for span in text.spans {
            guard used < limit else { break }
            used += write(span.text, row: row, column: column + used, style: span.style, limit: limit - used)
        }
        return used
    }
}
