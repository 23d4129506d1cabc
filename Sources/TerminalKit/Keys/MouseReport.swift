/// Reads the three numbers of a mouse report: button and modifiers, column, row.
/// - SeeAlso: xterm's ctlseqs "Mouse Tracking"
enum MouseReport {
    /// The event, or nil when the numbers make none.
    /// - Parameters:
    ///   - numbers: Button bits, column and row; places count from 1.
    ///   - isRelease: What the report says itself, or nil where button 3 means release.
    static func event(_ numbers: [Int], isRelease: Bool?) -> KeyEvent? {
        guard numbers.count == 3, (0..<256).contains(numbers[0]), numbers[1] >= 1, numbers[2] >= 1 else { return nil }
        let bits = numbers[0]
        let buttons: [MouseEvent.Button] = [.left, .middle, .right, .none]
        var button = buttons[bits & 3]
        let kind: MouseEvent.Kind
        if bits & 128 != 0 {
            // The extra buttons, 8 to 11: nothing here uses them.
            return nil
        } else if bits & 64 != 0 {
            button = .none
            let wheels: [MouseEvent.Kind] = [.scrollUp, .scrollDown, .scrollLeft, .scrollRight]
            kind = wheels[bits & 3]
        } else if bits & 32 != 0 {
            kind = .move
        } else if isRelease ?? (bits & 3 == 3) {
            kind = .release
        } else {
            kind = .press
        }
        var modifiers: Modifiers = []
        if bits & 4 != 0 { modifiers.insert(.shift) }
        if bits & 8 != 0 { modifiers.insert(.alt) }
        if bits & 16 != 0 { modifiers.insert(.control) }
        return .mouse(
            MouseEvent(kind: kind, button: button, row: numbers[2] - 1, column: numbers[1] - 1, modifiers: modifiers))
    }
}
