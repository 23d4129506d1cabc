import SafeText

/// How a part of a typed line looks.
public struct LineLook: Hashable, Sendable {
    /// The bytes of the line; an underline may lie over other looks.
    public let range: Range<Int>
    /// The role of the text; nil leaves it as it is.
    public let role: Role?
    /// Whether it is underlined: something is wrong there.
    public let isUnderlined: Bool

    /// A look.
    public init(range: Range<Int>, role: Role? = nil, isUnderlined: Bool = false) {
        self.range = range
        self.role = role
        self.isUnderlined = isUnderlined
    }
}

extension LineEditor {
    /// The most columns of a suggestion that are shown: it comes and goes with a key, which must stay cheap on a slow line.
    public static let maximumSuggestionColumns = 48

    /// Draws the line into one row with the looks of its parts and a grey suggestion behind its end, and puts the surface's
    /// cursor there.
    /// - Parameter suggestion: what could follow; shown as far as there is room, when the cursor stands at the end.
    public func draw(
        into surface: inout Surface, row: Int, column: Int, width: Int, theme: Theme, glyphs: Glyphs = .unicode,
        looks: [LineLook], suggestion: [UInt8] = []
    ) {
        draw(into: &surface, row: row, column: column, width: width, theme: theme, glyphs: glyphs)
        guard width > 0 else { return }
        let window = window(width: width, glyphs: glyphs)
        var columns = ColumnCounter(bytes: bytes, style: glyphs.escapeStyle)
        let plain = theme.style(for: .input)
        // What is wrong is underlined over the colours.
        for look in looks.filter({ !$0.isUnderlined }) + looks.filter(\.isUnderlined) {
            let start = columns.column(of: look.range.lowerBound) - window.leftColumn
            let end = columns.column(of: look.range.upperBound) - window.leftColumn
            // Markers of a line that goes on stand at the edges, and keep their own look.
            let first = max(start, window.hasMoreLeft ? 1 : 0)
            let last = min(end, width - (window.hasMoreRight ? 1 : 0))
            guard first < last else { continue }
            surface.restyle(Rect(row: row, column: column + first, rows: 1, columns: last - first)) { style in
                if let role = look.role, style == plain { style = theme.style(for: role) }
                if look.isUnderlined { style = style.adding(.underline) }
            }
        }
        guard isAtEnd, !suggestion.isEmpty, !window.hasMoreRight else { return }
        let room = min(width - window.cursorColumn, Self.maximumSuggestionColumns)
        surface.write(
            DisplayWidth.truncate(
                Sanitizer.escape(suggestion, style: glyphs.escapeStyle), to: room, ellipsis: glyphs.ellipsis,
                style: glyphs.escapeStyle),
            row: row, column: column + window.cursorColumn, style: theme.style(for: .suggestion),
            limit: room)
    }
}

/// The columns of places in a line, asked for from left to right: each byte is measured once.
private struct ColumnCounter {
    let bytes: [UInt8]
    let style: EscapeStyle
    private var known = 0
    private var columns = 0

    init(bytes: [UInt8], style: EscapeStyle) {
        self.bytes = bytes
        self.style = style
    }

    mutating func column(of index: Int) -> Int {
        let index = min(max(0, index), bytes.count)
        if index < known { (known, columns) = (0, 0) }
        columns += DisplayWidth.of(bytes: bytes[known..<index], style: style)
        known = index
        return columns
    }
}
