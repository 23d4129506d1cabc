import SafeText

/// The part of a ``LineEditor``'s line that is seen through so many columns.
public struct LineWindow: Hashable, Sendable {
    /// A run of what is seen.
    public struct Piece: Hashable, Sendable {
        /// What the run is.
        public enum Kind: Hashable, Sendable {
            /// Text of the line.
            case text
            /// Bytes of the line that are shown as an escape.
            case escape
            /// Tells that the line goes on there.
            case marker
        }

        /// The printable text.
        public var text: String
        /// What it is.
        public let kind: Kind
    }

    /// Up to this width there is no room for markers beside the cursor.
    private static let widestWithoutMarkers = 4

    /// The runs from left to right; together they are never wider than the window.
    public private(set) var pieces: [Piece] = []
    /// The column of the cursor, from 0 at the window's left edge.
    public private(set) var cursorColumn = 0
    /// Whether the line goes on to the left.
    public private(set) var hasMoreLeft = false
    /// Whether the line goes on to the right.
    public private(set) var hasMoreRight = false
    /// The column of the line that the window begins with.
    public private(set) var leftColumn = 0

    /// What is seen, as one text.
    public var text: String { pieces.map(\.text).joined() }

    init(bytes: [UInt8], cursor: Int, width: Int, glyphs: Glyphs) {
        guard width > 0 else { return }
        let before = DisplayWidth.of(bytes: bytes[..<cursor], style: glyphs.escapeStyle)
        let total = before + DisplayWidth.of(bytes: bytes[cursor...], style: glyphs.escapeStyle)
        let first = Self.firstColumn(before: before, total: total, width: width)
        leftColumn = first
        hasMoreLeft = first > 0
        hasMoreRight = total - first > width
        cursorColumn = before - first
        // A marker covers one column; in very narrow windows there is none.
        let showsMarkers = width > Self.widestWithoutMarkers
        let left = first + (hasMoreLeft && showsMarkers ? 1 : 0)
        let right = first + width - (hasMoreRight && showsMarkers ? 1 : 0)
        if left > first { append(glyphs.moreLeft, .marker) }
        var column = 0
        var filled = left
        for run in Sanitizer.runs(of: bytes, style: glyphs.escapeStyle) {
            guard column < right else { break }
            DisplayWidth.forEachCluster(run.text, style: glyphs.escapeStyle) { cluster in
                defer { column += cluster.width }
                guard column + cluster.width <= right else { return false }
                guard column >= left else { return true }
                // Half of a wide cluster was cut at the left.
                append(String(repeating: " ", count: column - filled), .text)
                append(cluster.text, run.isEscape ? .escape : .text)
                filled = column + cluster.width
                return true
            }
        }
        if right < first + width {
            append(String(repeating: " ", count: right - filled), .text)
            append(glyphs.moreRight, .marker)
        }
    }

    /// The window moves by half its width, so that it stands still for most keys and follows from the cursor alone. A
    /// wide character under the cursor is never hidden by a marker.
    private static func firstColumn(before: Int, total: Int, width: Int) -> Int {
        // One column is for the cursor behind the end.
        if total < width { return 0 }
        if width <= widestWithoutMarkers { return max(0, before - width + 1) }
        if before < width - 2 { return 0 }
        let step = width / 2
        return ((before - (width - 2)) / step + 1) * step
    }

    private mutating func append(_ text: String, _ kind: Piece.Kind) {
        guard !text.isEmpty else { return }
        if let last = pieces.indices.last, pieces[last].kind == kind {
            pieces[last].text += text
        } else {
            pieces.append(Piece(text: text, kind: kind))
        }
    }
}

extension LineEditor {
    /// The part of the line that is seen through so many columns, with the cursor in it.
    public func window(width: Int, glyphs: Glyphs = .unicode) -> LineWindow {
        LineWindow(bytes: bytes, cursor: cursor, width: width, glyphs: glyphs)
    }

    /// Draws the line into one row and puts the surface's cursor there.
    public func draw(
        into surface: inout Surface, row: Int, column: Int, width: Int, theme: Theme, glyphs: Glyphs = .unicode
    ) {
        let window = window(width: width, glyphs: glyphs)
        var at = column
        for piece in window.pieces {
            let role: Role =
                switch piece.kind {
                case .text: .input
                case .escape: .escape
                case .marker: .muted
                }
            at += surface.write(
                piece.text, row: row, column: at, style: theme.style(for: role), limit: column + width - at)
        }
        if width > 0 { surface.cursor = Position(row: row, column: column + window.cursorColumn) }
    }
}
