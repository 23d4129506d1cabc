import SafeText

extension LineEditor {
    /// Whether a key is for editing, where nothing else is bound to it.
    public static func edits(_ key: Key, _ modifiers: Modifiers) -> Bool { EditingKey(key, modifiers) != nil }

    /// Puts the cursor where a click was: on the character that is seen at a column of the window, or behind the last one.
    public mutating func moveCursor(toColumn column: Int, width: Int, glyphs: Glyphs = .unicode) {
        guard width > 0 else { return }
        let style = glyphs.escapeStyle
        let before = DisplayWidth.of(bytes: bytes[..<cursor], style: style)
        let wanted = before - window(width: width, glyphs: glyphs).cursorColumn + column
        var (index, reached) = (0, 0)
        while index < bytes.count {
            // One character: its first byte and the continuation bytes behind it.
            let next = bytes[(index + 1)...].firstIndex { $0 & 0xC0 != 0x80 } ?? bytes.count
            reached += DisplayWidth.of(bytes: bytes[index..<next], style: style)
            if reached > wanted { break }
            index = next
        }
        moveCursor(to: index)
    }
}
