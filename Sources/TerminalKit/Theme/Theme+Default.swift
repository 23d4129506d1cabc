extension Theme {
    /// The theme of the house, on the terminal's own background.
    ///
    /// Severity never rests on colour alone: ``SeverityMark`` gives its glyph and word. With ``ColorDepth/mono`` only
    /// attributes are used.
    public static func `default`(depth: ColorDepth) -> Theme {
        Theme(
            depth: depth,
            styles: Dictionary(uniqueKeysWithValues: Role.allCases.map { ($0, defaultStyle(for: $0, depth: depth)) }))
    }

    private static func defaultStyle(for role: Role, depth: ColorDepth) -> Style {
        let row = defaultRow(for: role)
        let color: Color =
            switch depth {
            case .mono: .terminalDefault
            case .ansi8: row.basic.map(Color.palette) ?? .terminalDefault
            case .ansi16: row.bright.map(Color.palette) ?? .terminalDefault
            case .palette256: row.wide.map(Color.palette) ?? .terminalDefault
            }
        // Grey is none of eight colours, and a suggestion must not look like typed text.
        let isPlain = depth == .mono || (depth == .ansi8 && role == .suggestion)
        return Style(foreground: color, attributes: isPlain ? row.mono : row.attributes)
    }

    /// One role in all depths: its foreground in 8, 16 and 256 colours, and its attributes with and without colour.
    private struct Row {
        var basic: UInt8?
        var bright: UInt8?
        var wide: UInt8?
        var attributes: Style.Attributes = []
        var mono: Style.Attributes
    }

    /// Blue (4) and black (0) are never used as text: they cannot be read on dark backgrounds.
    private static func defaultRow(for role: Role) -> Row {
        switch role {
        case .text, .input, .explanation: Row(mono: [])
        case .received: Row(mono: [])
        case .muted, .time, .latency: Row(bright: 8, wide: 245, attributes: [], mono: [.dim])
        case .suggestion, .hintLater: Row(bright: 8, wide: 243, attributes: [], mono: [.dim])

        case .ok: Row(basic: 2, bright: 10, wide: 77, attributes: [.bold], mono: [.bold])
        case .continue: Row(basic: 6, bright: 14, wide: 80, attributes: [.bold], mono: [.bold])
        case .temporary: Row(basic: 3, bright: 11, wide: 214, attributes: [.bold], mono: [.underline])
        case .permanent: Row(basic: 1, bright: 9, wide: 203, attributes: [.bold], mono: [.bold, .reverse])

        case .border: Row(bright: 8, wide: 240, mono: [])
        case .borderFocused: Row(basic: 6, bright: 14, wide: 80, attributes: [.bold], mono: [.bold])
        case .title: Row(mono: [])
        case .titleFocused: Row(basic: 6, bright: 14, wide: 80, attributes: [.bold], mono: [.bold, .underline])
        case .heading: Row(attributes: [.bold], mono: [.bold])

        case .status: Row(attributes: [.reverse], mono: [.reverse])
        case .statusAlert:
            Row(basic: 3, bright: 11, wide: 214, attributes: [.bold, .reverse], mono: [.bold, .reverse])
        case .prompt: Row(basic: 6, bright: 14, wide: 80, attributes: [.bold], mono: [.bold])
        case .lineVerb: Row(basic: 6, bright: 14, wide: 117, attributes: [.bold], mono: [.bold])
        case .lineKeyword: Row(basic: 6, bright: 6, wide: 110, mono: [])
        case .linePath: Row(basic: 2, bright: 10, wide: 114, mono: [])
        case .lineParameter: Row(basic: 3, bright: 11, wide: 180, mono: [])
        case .lineValue: Row(basic: 5, bright: 13, wide: 183, mono: [])
        case .lineCommand: Row(basic: 5, bright: 13, wide: 177, attributes: [.bold], mono: [.bold])
        case .lineString: Row(basic: 2, bright: 10, wide: 150, mono: [])
        case .lineVariable: Row(basic: 3, bright: 11, wide: 222, mono: [.dim])
        case .hint: Row(bright: 7, wide: 250, mono: [])
        case .hintGood: Row(basic: 2, bright: 10, wide: 114, mono: [.bold])
        case .hintBad: Row(basic: 1, bright: 9, wide: 203, mono: [.underline])

        case .sent: Row(basic: 6, bright: 14, wide: 117, mono: [.bold])
        case .escape: Row(basic: 5, bright: 13, wide: 177, attributes: [], mono: [.underline])
        case .notice: Row(basic: 5, bright: 13, wide: 183, mono: [])
        case .warning: Row(basic: 3, bright: 11, wide: 214, mono: [.underline])
        case .error: Row(basic: 1, bright: 9, wide: 203, attributes: [.bold], mono: [.bold, .underline])

        case .selection: Row(attributes: [.reverse], mono: [.reverse])
        case .selectionUnfocused: Row(attributes: [.underline], mono: [.underline])
        case .marked: Row(basic: 3, bright: 11, wide: 222, attributes: [.bold], mono: [.bold])
        case .match: Row(basic: 3, bright: 11, wide: 222, attributes: [.reverse], mono: [.reverse])
        case .source: Row(bright: 8, wide: 245, attributes: [.underline], mono: [.underline])
        case .keyName: Row(attributes: [.reverse], mono: [.reverse])
        case .keyLabel: Row(mono: [])
        case .scrollTrack: Row(bright: 8, wide: 238, mono: [.dim])
        case .scrollThumb: Row(basic: 6, bright: 14, wide: 80, mono: [.bold])
        }
    }
}
