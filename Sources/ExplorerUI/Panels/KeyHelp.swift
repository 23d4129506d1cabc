import SessionCore
import TerminalKit

/// The page of keys and commands: what a person needs first, first.
struct KeyHelp {
    let keyMap: KeyMap
    let glyphs: Glyphs
    let width: Int

    var rows: [ScreenText] {
        var rows = ScreenText.wrapped(
            [
                Span("Type SMTP and press Enter: it is sent as you typed it. ", .text),
                Span("A line that begins with : is for the explorer.", .text),
            ], width: width)
        rows += heading("While you type")
        rows += actions([.send, .sendAll, .complete, .historyPrevious, .historyNext, .cancel])
        rows += row("^D", ScreenAction.quit.summary)
        rows += row("^A ^E ^B ^F", "move in the line; Alt-B, Alt-F by words")
        rows += row("^K ^U ^W Alt-D", "cut; ^Y puts back what was cut, ^T swaps two letters, ^_ undoes")
        rows += heading("Everywhere")
        rows += actions(
            [
                .help, .codes, .find, .tls, .findNext, .findPrevious, .pageUp, .pageDown, .transcriptStart,
                .transcriptEnd,
                .nextPane, .previousPane, .zoom, .bytes, .back, .redraw, .suspend,
            ])
        rows += heading("In the transcript and in the codes")
        rows += actions([.up, .down, .first, .last, .open])
        rows += row("a-z 0-9", "in the codes: looks for a number, 55_, 5.7.x, a word, or an RFC")
        rows += heading("Commands of the explorer")
        for topic in HelpTopic.commands { rows += row(topic.syntax, topic.summary) }
        return rows
    }

    private func heading(_ text: String) -> [ScreenText] { [.empty, ScreenText([Span(text, .heading)])] }

    /// A row for each action that has a key.
    private func actions(_ actions: [ScreenAction]) -> [ScreenText] {
        actions.flatMap { action -> [ScreenText] in
            var names: [String] = []
            for binding in keyMap.bindings where binding.action == action && !names.contains(binding.name) {
                names.append(binding.name)
            }
            return names.isEmpty ? [] : row(names.joined(separator: ", "), action.summary)
        }
    }

    private func row(_ name: String, _ text: String) -> [ScreenText] {
        ScreenText.entry(glyphs.shown(name), glyphs.shown(text), column: 24, width: width)
    }
}
