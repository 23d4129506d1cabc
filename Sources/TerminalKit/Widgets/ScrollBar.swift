/// A scroll bar of one column: which part of a whole is seen.
public struct ScrollBar: Hashable, Sendable {
    private let total: Int
    private let first: Int
    private let visible: Int

    /// A bar for `visible` rows from row `first` on, of `total`.
    public init(total: Int, first: Int, visible: Int) {
        self.total = max(0, total)
        self.first = max(0, first)
        self.visible = max(0, visible)
    }

    /// The rows of the thumb in a bar of this height: at least one; at an end only when the view is at that end.
    /// Empty when everything is seen.
    public func thumb(height: Int) -> Range<Int> {
        guard height > 0, total > visible else { return 0..<0 }
        let length = max(1, min(height, Self.scaled(height, by: visible, over: total)))
        let room = height - length
        let last = total - visible
        guard first > 0 else { return 0..<length }
        guard first < last else { return room..<height }
        let start = Self.scaled(room, by: first, over: last)
        let inside = room >= 2 ? max(1, min(start, room - 1)) : start
        return inside..<inside + length
    }

    /// `value * part / whole`, rounded, where `part` is not above `whole`; the product may be wider than an integer.
    private static func scaled(_ value: Int, by part: Int, over whole: Int) -> Int {
        let (quotient, remainder) = whole.dividingFullWidth(value.multipliedFullWidth(by: part))
        return remainder >= whole - remainder ? quotient + 1 : quotient
    }

    /// Draws the bar into the first column of a rectangle.
    public func draw(into surface: inout Surface, in rect: Rect, theme: Theme, glyphs: Glyphs = .unicode) {
        guard !rect.isEmpty else { return }
        let thumb = thumb(height: rect.rows)
        for row in 0..<rect.rows {
            let isThumb = thumb.contains(row)
            surface.write(
                isThumb ? glyphs.scrollThumb : glyphs.scrollTrack, row: rect.row + row, column: rect.column,
                style: theme.style(for: isThumb ? .scrollThumb : .scrollTrack), limit: 1)
        }
    }
}
