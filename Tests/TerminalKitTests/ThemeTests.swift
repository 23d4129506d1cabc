import SafeText
import TerminalKit
import Testing

@Suite struct ThemeTests {
    @Test("every theme is complete in every depth", arguments: Theme.Name.allCases, ColorDepth.allCases)
    func complete(name: Theme.Name, depth: ColorDepth) {
        let theme = Theme.named(name, depth: depth)
        #expect(theme.roles == Set(Role.allCases))
        for role in Role.allCases {
            for color in [theme.style(for: role).foreground, theme.style(for: role).background] {
                guard case .palette(let index) = color else { continue }
                switch depth {
                case .mono: Issue.record("\(role) has a colour in mono")
                case .ansi8: #expect(index < 8, "\(role)")
                case .ansi16: #expect(index < 16, "\(role)")
                case .palette256: break
                }
            }
        }
    }

    @Test(
        "the severities look different from each other in every theme and depth", arguments: Theme.Name.allCases,
        ColorDepth.allCases)
    func severities(name: Theme.Name, depth: ColorDepth) {
        let theme = Theme.named(name, depth: depth)
        let styles = SeverityMark.allCases.map { theme.style(for: $0.role) }
        // Without colour, glyph and word tell OK from MORE.
        #expect(Set(styles).count >= (theme.depth == .mono ? 3 : 4), "\(styles)")
    }

    @Test("focus, selection and alerts are seen without colour")
    func mono() {
        let theme = Theme.default(depth: .mono)
        for (one, other) in [
            (Role.border, Role.borderFocused), (.title, .titleFocused), (.selection, .text),
            (.selection, .selectionUnfocused),
            (.status, .statusAlert), (.hintGood, .hintLater), (.hintGood, .hintBad), (.escape, .received),
        ] {
            #expect(theme.style(for: one) != theme.style(for: other), "\(one) \(other)")
        }
    }

    @Test(
        "severity is a glyph, a word and a role, distinct in Unicode and in ASCII", arguments: [Glyphs.unicode, .ascii])
    func marks(glyphs: Glyphs) {
        let labels = SeverityMark.allCases.map { $0.label(glyphs) }
        #expect(Set(labels).count == 4)
        #expect(Set(SeverityMark.allCases.map(\.word)).count == 4)
        #expect(labels.allSatisfy { DisplayWidth.of($0) == 6 })
        #expect(SeverityMark.permanent.label(.unicode) == "✗ PERM")
        #expect(SeverityMark.ok.label(.unicode, padded: false) == "✓ OK")
    }

    @Test("TO15: the ASCII glyphs are US-ASCII, and every glyph is one column")
    func glyphs() {
        for (glyphs, isASCII) in [(Glyphs.unicode, false), (.ascii, true)] {
            let pieces = (0..<16).map { glyphs.box.piece(.init(rawValue: $0)) }
            let all =
                pieces + [
                    glyphs.sent, glyphs.received, glyphs.ellipsis, glyphs.separator, glyphs.selected, glyphs.moreLeft,
                    glyphs.moreRight, glyphs.scrollThumb, glyphs.scrollTrack, glyphs.ok, glyphs.continue,
                    glyphs.temporary,
                    glyphs.permanent,
                ]
            for glyph in all {
                #expect(DisplayWidth.of(glyph) == 1, "\(glyph)")
                if isASCII { #expect(glyph.utf8.allSatisfy { $0 < 0x80 }) }
            }
        }
    }

    @Test("a role can be replaced")
    func replacing() {
        let style = Style(foreground: .palette(4))
        #expect(Theme.default(depth: .ansi16).replacing(.prompt, with: style).style(for: .prompt) == style)
    }
}
