/// A style in words, as `:color` takes it: `bold green`, `underline #203 on white`, `reverse`.
///
/// Words are attributes, a colour for the text, and `on` with a colour for the ground. A colour is a name, a number of
/// the palette from 0 to 255 with or without `#`, or `default` for the terminal's own.
public struct StyleWords: Hashable, Sendable {
    /// Why words make no style.
    public enum Problem: Error, Hashable, Sendable {
        /// No attribute and no colour is called so.
        case unknown(String)
        /// The palette has no such number.
        case number(String)
        /// There is one colour too many.
        case surplus(String)
        /// `on` needs a colour behind it.
        case noGround
        /// There is no word at all.
        case empty
    }

    /// The colour of the text; nil when nothing is said of it.
    public let foreground: Color?
    /// The colour of the ground; nil when nothing is said of it.
    public let background: Color?
    /// The attributes.
    public let attributes: Style.Attributes

    /// Reads words with blanks between them.
    public init(parsing text: String) throws(Problem) {
        let words = text.split(separator: " ").map { $0.lowercased() }
        var foreground: Color?
        var background: Color?
        var attributes: Style.Attributes = []
        var rest = words[...]
        guard !rest.isEmpty else { throw .empty }
        while let word = rest.popFirst() {
            if let attribute = Self.attributes.first(where: { $0.name == word }) {
                attributes.insert(attribute.value)
            } else if word == "on" {
                guard let ground = rest.popFirst() else { throw .noGround }
                guard background == nil else { throw .surplus(ground) }
                background = try Self.color(ground)
            } else {
                let color = try Self.color(word)
                guard foreground == nil else { throw .surplus(word) }
                foreground = color
            }
        }
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }

    /// The style, where what nothing was said of looks as plain text does.
    public func style(over plain: Style) -> Style {
        Style(
            foreground: foreground ?? plain.foreground, background: background ?? plain.background,
            attributes: attributes)
    }

    /// A style in the words that make it.
    public static func text(of style: Style) -> String {
        var words = attributes.filter { style.attributes.contains($0.value) }.map(\.name)
        words.append(name(of: style.foreground))
        if style.background != .terminalDefault { words += ["on", name(of: style.background)] }
        return words.joined(separator: " ")
    }

    /// Every word that is no number, for completion and for the nearest name.
    public static let vocabulary = attributes.map(\.name) + ["on", "default"] + colors + colors.map { "bright-" + $0 }

    private static let attributes: [(name: String, value: Style.Attributes)] = [
        ("bold", .bold), ("dim", .dim), ("italic", .italic), ("underline", .underline), ("reverse", .reverse),
    ]
    private static let colors = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]

    private static func color(_ word: String) throws(Problem) -> Color {
        if word == "default" { return .terminalDefault }
        if let index = colors.firstIndex(of: word) { return .palette(UInt8(index)) }
        if word.hasPrefix("bright-"), let index = colors.firstIndex(of: String(word.dropFirst(7))) {
            return .palette(UInt8(index + 8))
        }
        let digits = word.hasPrefix("#") ? word.dropFirst() : word[...]
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { throw .unknown(word) }
        guard let number = UInt8(digits) else { throw .number(word) }
        return .palette(number)
    }

    private static func name(of color: Color) -> String {
        guard case .palette(let number) = color else { return "default" }
        switch number {
        case 0..<8: return colors[Int(number)]
        case 8..<16: return "bright-" + colors[Int(number) - 8]
        default: return "#\(number)"
        }
    }
}
