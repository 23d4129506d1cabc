import TerminalKit
import Testing

@Suite("Styles in words") struct StyleWordsTests {
    @Test(
        "words make a style",
        arguments: [
            ("bold green", Style(foreground: .palette(2), attributes: [.bold])),
            (
                "underline #203 on white",
                Style(foreground: .palette(203), background: .palette(7), attributes: [.underline])
            ),
            ("on 17 bright-yellow", Style(foreground: .palette(11), background: .palette(17))),
            ("REVERSE Dim italic", Style(attributes: [.reverse, .dim, .italic])),
            ("default on default", .plain),
            ("0", Style(foreground: .palette(0))),
        ])
    func good(words: String, style: Style) throws {
        #expect(try StyleWords(parsing: words).style(over: .plain) == style)
    }

    @Test(
        "what is no style says why",
        arguments: [
            ("", StyleWords.Problem.empty), ("  ", .empty), ("bld", .unknown("bld")), ("256", .number("256")),
            ("#", .unknown("#")), ("#1000", .number("#1000")), ("red green", .surplus("green")),
            ("red on", .noGround), ("on red on blue", .surplus("blue")), ("on bold", .unknown("bold")),
            ("-1", .unknown("-1")), ("\u{1B}[31m", .unknown("\u{1B}[31m")),
        ])
    func bad(words: String, problem: StyleWords.Problem) {
        #expect(throws: problem) { try StyleWords(parsing: words) }
    }

    @Test("what nothing is said of looks as plain text does")
    func unsaid() throws {
        let plain = Style(foreground: .palette(16), background: .palette(231), attributes: [.bold])
        #expect(
            try StyleWords(parsing: "green").style(over: plain)
                == Style(foreground: .palette(2), background: .palette(231)))
        #expect(try StyleWords(parsing: "on red").style(over: plain).foreground == .palette(16))
    }

    @Test("the words of every style of every theme make that style again")
    func roundTrip() throws {
        for name in Theme.Name.allCases {
            for depth in ColorDepth.allCases {
                for role in Role.allCases {
                    let style = Theme.named(name, depth: depth).style(for: role)
                    #expect(try StyleWords(parsing: StyleWords.text(of: style)).style(over: .plain) == style)
                }
            }
        }
    }
}
