import TerminalKit
import Testing

/// Whether the themes can be read, by WCAG's contrast ratio with the colours that xterm has.
///
/// Of 256 colours only 16 to 255 are the same in every terminal. What has fewer colours is measured with xterm's, where
/// the theme paints both sides or claims a light or dark ground; what a terminal shows for the first sixteen is its own.
@Suite("The contrast of the themes") struct ContrastTests {
    @Test("xterm's palette and the ratio are WCAG's")
    func formula() {
        #expect(abs(Contrast.ratio(Contrast.black, Contrast.white) - 21) < 0.01)
        #expect(abs(Contrast.ratio(.init(0x76, 0x76, 0x76), Contrast.white) - 4.54) < 0.01)
        #expect(Contrast.RGB(palette: 214) == .init(255, 175, 0))
        #expect(Contrast.RGB(palette: 243) == .init(0x76, 0x76, 0x76))
        #expect(Contrast.RGB(palette: 16) == Contrast.black)
        #expect(Contrast.RGB(palette: 231) == Contrast.white)
    }

    @Test("the projector theme paints both sides of all text, with a contrast of 7 in 256 colours and 4.5 in fewer")
    func projector() {
        for (depth, least) in [(ColorDepth.palette256, 7.0), (.ansi16, 4.5), (.ansi8, 4.5)] {
            let theme = Theme.named(.projector, depth: depth)
            for role in Role.allCases {
                let style = theme.style(for: role)
                guard case .palette(let ink) = style.foreground, case .palette(let ground) = style.background else {
                    Issue.record("\(role) is not painted on both sides at \(depth)")
                    continue
                }
                let ratio = Contrast.ratio(.init(palette: ink), .init(palette: ground))
                #expect(ratio >= least, "\(role) at \(depth): \(ratio)")
            }
        }
    }

    /// What a theme claims: its grounds, and the least contrast on all of them.
    private static let claims: [(Theme.Name, ColorDepth, [Contrast.RGB], Double)] = [
        (.light, .palette256, [Contrast.white, Contrast.solarizedLight], 4.5),
        (.light, .ansi16, [Contrast.white], 4.5),
        (.light, .ansi8, [Contrast.white], 4.5),
        (.dark, .palette256, [Contrast.black, Contrast.solarizedDark], 4.5),
        (.dark, .ansi16, [Contrast.black], 4.5),
        (.default, .palette256, allGrounds, 3),
        (.deutan, .palette256, allGrounds, 3),
    ]
    private static let allGrounds = [
        Contrast.black, Contrast.white, Contrast.solarizedDark, Contrast.solarizedLight,
    ]

    @Test("every theme can be read on the grounds that it is for", arguments: claims)
    func claim(name: Theme.Name, depth: ColorDepth, grounds: [Contrast.RGB], least: Double) {
        let theme = Theme.named(name, depth: depth)
        for role in Role.allCases where !Theme.decoration.contains(role) {
            let style = theme.style(for: role)
            #expect(style.background == .terminalDefault, "\(role)")
            guard case .palette(let ink) = style.foreground else { continue }
            for ground in grounds {
                let ratio = Contrast.ratio(.init(palette: ink), ground)
                #expect(ratio >= least, "\(role) in \(name) at \(depth) on \(ground): \(ratio)")
            }
        }
    }

    @Test("no colour has 4.5 on black, white and both of Solarized's grounds: 3 is what one theme for all can have")
    func impossible() {
        for index in UInt8(16)...255 {
            let worst = Self.allGrounds.map { Contrast.ratio(.init(palette: index), $0) }.min() ?? 0
            #expect(worst < 4.5)
        }
    }

    @Test("with 256 colours no theme uses those that each terminal has its own idea of", arguments: Theme.Name.allCases)
    func fixedColors(name: Theme.Name) {
        let theme = Theme.named(name, depth: .palette256)
        for role in Role.allCases {
            for color in [theme.style(for: role).foreground, theme.style(for: role).background] {
                if case .palette(let index) = color { #expect(index >= 16, "\(role)") }
            }
            #expect(theme.depth == .mono || !theme.style(for: role).attributes.contains(.dim), "\(role)")
        }
    }

    @Test("with few colours the themes for any ground use none that a terminal may have as its ground")
    func groundless() {
        for name in [Theme.Name.default, .deutan] {
            for depth in [ColorDepth.ansi16, .ansi8] {
                for role in Role.allCases {
                    guard case .palette(let index) = Theme.named(name, depth: depth).style(for: role).foreground else {
                        continue
                    }
                    // Black, white and the greys are grounds; blue cannot be read on black, yellow is the darker one.
                    #expect([1, 2, 3, 5, 6].contains(index), "\(role) in \(name) at \(depth)")
                }
            }
        }
    }

    @Test("the mono theme has no colour whatever the terminal has", arguments: ColorDepth.allCases)
    func mono(depth: ColorDepth) {
        #expect(Theme.named(.mono, depth: depth) == Theme.named(.default, depth: .mono))
    }
}
