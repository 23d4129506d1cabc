import SafeText
import TerminalKit

/// A run of text with one role.
struct Span: Hashable, Sendable {
    var text: String
    var role: Role

    init(_ text: String, _ role: Role) {
        self.text = text
        self.role = role
    }
}

/// One row of a pane: spans from the left, and at the right edge a text that gives way to them.
struct ScreenText: Hashable, Sendable {
    var spans: [Span]
    var trailing: Span?

    init(_ spans: [Span], trailing: Span? = nil) {
        self.spans = spans
        self.trailing = trailing
    }

    /// The columns of the spans.
    var width: Int { spans.reduce(0) { $0 + DisplayWidth.of($1.text) } }

    static let empty = ScreenText([])

    /// Cut to a width, with an ellipsis where something is missing. At the end of a word, if one ends there.
    func fitted(_ width: Int, _ glyphs: Glyphs) -> ScreenText {
        guard self.width > width else { return self }
        var left = max(0, width)
        var result: [Span] = []
        for span in spans {
            let columns = DisplayWidth.of(span.text)
            guard columns > left || (columns == left && span != spans.last) else {
                result.append(span)
                left -= columns
                continue
            }
            result.append(Span(Self.cut(span.text, to: left, glyphs), span.role))
            break
        }
        return ScreenText(result, trailing: trailing)
    }

    /// A cut word says little, so the cut is at the blank before it; a word that fills more than half is cut all the same.
    private static func cut(_ text: String, to width: Int, _ glyphs: Glyphs) -> String {
        let room = width - DisplayWidth.of(glyphs.ellipsis)
        let cut = DisplayWidth.truncate(text, to: room, style: glyphs.escapeStyle)
        guard let blank = cut.lastIndex(of: " "), cut.distance(from: cut.startIndex, to: blank) * 2 >= width else {
            return DisplayWidth.truncate(text, to: width, ellipsis: glyphs.ellipsis, style: glyphs.escapeStyle)
        }
        let endsWithWord = text.dropFirst(cut.count).first == " "
        return (endsWithWord ? cut + " " : String(cut[...blank])).prefix(room) + glyphs.ellipsis
    }
}

extension ScreenText {
    /// Breaks spans into rows of at most `width` columns, at blanks where there are some; rows after the first are
    /// indented.
    /// - Parameter limit: after so many rows nothing more is made: a hostile line must not cost time that nobody sees.
    static func wrapped(_ spans: [Span], width: Int, indent: Int = 0, limit: Int = .max) -> [ScreenText] {
        var wrapper = Wrapper(width: max(1, width), indent: indent < width - 8 ? indent : 0, limit: limit)
        for span in spans where !wrapper.isFull { wrapper.add(span) }
        return wrapper.finish()
    }

    /// Fills rows word by word. A word that is longer than a row is broken where the row ends.
    private struct Wrapper {
        let width: Int
        let indent: Int
        let limit: Int
        var rows: [ScreenText] = []
        var row: [Span] = []
        var used = 0
        var isRowFresh = true

        var isFull: Bool { rows.count >= limit }

        mutating func add(_ span: Span) {
            // Bytes, not characters: a line may be long, and a blank is a byte of its own in UTF-8.
            let bytes = span.text.utf8
            var start = bytes.startIndex
            while let blank = bytes[start...].firstIndex(of: 0x20) {
                place(span.text[start..<blank], span.role)
                placeBlank(span.role)
                if isFull { return }
                start = bytes.index(after: blank)
            }
            place(span.text[start...], span.role)
        }

        mutating func finish() -> [ScreenText] {
            if !isFull, !isRowFresh || rows.isEmpty { rows.append(ScreenText(row)) }
            return rows
        }

        private mutating func place(_ part: Substring, _ role: Role) {
            guard !part.isEmpty else { return }
            let word = String(part)
            let columns = DisplayWidth.of(word)
            if used + columns <= width {
                append(word, columns, role)
            } else if columns <= width - indent && !isRowFresh {
                breakRow()
                append(word, columns, role)
            } else {
                placeInPieces(word, role)
            }
        }

        /// Breaks a word that is longer than a row.
        private mutating func placeInPieces(_ word: String, _ role: Role) {
            var piece = ""
            var columns = 0
            DisplayWidth.forEachCluster(word) { cluster in
                if used + columns + cluster.width > width {
                    if !piece.isEmpty { append(piece, columns, role) }
                    piece = ""
                    columns = 0
                    breakRow()
                }
                piece += cluster.text
                columns += cluster.width
                return !isFull
            }
            if !piece.isEmpty, !isFull { append(piece, columns, role) }
        }

        private mutating func placeBlank(_ role: Role) {
            if used < width, !(isRowFresh && !rows.isEmpty) { append(" ", 1, role) }
        }

        private mutating func append(_ text: String, _ columns: Int, _ role: Role) {
            if let last = row.last, last.role == role {
                row[row.count - 1].text += text
            } else {
                row.append(Span(text, role))
            }
            used += columns
            isRowFresh = false
        }

        private mutating func breakRow() {
            rows.append(ScreenText(row))
            row = indent > 0 ? [Span(String(repeating: " ", count: indent), .text)] : []
            used = indent
            isRowFresh = true
        }
    }
}

extension Surface {
    /// Draws one row of a pane, cut at the pane's width.
    mutating func draw(_ text: ScreenText, row: Int, in rect: Rect, theme: Theme) {
        var column = rect.column
        for span in text.spans where column < rect.endColumn {
            column += write(
                span.text, row: row, column: column, style: theme.style(for: span.role), limit: rect.endColumn - column)
        }
        guard let trailing = text.trailing else { return }
        let start = rect.endColumn - DisplayWidth.of(trailing.text)
        // The text has a blank of its own at its start.
        guard start >= column else { return }
        write(
            trailing.text, row: row, column: start, style: theme.style(for: trailing.role),
            limit: rect.endColumn - start)
    }
}
