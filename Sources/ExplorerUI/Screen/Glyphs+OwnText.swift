import SafeText
import TerminalKit

extension Glyphs {
    /// Text of our own, or text that has been escaped before, in the characters that this terminal shows.
    ///
    /// In US-ASCII the signs of our own texts get plain twins: `§4.2.3` is `4.2.3`. Whatever else is not US-ASCII is
    /// escaped, so that its width is known before rows are made of it.
    func shown(_ text: String) -> String {
        guard escapeStyle == .ascii, text.utf8.contains(where: { $0 > 0x7E }) else { return text }
        let plain = text.replacing("§", with: "").replacing("…", with: "...").replacing("·", with: separator)
            .replacing("█", with: scrollThumb).replacing("░", with: ".")
        return Sanitizer.escape(plain, style: .ascii)
    }
}
