/// A ``Style`` in 32 bits: nine for each colour and five for the attributes.
@usableFromInline
struct PackedStyle: Hashable, Sendable {
    @usableFromInline let bits: UInt32

    init(_ style: Style) {
        bits =
            Self.number(of: style.foreground) | Self.number(of: style.background) << 9
            | UInt32(style.attributes.rawValue) << 18
    }

    var style: Style {
        Style(
            foreground: Self.color(bits & 0x1FF), background: Self.color(bits >> 9 & 0x1FF),
            attributes: Style.Attributes(rawValue: UInt8(truncatingIfNeeded: bits >> 18)))
    }

    /// 0 for the terminal's own colour, else the palette's number plus 1.
    private static func number(of color: Color) -> UInt32 {
        switch color {
        case .terminalDefault: 0
        case .palette(let index): UInt32(index) + 1
        }
    }

    private static func color(_ number: UInt32) -> Color {
        number == 0 ? .terminalDefault : .palette(UInt8(truncatingIfNeeded: number - 1))
    }
}
