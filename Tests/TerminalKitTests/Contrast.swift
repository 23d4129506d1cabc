import Glibc
import TerminalKit

/// How well two colours can be told apart: WCAG's contrast ratio, from 1 to 21.
/// - SeeAlso: WCAG 2.2, "contrast ratio" and "relative luminance"; xterm's 256 colours
enum Contrast {
    /// Red, green and blue, 0 to 255 each.
    struct RGB: Hashable {
        let red, green, blue: Int

        init(_ red: Int, _ green: Int, _ blue: Int) { (self.red, self.green, self.blue) = (red, green, blue) }

        /// What xterm shows for an entry of the palette.
        init(palette index: UInt8) {
            let index = Int(index)
            let levels = [0, 95, 135, 175, 215, 255]
            switch index {
            case 0..<16: self = Self.basic[index]
            case 16..<232:
                let place = index - 16
                self.init(levels[place / 36], levels[place / 6 % 6], levels[place % 6])
            default: self.init(8 + 10 * (index - 232), 8 + 10 * (index - 232), 8 + 10 * (index - 232))
            }
        }

        private static let basic: [RGB] = [
            RGB(0, 0, 0), RGB(205, 0, 0), RGB(0, 205, 0), RGB(205, 205, 0), RGB(0, 0, 238), RGB(205, 0, 205),
            RGB(0, 205, 205), RGB(229, 229, 229), RGB(127, 127, 127), RGB(255, 0, 0), RGB(0, 255, 0),
            RGB(255, 255, 0), RGB(92, 92, 255), RGB(255, 0, 255), RGB(0, 255, 255), RGB(255, 255, 255),
        ]

        var luminance: Double { 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue) }

        private func linear(_ part: Int) -> Double {
            let value = Double(part) / 255
            return value <= 0.03928 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
    }

    static func ratio(_ one: RGB, _ other: RGB) -> Double {
        (max(one.luminance, other.luminance) + 0.05) / (min(one.luminance, other.luminance) + 0.05)
    }

    static let black = RGB(0, 0, 0)
    static let white = RGB(255, 255, 255)
    static let solarizedDark = RGB(0x00, 0x2B, 0x36)
    static let solarizedLight = RGB(0xFD, 0xF6, 0xE3)
}
