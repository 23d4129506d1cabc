/// The numbers of one theme: a row for each hue, and what is special about some roles.
struct ThemeSheet: Sendable {
    /// Text and ground in each depth; nil is the terminal's own.
    struct Paint: Sendable {
        /// Of 256 colours. Only those from 16 on are the same in every terminal.
        var wide: UInt8?
        var wideGround: UInt8?
        /// Of 16.
        var bright: UInt8?
        var brightGround: UInt8?
        /// Of 8.
        var basic: UInt8?
        var basicGround: UInt8?

        /// Text on the terminal's own ground; with 16 colours the same one as with 8.
        static func ink(_ wide: UInt8, _ basic: UInt8? = nil, bright: UInt8? = nil) -> Paint {
            Paint(wide: wide, bright: bright ?? basic, basic: basic)
        }

        /// Text on a ground of its own: each pair in 256, 16 and 8 colours.
        static func block(
            _ wide: (UInt8, UInt8), _ bright: (UInt8, UInt8), _ basic: (UInt8, UInt8)
        ) -> Paint {
            Paint(
                wide: wide.0, wideGround: wide.1, bright: bright.0, brightGround: bright.1, basic: basic.0,
                basicGround: basic.1)
        }
    }

    /// The look of text without a row of its own.
    var plain = Paint()
    /// The hues; one without a row looks as plain text does.
    var hues: [Hue: Paint] = [:]
    /// Attributes that some roles have in this theme, in place of the usual ones.
    var attributes: [Role: Style.Attributes] = [:]
    /// Attributes that all text has, where there are 256 colours: with fewer, old terminals show bold as another colour.
    var everywhere: Style.Attributes = []

    func style(of role: Role, depth: ColorDepth) -> Style {
        let look = role.look
        let own = hues[look.hue]
        let paint = own ?? plain
        let usual = attributes[role] ?? look.attributes
        switch depth {
        case .mono: return Style(attributes: look.mono)
        case .palette256: return Self.style(paint.wide, paint.wideGround, usual.union(everywhere))
        case .ansi16: return Self.style(paint.bright, paint.brightGround, usual.union(faintness(look, paint.bright)))
        case .ansi8: return Self.style(paint.basic, paint.basicGround, usual.union(faintness(look, paint.basic)))
        }
    }

    /// Where there is no grey that every terminal shows well, what is less important is dim.
    private func faintness(_ look: Role.Look, _ color: UInt8?) -> Style.Attributes {
        guard color == nil, plain.basicGround == nil else { return [] }
        switch look.hue {
        case .faint, .fainter, .frame: return [.dim]
        case .plain, .good, .waiting, .caution, .bad, .accent, .own, .foreign, .aside: return []
        }
    }

    private static func style(_ ink: UInt8?, _ ground: UInt8?, _ attributes: Style.Attributes) -> Style {
        Style(
            foreground: ink.map(Color.palette) ?? .terminalDefault,
            background: ground.map(Color.palette) ?? .terminalDefault, attributes: attributes)
    }
}
