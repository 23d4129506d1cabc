import SafeText
import SessionCore
import TerminalKit

/// The menu over the input: how the line could go on, the commands, the matches in the history, or what to do with a paste.
struct InputMenu: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        /// Tab: how the word could go on.
        case completion
        /// `:` on an empty line.
        case palette
        /// ^R. The line that was typed before comes back with Esc; meanwhile the input holds what is looked for.
        case history(typed: LineEditor)
        /// Several pasted lines wait for an answer. What is dropped from the end of the paste is told with it.
        case paste(lines: [[UInt8]], dropped: Int)
    }

    let kind: Kind
    /// Where what is taken goes in the line, and what there is; for completion and palette.
    let completion: Completion?
    /// What the history has; for ^R.
    let matches: [History.Match]
    var state: MenuState

    init(_ kind: Kind, _ completion: Completion) {
        self.kind = kind
        self.completion = completion
        matches = []
        state = MenuState(count: completion.candidates.count)
    }

    /// The matches of ^R, the newest chosen.
    init(typed: LineEditor, matches: [History.Match]) {
        kind = .history(typed: typed)
        completion = nil
        self.matches = matches
        state = MenuState(count: matches.count, selection: 0)
    }

    /// The question about a paste; sending it line by line stands first.
    init(paste lines: [[UInt8]], dropped: Int) {
        kind = .paste(lines: lines, dropped: dropped)
        completion = nil
        matches = []
        state = MenuState(count: PasteAnswer.allCases.count, selection: 0)
    }

    /// The candidate that was chosen.
    var chosen: Candidate? {
        guard let row = state.selection, let candidates = completion?.candidates, row < candidates.count else {
            return nil
        }
        return candidates[row]
    }

    /// The line of the history that was chosen.
    var chosenMatch: History.Match? {
        guard let row = state.selection, row < matches.count else { return nil }
        return matches[row]
    }

    /// What stands over the rows.
    var title: String {
        let place = state.selection.map { "\($0 + 1) of \(state.count)" } ?? "\(state.count)"
        switch kind {
        case .completion: return "\(place): Tab chooses, Enter takes, Esc closes"
        case .palette: return "Commands, \(place): Tab chooses, Enter takes, Esc closes"
        case .history: return "History, \(place): Enter takes, Esc gives back"
        case .paste(let lines, _): return "\(lines.count) lines were pasted"
        }
    }

    /// What is said below the input as long as the menu is open; nil for what is always said there.
    var advice: Span? {
        switch kind {
        case .completion, .palette: nil
        case .history:
            matches.isEmpty
                ? Span("No line of the history holds that. Esc gives back what was typed.", .warning)
                : Span("Enter puts the line into the input and does not send it.", .notice)
        case .paste(let lines, let dropped):
            dropped > 0
                ? Span(
                    "\(lines.count) lines were pasted; the last \(dropped) did not fit and were left out.", .warning)
                : Span("Enter: one per reply, a: all at once, e: edit here, Esc: drop", .notice)
        }
    }

    /// One row of the menu.
    func row(_ index: Int, theme: Theme, glyphs: Glyphs) -> MenuView.Row {
        let plain = theme.style(for: .text)
        switch kind {
        case .completion, .palette:
            guard let candidates = completion?.candidates, index < candidates.count else {
                return MenuView.Row(text: StyledText())
            }
            let candidate = candidates[index]
            return MenuView.Row(
                text: StyledText(Sanitizer.escape(candidate.label, style: glyphs.escapeStyle), style: plain),
                meaning: glyphs.shown(candidate.meaning))
        case .history:
            guard index < matches.count else { return MenuView.Row(text: StyledText()) }
            return MenuView.Row(text: Self.text(of: matches[index], theme, glyphs))
        case .paste:
            let answer = PasteAnswer.allCases[index]
            return MenuView.Row(text: StyledText(answer.key, style: plain), meaning: glyphs.shown(answer.meaning))
        }
    }

    /// A line of the history with what was found in it.
    private static func text(of match: History.Match, _ theme: Theme, _ glyphs: Glyphs) -> StyledText {
        let (line, range) = (match.line, match.range)
        var text = StyledText()
        for (part, role) in [
            (line[..<range.lowerBound], Role.text), (line[range], .match), (line[range.upperBound...], .text),
        ] {
            text.append(Sanitizer.escape(part, style: glyphs.escapeStyle), style: theme.style(for: role))
        }
        return text
    }
}

/// What can be done with several pasted lines.
enum PasteAnswer: String, CaseIterable, Hashable, Sendable {
    case onePerReply, allAtOnce, edit, drop

    /// The key that says it.
    var key: String {
        switch self {
        case .onePerReply: "Enter"
        case .allAtOnce: "a"
        case .edit: "e"
        case .drop: "Esc"
        }
    }

    /// What it does.
    var meaning: String {
        switch self {
        case .onePerReply: "one per reply: each waits for the reply before; a failure stops it"
        case .allAtOnce: "all at once, in one write"
        case .edit: "edit here: the lines come into the input one by one"
        case .drop: "drop them"
        }
    }
}
