extension Theme {
    /// The themes of the house.
    public enum Name: String, CaseIterable, Hashable, Sendable {
        /// On the terminal's own ground, whether it is dark or light: colours of the middle.
        case `default`
        /// For light grounds.
        case light
        /// For dark grounds.
        case dark
        /// Paints its ground: large contrast, to be read from the last row.
        case projector
        /// Attributes only.
        case mono
        /// Blue and orange in place of green and red.
        case deutan
    }

    /// Roles that carry no text: they may be as faint as they like.
    public static let decoration: Set<Role> = [.border, .scrollTrack]

    /// A theme of the house. With ``ColorDepth/mono`` only attributes are used.
    public static func named(_ name: Name, depth: ColorDepth) -> Theme {
        let sheet = sheet(name)
        return Theme(
            depth: name == .mono ? .mono : depth,
            styles: Dictionary(
                uniqueKeysWithValues: Role.allCases.map {
                    ($0, sheet.style(of: $0, depth: name == .mono ? .mono : depth))
                }))
    }

    /// The theme that is used when nobody asks for another.
    public static func `default`(depth: ColorDepth) -> Theme { named(.default, depth: depth) }

    private static func sheet(_ name: Name) -> ThemeSheet {
        switch name {
        case .default, .mono: middle
        case .light: light
        case .dark: dark
        case .projector: projector
        case .deutan: deutan
        }
    }

    /// No colour has a contrast of 4.5 on black, on white and on both of Solarized's grounds: the best has 3.7. All of
    /// these have 3, which is what WCAG asks of large and bold text. With few colours only those are used that no
    /// terminal takes for a ground: Solarized has greys where others have bright colours.
    private static let middle = ThemeSheet(hues: [
        .faint: .ink(244), .fainter: .ink(243), .frame: .ink(240), .good: .ink(28, 2), .waiting: .ink(31, 6),
        .caution: .ink(136, 3), .bad: .ink(196, 1), .accent: .ink(31, 6), .own: .ink(32, 6), .foreign: .ink(133, 5),
        .aside: .ink(134, 5),
    ])

    private static let dark = ThemeSheet(hues: [
        .faint: .ink(248), .fainter: .ink(246), .frame: .ink(241), .good: .ink(77, 2), .waiting: .ink(80, 6),
        .caution: .ink(214, 3), .bad: .ink(203, 1, bright: 9), .accent: .ink(80, 6), .own: .ink(117, 6),
        .foreign: .ink(177, 5, bright: 13), .aside: .ink(183, 5, bright: 13),
    ])

    /// Yellow, green and cyan cannot be read on white where a terminal has no dark ones: with few colours there are
    /// blue, magenta, red and bold.
    private static let light = ThemeSheet(hues: [
        .faint: .ink(240), .fainter: .ink(241), .frame: .ink(247), .good: .ink(22, 4), .waiting: .ink(24, 5),
        .caution: .ink(94), .bad: .ink(124, 1), .accent: .ink(24, 4), .own: .ink(25, 4), .foreign: .ink(90, 5),
        .aside: .ink(91, 5),
    ])

    /// Everything is bold on white, and what matters stands in a block of its own colour.
    private static let projector = ThemeSheet(
        plain: .block((16, 231), (0, 15), (0, 7)),
        hues: [
            .faint: .block((240, 231), (0, 15), (0, 7)), .fainter: .block((240, 231), (4, 15), (4, 7)),
            .frame: .block((16, 231), (0, 15), (0, 7)), .good: .block((231, 22), (0, 2), (0, 2)),
            .waiting: .block((231, 24), (0, 6), (0, 6)), .caution: .block((16, 220), (0, 11), (0, 3)),
            .bad: .block((231, 124), (15, 1), (7, 1)), .accent: .block((231, 18), (15, 4), (7, 4)),
            .own: .block((18, 231), (4, 15), (4, 7)), .foreign: .block((53, 231), (5, 15), (0, 7)),
            .aside: .block((53, 231), (5, 15), (0, 7)),
        ],
        // Where there is no shade for it, an escape is told from text by a line.
        attributes: [.escape: [.underline]], everywhere: [.bold])

    /// A failure is also reversed, so that it differs from a warning by more than a shade.
    private static let deutan = ThemeSheet(
        hues: [
            .faint: .ink(244), .fainter: .ink(243), .frame: .ink(240), .good: .ink(32, 6), .waiting: .ink(67, 6),
            .caution: .ink(136, 3), .bad: .ink(166, 3), .accent: .ink(32, 6), .own: .ink(67), .foreign: .ink(133, 5),
            .aside: .ink(103),
        ],
        attributes: [
            .permanent: [.bold, .reverse], .continue: [], .error: [.bold, .reverse], .hintBad: [.underline],
        ])
}
