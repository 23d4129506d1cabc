/// How a cell looks: two colours and a set of attributes.
public struct Style: Hashable, Sendable {
    /// Attributes that nearly every terminal can show.
    public struct Attributes: OptionSet, Hashable, Sendable {
        /// The bits, one an attribute.
        public let rawValue: UInt8

        /// A set from its bits.
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        /// Bold, or bright on old terminals.
        public static let bold = Attributes(rawValue: 1)
        /// Faint.
        public static let dim = Attributes(rawValue: 2)
        /// Underlined.
        public static let underline = Attributes(rawValue: 4)
        /// Foreground and background exchanged.
        public static let reverse = Attributes(rawValue: 8)
        /// Italic; many terminals show it as reverse or not at all.
        public static let italic = Attributes(rawValue: 16)
    }

    /// The terminal's own colours, no attributes.
    public static let plain = Style()

    /// The colour of the text.
    public var foreground: Color
    /// The colour behind the text.
    public var background: Color
    /// The attributes in force.
    public var attributes: Attributes

    /// A style; what is left out is the terminal's own.
    public init(
        foreground: Color = .terminalDefault, background: Color = .terminalDefault, attributes: Attributes = []
    ) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }

    /// This style with further attributes.
    public func adding(_ attributes: Attributes) -> Style {
        var style = self
        style.attributes.formUnion(attributes)
        return style
    }
}

extension Style: CustomStringConvertible {
    /// The style in words: `bold underline, 9 on default`.
    public var description: String {
        let names: [(Attributes, String)] = [
            (.bold, "bold"), (.dim, "dim"), (.underline, "underline"), (.reverse, "reverse"), (.italic, "italic"),
        ]
        let words = names.filter { attributes.contains($0.0) }.map(\.1).joined(separator: " ")
        return (words.isEmpty ? "" : words + ", ") + "\(foreground) on \(background)"
    }
}
