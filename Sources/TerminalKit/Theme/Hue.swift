/// What a colour stands for. Each theme has its own numbers for it, in each depth.
enum Hue: CaseIterable, Hashable, Sendable {
    /// Ordinary text.
    case plain
    /// Text of less importance.
    case faint
    /// Text that is not there yet.
    case fainter
    /// Lines of frames.
    case frame
    /// Something succeeded, or makes sense.
    case good
    /// Somebody waits for more.
    case waiting
    /// Something needs attention.
    case caution
    /// Something failed.
    case bad
    /// Where the attention is.
    case accent
    /// What the person sent.
    case own
    /// What is not text.
    case foreign
    /// What the program itself says.
    case aside
}

extension Role {
    /// How a role looks in every theme that says nothing else of it.
    struct Look {
        let hue: Hue
        var attributes: Style.Attributes = []
        /// The attributes without colours.
        var mono: Style.Attributes
    }

    /// The one table of roles. Severity never rests on colour alone: ``SeverityMark`` gives its glyph and word.
    var look: Look {
        switch self {
        case .text, .input, .explanation, .received, .title, .hint, .keyLabel: Look(hue: .plain, mono: [])
        case .muted, .time, .latency: Look(hue: .faint, mono: [.dim])
        case .suggestion, .hintLater: Look(hue: .fainter, mono: [.dim])

        case .ok: Look(hue: .good, attributes: [.bold], mono: [.bold])
        case .continue: Look(hue: .waiting, attributes: [.bold], mono: [.bold])
        case .temporary: Look(hue: .caution, attributes: [.bold], mono: [.underline])
        case .permanent: Look(hue: .bad, attributes: [.bold], mono: [.bold, .reverse])

        case .border: Look(hue: .frame, mono: [])
        case .borderFocused: Look(hue: .accent, attributes: [.bold], mono: [.bold])
        case .titleFocused: Look(hue: .accent, attributes: [.bold], mono: [.bold, .underline])
        case .heading: Look(hue: .plain, attributes: [.bold], mono: [.bold])

        case .status: Look(hue: .plain, attributes: [.reverse], mono: [.reverse])
        case .statusAlert: Look(hue: .caution, attributes: [.bold, .reverse], mono: [.bold, .reverse])
        case .prompt: Look(hue: .accent, attributes: [.bold], mono: [.bold])
        case .lineVerb: Look(hue: .own, attributes: [.bold], mono: [.bold])
        case .lineKeyword: Look(hue: .own, mono: [])
        case .linePath: Look(hue: .plain, mono: [])
        case .lineParameter: Look(hue: .aside, mono: [])
        case .lineValue, .lineString: Look(hue: .foreign, mono: [])
        case .lineCommand: Look(hue: .aside, attributes: [.bold], mono: [.bold])
        case .lineVariable: Look(hue: .waiting, mono: [.dim])
        case .hintGood: Look(hue: .good, mono: [.bold])
        case .hintBad: Look(hue: .bad, mono: [.underline])

        case .sent: Look(hue: .own, mono: [.bold])
        case .escape: Look(hue: .foreign, mono: [.underline])
        case .notice: Look(hue: .aside, mono: [])
        case .warning: Look(hue: .caution, mono: [.underline])
        case .error: Look(hue: .bad, attributes: [.bold], mono: [.bold, .underline])

        case .selection: Look(hue: .plain, attributes: [.reverse], mono: [.reverse])
        case .selectionUnfocused: Look(hue: .plain, attributes: [.underline], mono: [.underline])
        case .marked: Look(hue: .caution, attributes: [.bold], mono: [.bold])
        case .match: Look(hue: .caution, attributes: [.reverse], mono: [.reverse])
        case .source: Look(hue: .faint, mono: [.underline])
        case .keyName: Look(hue: .plain, attributes: [.reverse], mono: [.reverse])
        case .scrollTrack: Look(hue: .frame, mono: [.dim])
        case .scrollThumb: Look(hue: .accent, attributes: [.bold], mono: [.bold])
        }
    }
}
