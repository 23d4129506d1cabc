import SafeText
import TerminalKit

/// What stands at the right edge of a row, and where it ends.
extension ScreenText {
    /// The row with a text of its own to the right of its first `width` columns.
    func beside(_ lane: [Span], width: Int) -> ScreenText {
        guard !lane.isEmpty else { return self }
        var row = self
        row.trailing = nil
        let used = self.width
        let right = trailing.map { [$0] } ?? []
        let free = width - used - ScreenText(right).width
        guard free >= 0 else { return self }
        row.spans += [Span(String(repeating: " ", count: free), .text)] + right + lane
        return row
    }

    /// Cut at a width, wherever that is, with an ellipsis where something is missing. Reads no further than that.
    func clipped(_ width: Int, _ glyphs: Glyphs) -> ScreenText {
        var left = max(0, width)
        var result: [Span] = []
        for span in spans where !span.text.isEmpty {
            if DisplayWidth.truncate(span.text, to: left, style: glyphs.escapeStyle) == span.text {
                result.append(span)
                left -= DisplayWidth.of(span.text)
                continue
            }
            // What fills the row to its end gives a column for the sign that more follows.
            guard let last = left > 0 ? span : result.popLast() else { break }
            let room = left > 0 ? left : DisplayWidth.of(last.text)
            let cut = DisplayWidth.truncate(
                last.text, to: room - DisplayWidth.of(glyphs.ellipsis), style: glyphs.escapeStyle)
            result.append(Span(cut + glyphs.ellipsis, last.role))
            break
        }
        return ScreenText(result, trailing: trailing)
    }
}
