import TerminalKit

/// A note as it is shown to a room: in a frame as wide as the transcript, in the middle, bold.
struct LargeNote {
    /// The narrowest frame.
    static let narrowest = 20

    let width: Int
    let box: BoxStyle

    /// The rows of a note, whose text is already safe to show.
    func rows(of text: String) -> [ScreenText] {
        let inside = width - 2
        let line = String(repeating: box.horizontal, count: inside)
        func edge(_ left: BoxStyle.Arms, _ right: BoxStyle.Arms) -> ScreenText {
            ScreenText([Span(box.piece(left) + line + box.piece(right), .marked)])
        }
        let blank = row([], inside)
        let words = ScreenText.wrapped([Span(text, .heading)], width: inside - 4, indent: 0)
        return [edge([.down, .right], [.down, .left]), blank] + words.map { row($0.spans, inside) }
            + [blank, edge([.up, .right], [.up, .left])]
    }

    private func row(_ spans: [Span], _ inside: Int) -> ScreenText {
        let free = inside - ScreenText(spans).width
        let left = String(repeating: " ", count: max(0, free / 2))
        let right = String(repeating: " ", count: max(0, free - free / 2))
        return ScreenText(
            [Span(box.vertical + left, .marked)] + spans + [Span(right + box.vertical, .marked)])
    }
}
