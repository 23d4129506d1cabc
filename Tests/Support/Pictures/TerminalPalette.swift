import TerminalKit

/// The colours of a usual terminal as a browser writes them: xterm's palette, on a dark ground.
enum TerminalPalette {
    static let foreground = "#d6d9e0"
    static let background = "#16181d"

    /// xterm's first sixteen, with a blue that can be read.
    private static let basic = [
        "#000000", "#cd3131", "#0dbc79", "#c8a600", "#3b82f6", "#bc3fbc", "#11a8cd", "#e5e5e5",
        "#767676", "#f14c4c", "#23d18b", "#f5f543", "#6ea8fe", "#d670d6", "#29b8db", "#ffffff",
    ]

    /// Both colours of a style, after reverse and dim.
    static func colors(of style: Style) -> (foreground: String, background: String) {
        let front = name(of: style.foreground) ?? foreground
        let back = name(of: style.background) ?? background
        if style.attributes.contains(.reverse) { return (back, front) }
        return (style.attributes.contains(.dim) && style.foreground == .terminalDefault ? "#8b8f99" : front, back)
    }

    private static func name(of color: Color) -> String? {
        guard case .palette(let entry) = color else { return nil }
        switch entry {
        case 0..<16: return basic[Int(entry)]
        case 16..<232:
            let place = Int(entry) - 16
            let levels = [0, 95, 135, 175, 215, 255]
            return hex(levels[place / 36], levels[place / 6 % 6], levels[place % 6])
        default:
            let grey = 8 + (Int(entry) - 232) * 10
            return hex(grey, grey, grey)
        }
    }

    private static func hex(_ parts: Int...) -> String {
        "#"
            + parts.map { part in
                let digits = String(part, radix: 16)
                return digits.utf8.count == 1 ? "0" + digits : digits
            }.joined()
    }
}
