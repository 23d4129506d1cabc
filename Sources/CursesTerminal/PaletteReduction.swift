import TerminalKit

/// Colours for a terminal with fewer of them than a style asks for.
///
/// Themes choose colours for the depth that the terminal has; this is for what they did not foresee. A style is shown
/// in a near colour, never in one that the terminal would misread.
struct PaletteReduction {
    let depth: ColorDepth

    /// The number that ncurses takes: -1 is the terminal's own colour.
    func number(of color: Color) -> Int32 {
        guard case .palette(let entry) = color else { return -1 }
        return switch depth {
        case .mono: -1
        case .ansi8: Int32(Self.basic(entry) % 8)
        case .ansi16: Int32(Self.basic(entry))
        case .palette256: Int32(entry)
        }
    }

    /// The nearest of the sixteen basic colours.
    private static func basic(_ entry: UInt8) -> UInt8 {
        switch entry {
        case 0..<16:
            return entry
        case 16..<232:
            // The xterm cube: six levels each of red, green and blue.
            let place = entry - 16
            let levels = (red: place / 36, green: place / 6 % 6, blue: place % 6)
            let most = max(levels.red, levels.green, levels.blue)
            guard most > 0 else { return 0 }
            // A component counts when it is more than half of the strongest one.
            func bit(_ level: UInt8, _ value: UInt8) -> UInt8 { level * 2 > most ? value : 0 }
            return bit(levels.red, 1) | bit(levels.green, 2) | bit(levels.blue, 4) | (most == 5 ? 8 : 0)
        case 232..<238: return 0
        case 238..<244: return 8
        case 244..<250: return 7
        default: return 15
        }
    }
}
