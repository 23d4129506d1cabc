import SafeText
import SessionCore
import TerminalKit

/// What stands in the transcript as long as nothing has happened: where to go from here, to be chosen with a key.
struct StartScreen: Hashable, Sendable {
    /// The most servers that are named.
    static let maximumRecent = 5

    /// Something that can be chosen.
    enum Choice: Hashable, Sendable {
        /// Connect as this line of the session's language says.
        case line(String, label: String, note: String)
        /// The form for a new connection.
        case form
        /// The page of keys and commands.
        case help
    }

    /// What can be chosen, in the order of its digits.
    private(set) var choices: [Choice] = [.practice, .form, .help]
    /// What the cursor is on; nil before anything was chosen.
    private(set) var selected: Int?

    init() {}

    private var recentCount = 0

    /// With the servers that were used last.
    init(_ recent: RecentServers) {
        let servers = recent.requests.prefix(Self.maximumRecent).map(Choice.init)
        recentCount = servers.count
        choices = servers + choices
    }

    /// Offers a lesson, behind the practice server.
    mutating func offer(lesson name: String, title: String) {
        let lesson = Choice.line(":lesson \(name)", label: "next lesson: \(title)", note: "step by step")
        choices.insert(lesson, at: recentCount + 1)
    }

    /// Moves the cursor down, into the list first.
    mutating func moveDown() { selected = min((selected ?? -1) + 1, choices.count - 1) }

    /// Moves the cursor up, and out of the list above its first row.
    mutating func moveUp() { selected = selected.flatMap { $0 > 0 ? $0 - 1 : nil } }

    /// The choice of a digit; nil when there is none.
    func choice(of digit: String) -> Choice? {
        guard digit.utf8.count == 1, let number = Int(digit), choices.indices.contains(number - 1) else { return nil }
        return choices[number - 1]
    }

    // MARK: Rows

    private static let news = [
        "Tabs: Alt-A opens another session, Alt-1 to Alt-9 go to them.",
        "F9 shows what the practice server sees; Alt-\\ puts it beside you.",
        "Here are the servers of before, and :connect alone opens a form.",
    ]

    func draw(on surface: inout Surface, in rect: Rect, glyphs: Glyphs, theme: Theme) {
        let inside = rect.columns > 20 ? rect.inset(left: 1, right: 1) : rect
        let rows = rows(width: inside.columns, height: inside.rows, glyphs)
        let cursor = rows.firstIndex { $0.index != nil && $0.index == selected } ?? 0
        let offset = min(max(0, cursor - inside.rows + 1), max(0, rows.count - inside.rows))
        for (index, row) in rows.dropFirst(offset).prefix(inside.rows).enumerated() {
            surface.draw(row.text, row: inside.row + index, in: inside, theme: theme)
            guard row.index != nil, row.index == selected else { continue }
            let attributes = theme.style(for: .selection).attributes
            surface.restyle(Rect(row: inside.row + index, column: inside.column, rows: 1, columns: inside.columns)) {
                $0 = $0.adding(attributes)
            }
        }
    }

    private func rows(width: Int, height: Int, _ glyphs: Glyphs) -> [(text: ScreenText, index: Int?)] {
        // In a small window the choices come first.
        let isSmall = height < 12
        var rows: [(text: ScreenText, index: Int?)] = []
        func add(_ text: String, _ role: Role) {
            for row in ScreenText.wrapped([Span(glyphs.shown(text), role)], width: width, indent: 2) {
                rows.append((row, nil))
            }
        }
        func blank() { if !isSmall { rows.append((.empty, nil)) } }
        if !isSmall { add("Type SMTP, and read what every reply means.", .heading) }
        blank()
        if recentCount > 0, !isSmall { add("Servers of before", .heading) }
        for (index, choice) in choices.enumerated() {
            if index == recentCount {
                if recentCount > 0 { blank() }
                if !isSmall { add("To begin", .heading) }
            }
            rows.append((text(of: choice, index, width, glyphs), index))
        }
        blank()
        if !isSmall {
            add("A digit, or Down and Enter, chooses. Other text goes to the input.", .muted)
        }
        let choices = rows
        blank()
        add("New in \(ProgramVersion.current)", .heading)
        for line in Self.news { add("\(glyphs.separator) \(line)", .text) }
        return rows.count <= height ? rows : choices
    }

    private func text(of choice: Choice, _ index: Int, _ width: Int, _ glyphs: Glyphs) -> ScreenText {
        let (label, note) = choice.words
        let mark = index == selected ? glyphs.selected : " "
        let shown = glyphs.shown(label)
        let gap = String(repeating: " ", count: max(2, min(28, width / 2) - DisplayWidth.of(shown)))
        return ScreenText([
            Span("\(mark)\(index + 1)  ", .keyName), Span(shown, .hintGood), Span(gap + glyphs.shown(note), .muted),
        ]).fitted(width, glyphs)
    }
}

extension StartScreen.Choice {
    fileprivate static let practice = StartScreen.Choice.line(
        ":practice", label: "the practice server", note: "built in, needs no network")

    /// A server that was used before.
    fileprivate init(_ request: ConnectRequest) {
        let mode = request.tls.mode.map { "TLS: \($0.rawValue)" }
        let notes = [mode, request.isLMTP ? "LMTP" : nil].compactMap(\.self).joined(separator: ", ")
        self = .line(request.line, label: request.label, note: notes)
    }

    fileprivate var words: (label: String, note: String) {
        switch self {
        case .line(_, let label, let note): (label, note)
        case .form: ("another server", "a form; :connect HOST is the short way")
        case .help: ("keys and commands", "F1, whenever you like")
        }
    }
}
