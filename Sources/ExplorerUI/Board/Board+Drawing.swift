import SafeText
public import TerminalKit

extension Board {
    /// Draws the class.
    /// - Parameters:
    ///   - now: nanoseconds, on the clock of the roster.
    ///   - uptime: nanoseconds since the server began.
    public mutating func draw(_ roster: Roster, at now: UInt64, uptime: UInt64) -> Surface {
        var surface = Surface(size: size, fill: theme.style(for: .text), escapeStyle: glyphs.escapeStyle)
        let whole = Rect(size)
        drawHead(roster, uptime, on: &surface)
        let hasReach = whole.rows >= 8
        let foot = whole.rows > 1 ? 1 : 0
        let body = whole.inset(top: hasReach ? 2 : 1, bottom: foot)
        if hasReach { drawReach(roster, on: &surface) }
        if let reading, let entry = roster.entry(reading) {
            drawStudent(entry, now, on: &surface, in: body)
        } else {
            drawList(roster, now, on: &surface, in: body)
        }
        if foot > 0 {
            drawFoot(on: &surface, in: Rect(row: whole.rows - 1, column: 0, rows: 1, columns: whole.columns))
        }
        return surface
    }

    // MARK: Head and foot

    /// Parts give way from the end of this list, so the first one is what is seen last.
    private func drawHead(_ roster: Roster, _ uptime: UInt64, on surface: inout Surface) {
        let rect = Rect(row: 0, column: 0, rows: min(1, size.rows), columns: size.columns)
        surface.fill(rect, style: theme.style(for: .status))
        var parts = ["\(roster.hereCount) here", heading.place, "up \(BoardRow.duration(uptime))"]
        parts.append(roster.mailCount == 1 ? "1 message" : "\(roster.mailCount) messages")
        if roster.leftCount > 0 { parts.append("\(roster.leftCount) left") }
        if let lesson = heading.lesson { parts.append("lesson \(lesson)") }
        parts.append("scenario \(heading.scenario)")
        if roster.unlistedCount > 0 { parts.append("\(roster.unlistedCount) not shown") }
        parts = parts.map { Sanitizer.escape($0, style: glyphs.escapeStyle) }
        func columns() -> Int { parts.reduce(1) { $0 + DisplayWidth.of($1) + 2 } - 1 }
        while parts.count > 1, columns() > size.columns { parts.removeLast() }
        surface.write(parts.joined(separator: "  "), row: 0, column: 1, style: theme.style(for: .status))
    }

    /// Who can reach the server; before that, that somebody could not, for it may be a student.
    private func drawReach(_ roster: Roster, on surface: inout Surface) {
        let turnedAway = roster.turnedAway.map { "\(roster.turnedAwayCount) turned away, the last one \($0); " } ?? ""
        let text = Sanitizer.escape(turnedAway + heading.reach, style: glyphs.escapeStyle)
        surface.write(
            DisplayWidth.truncate(text, to: size.columns - 2, ellipsis: glyphs.ellipsis), row: 1, column: 1,
            style: theme.style(for: turnedAway.isEmpty ? .muted : .warning))
    }

    private func drawFoot(on surface: inout Surface, in rect: Rect) {
        guard isAsking || isDraining else {
            KeyBar(keys).draw(into: &surface, in: rect, theme: theme)
            return
        }
        surface.fill(rect, style: theme.style(for: .statusAlert))
        let long =
            isDraining
            ? "Ending: messages under way may still end, at most 30 s. q ends at once."
            : "Stop the server? y stops it, n goes on."
        let short = isDraining ? "Ending. q: now" : "Stop? y/n"
        let text = long.utf8.count + 1 < rect.columns ? long : short
        surface.write(text, row: rect.row, column: 1, style: theme.style(for: .statusAlert))
    }

    private var keys: [KeyBar.Item] {
        func item(_ key: String, _ label: String) -> KeyBar.Item { KeyBar.Item(key: key, label: label) }
        if reading != nil {
            return [item("Esc", "Back"), item("q", "Quit"), item("Up/Down", "Scroll"), item("PgUp/PgDn", "Page")]
        }
        let sorting = [item("n", "By name"), item("s", "By step"), item("a", "By activity")]
        return [item("Enter", "Look"), item("q", "Quit")]
            + sorting.filter { $0.key != "s" || heading.lesson != nil }
            + [item("Up/Down", "Move"), item("PgUp/PgDn", "Page"), item("p", "Projector")]
    }

    // MARK: The rows

    private mutating func drawList(_ roster: Roster, _ now: UInt64, on surface: inout Surface, in body: Rect) {
        guard !roster.entries.isEmpty else {
            drawEmpty(on: &surface, in: body)
            return
        }
        let stepCount = heading.lesson == nil ? nil : roster.entries.lazy.compactMap { $0.progress?.total }.first ?? 0
        let columns = BoardColumns(width: body.columns, stepCount: stepCount)
        let hasTitles = body.rows >= 4
        if hasTitles { drawTitles(columns, on: &surface, row: body.row) }
        let area = body.inset(top: hasTitles ? 1 : 0)
        let rows = rows(of: roster)
        let current = current(rows)
        if let index = rows.firstIndex(where: { $0.serial == current }) {
            if index < top { top = index }
            if index >= top + area.rows { top = index - area.rows + 1 }
        }
        settle(rows: rows.count, height: area.rows)
        for (place, entry) in rows.dropFirst(top).prefix(area.rows).enumerated() {
            let row = BoardRow(entry: entry, columns: columns, glyphs: glyphs, now: now)
            draw(row, isCurrent: entry.serial == current, on: &surface, at: area.row + place)
        }
    }

    private func drawTitles(_ columns: BoardColumns, on surface: inout Surface, row: Int) {
        for column in columns.columns {
            let isSorted = column.name == sortedColumn
            let title = BoardColumns.title(column.name) + (isSorted ? "^" : "")
            surface.write(
                title, row: row, column: column.start, style: theme.style(for: isSorted ? .titleFocused : .title),
                limit: column.width)
        }
    }

    private var sortedColumn: BoardColumns.Name {
        switch order {
        case .name: .name
        case .step: .step
        case .activity: .idle
        }
    }

    private func draw(_ row: BoardRow, isCurrent: Bool, on surface: inout Surface, at line: Int) {
        if isCurrent {
            surface.fill(
                Rect(row: line, column: 0, rows: 1, columns: size.columns), style: theme.style(for: .selection))
            surface.write(glyphs.selected, row: line, column: 0, style: theme.style(for: .selection))
        }
        for column in row.columns.columns {
            let span = row.cell(column.name)
            let text = DisplayWidth.truncate(
                span.text, to: column.width, ellipsis: glyphs.ellipsis, style: glyphs.escapeStyle)
            surface.write(
                text, row: line, column: column.start, style: theme.style(for: isCurrent ? .selection : span.role),
                limit: column.width)
        }
    }

    private func drawEmpty(on surface: inout Surface, in body: Rect) {
        let joining = Sanitizer.escape(heading.joining, style: glyphs.escapeStyle)
        let place = Sanitizer.escape(heading.place, style: glyphs.escapeStyle)
        let long = "Nobody is here yet. \(joining)"
        let text = body.rows * body.columns > 2 * long.utf8.count ? long : "Nobody yet: smtpx \(place)"
        let rows = ScreenText.wrapped([Span(text, .text)], width: body.columns - 2, limit: body.rows)
        for (index, row) in rows.enumerated() {
            surface.draw(row, row: body.row + index, in: body.inset(left: 1), theme: theme)
        }
    }

    // MARK: One of them in full

    private mutating func drawStudent(
        _ entry: Roster.Entry, _ now: UInt64, on surface: inout Surface, in body: Rect
    ) {
        let columns = BoardColumns(width: body.columns, stepCount: entry.progress?.total)
        let row = BoardRow(entry: entry, columns: columns, glyphs: glyphs, now: now)
        let rows = StudentText(row: row, lesson: heading.lesson, width: body.columns - 2).rows
        settle(rows: rows.count, height: body.rows)
        for (index, text) in rows.dropFirst(top).prefix(body.rows).enumerated() {
            surface.draw(text, row: body.row + index, in: body.inset(left: 1), theme: theme)
        }
    }
}
