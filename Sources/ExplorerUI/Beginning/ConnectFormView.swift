import SafeText
import SessionCore
import TerminalKit

/// Draws the form for a new connection.
struct ConnectFormView {
    let form: ConnectForm
    let glyphs: Glyphs
    let theme: Theme

    private static let valueColumn = 7

    func draw(on surface: inout Surface, in rect: Rect) {
        surface.fill(rect, style: theme.style(for: .text))
        let inside = inset(rect)
        let rows = rows(width: inside.columns)
        let offset = offset(inside)
        for (index, row) in rows.dropFirst(offset).prefix(inside.rows).enumerated() {
            surface.draw(row, row: inside.row + index, in: inside, theme: theme)
        }
        for (index, field) in ConnectForm.Field.allCases.enumerated() {
            guard let place = place(of: field, index, inside) else { continue }
            if let editor = form.editor(of: field) { draw(editor, on: &surface, in: place) }
            if field == form.focus {
                // The field in focus is marked at the margin, too, for terminals without attributes.
                surface.write(
                    glyphs.selected, row: place.row, column: inside.column, style: theme.style(for: .marked))
            }
        }
        surface.cursor = nil
    }

    /// Puts the cursor into the field in focus.
    func placeCursor(on surface: inout Surface, in rect: Rect) {
        let index = ConnectForm.Field.allCases.firstIndex(of: form.focus) ?? 0
        guard let place = place(of: form.focus, index, inset(rect)) else { return }
        if let editor = form.editor(of: form.focus) {
            draw(editor, on: &surface, in: place)
        } else {
            surface.cursor = Position(row: place.row, column: place.column)
        }
    }

    private func draw(_ editor: LineEditor, on surface: inout Surface, in place: Rect) {
        editor.draw(
            into: &surface, row: place.row, column: place.column, width: place.columns, theme: theme, glyphs: glyphs)
    }

    private func inset(_ rect: Rect) -> Rect { rect.columns > 20 ? rect.inset(left: 1, right: 1) : rect }

    /// The heading gives way, and then the fields scroll, so that the one in focus can be seen.
    private func offset(_ inside: Rect) -> Int { max(0, Self.firstField + form.focus.rawValue - inside.rows + 1) }

    private static let firstField = 2

    /// Where the value of a field stands; nil when it is out of view.
    private func place(of field: ConnectForm.Field, _ index: Int, _ inside: Rect) -> Rect? {
        let row = inside.row + Self.firstField + index - offset(inside)
        guard row >= inside.row, row < inside.endRow, inside.columns > Self.valueColumn else { return nil }
        let room = inside.columns - Self.valueColumn
        return Rect(
            row: row, column: inside.column + Self.valueColumn, rows: 1, columns: field == .port ? min(6, room) : room)
    }

    private func rows(width: Int) -> [ScreenText] {
        var rows = [ScreenText([Span("A new connection", .heading)]), .empty]
        for field in ConnectForm.Field.allCases {
            let title = " " + field.title
            let gap = String(repeating: " ", count: Self.valueColumn - title.utf8.count)
            let role: Role = field == form.focus ? .titleFocused : .title
            rows.append(ScreenText([Span(title, role), Span(gap + value(of: field), .text)]).fitted(width, glyphs))
        }
        rows.append(.empty)
        if let line = form.line {
            let safe = Sanitizer.escape(line, style: glyphs.escapeStyle)
            let spans = [Span("Enter does: ", .muted), Span(safe, .hintGood)]
            rows += ScreenText.wrapped(spans, width: width, indent: 2)
        }
        return rows + wrapped(help, .muted, width)
    }

    /// What stands in the row beside what is typed there.
    private func value(of field: ConnectForm.Field) -> String {
        switch field {
        case .host, .name: ""
        case .port: "       " + (form.preset?.title ?? "")
        case .tls: form.modeTitle
        }
    }

    private var help: String {
        let here =
            switch form.focus {
            case .host: "A name, an address, or unix:/PATH."
            case .port: "Up and Down go through the usual ports."
            case .tls: "Up and Down choose when TLS begins."
            case .name: "The name that EHLO says, when the explorer sends it by itself. Empty: it is made up."
            }
        return here + " Tab: next field. Enter connects, Esc leaves."
    }

    private func wrapped(_ text: String, _ role: Role, _ width: Int) -> [ScreenText] {
        ScreenText.wrapped([Span(text, role)], width: width)
    }
}
