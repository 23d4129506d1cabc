import TerminalKit

extension ScreenText {
    /// A name and what it means, in two columns; a long name pushes its meaning to the right.
    static func entry(_ name: String, _ text: String, column: Int, width: Int) -> [ScreenText] {
        let column = min(column, width / 2)
        let gap = String(repeating: " ", count: max(1, column - ScreenText([Span(name, .text)]).width))
        return wrapped([Span(name + gap, .hintGood), Span(text, .text)], width: width, indent: column)
    }
}
