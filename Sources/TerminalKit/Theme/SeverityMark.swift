/// How a severity is shown: a glyph, a word and a role for the colour, so that it survives without any one of them.
public enum SeverityMark: String, CaseIterable, Hashable, Sendable {
    /// 2yz: done.
    case ok
    /// 3yz: go on.
    case `continue`
    /// 4yz: try again later.
    case temporary
    /// 5yz: do not repeat it as it is.
    case permanent

    /// The word, at most four letters.
    public var word: String {
        switch self {
        case .ok: "OK"
        case .continue: "MORE"
        case .temporary: "TEMP"
        case .permanent: "PERM"
        }
    }

    /// The glyph, one column wide.
    public func glyph(_ glyphs: Glyphs) -> String {
        switch self {
        case .ok: glyphs.ok
        case .continue: glyphs.continue
        case .temporary: glyphs.temporary
        case .permanent: glyphs.permanent
        }
    }

    /// Glyph and word: `✗ PERM`, always six columns with `padded`.
    public func label(_ glyphs: Glyphs, padded: Bool = true) -> String {
        let word = padded ? word + String(repeating: " ", count: 4 - word.count) : word
        return glyph(glyphs) + " " + word
    }

    /// The role that gives the colour.
    public var role: Role {
        switch self {
        case .ok: .ok
        case .continue: .continue
        case .temporary: .temporary
        case .permanent: .permanent
        }
    }
}
