import SafeText
import SessionCore
import TerminalKit
import Testing

@testable import ExplorerUI

@Suite("The screen for everybody") struct AccessibilityTests {
    typealias Scene = GoldenScreenTests.Scene

    /// Scenes that show bytes of other scripts on purpose are shown escaped.
    @Test("with --ascii no screen has a character above 0x7E", arguments: GoldenScreenTests.all)
    func ascii(scene: Scene) {
        var scene = scene
        scene.glyphs = .ascii
        var stage = scene.stage()
        for (row, line) in stage.draw().lines().enumerated() {
            #expect(line.utf8.allSatisfy { (0x20...0x7E).contains($0) }, "row \(row): \(line)")
        }
    }

    @Test(":set ascii on does the same while the program runs")
    func asciiLater() {
        var stage = Stage(columns: 120, rows: 36)
        stage.playPicture()
        _ = stage.draw()
        stage.enter(":set ascii on")
        for line in stage.draw().lines() { #expect(line.utf8.allSatisfy { (0x20...0x7E).contains($0) }, "\(line)") }
    }

    @Test("the screens say the same with and without colours", arguments: GoldenScreenTests.all)
    func sameWords(scene: Scene) {
        var colored = scene
        colored.depth = .palette256
        var plain = scene
        plain.depth = .mono
        var (one, other) = (colored.stage(), plain.stage())
        // The page of colours tells them in words.
        guard !scene.name.hasPrefix("colors") else { return }
        #expect(one.draw().lines() == other.draw().lines())
    }

    @Test("a severity is a glyph and a word wherever its colour is: in the transcript, the status line and the panel")
    func severities() {
        for glyphs in [Glyphs.unicode, .ascii] {
            var stage = Stage(columns: 120, rows: 36, depth: .mono, glyphs: glyphs)
            stage.playContent()
            stage.line(".", after: 1_000)
            stage.server("451 4.3.0 Try again␍␊", after: 9)
            stage.line("RCPT TO:<x@example.net>", after: 1_000)
            stage.server("550 5.1.1 No␍␊", after: 9)
            let picture = stage.picture()
            for mark in SeverityMark.allCases {
                #expect(picture.contains(mark.label(glyphs, padded: false)), "\(mark)")
            }
        }
    }

    /// Roles by which something is told: without colours each of them has an attribute, or its text has a sign or word of
    /// its own, which stands here.
    @Test("no role tells something by colour alone")
    func roles() {
        let theme = Theme.named(.default, depth: .mono)
        let plain = theme.style(for: .text)
        let signs: [Role: String] = [
            .notice: "a sentence of the program, in a place of its own",
            .border: "lines", .title: "brackets are for the focus",
            .received: "the sign of a received line", .explanation: "a sentence", .hint: "the row below the line",
            .lineKeyword: "a word of the grammar", .linePath: "its brackets", .lineParameter: "its place and its =",
            .lineValue: "stands behind the =", .lineString: "its quotes",
            .input: "the prompt before it", .keyLabel: "stands behind its key", .text: "ordinary text",
        ]
        for role in Role.allCases where signs[role] == nil {
            #expect(theme.style(for: role) != plain, "\(role) looks like text")
        }
    }

    @Test(
        "the focus is always visible: brackets and another look in the title, or the cursor in the input",
        arguments: [(120, 36), (80, 24)], [ColorDepth.palette256, .mono])
    func focus(size: (columns: Int, rows: Int), depth: ColorDepth) {
        var stage = Stage(columns: size.columns, rows: size.rows, depth: depth)
        stage.playPicture()
        for _ in 0..<4 {
            let surface = stage.draw()
            let focus = stage.explorer.focus
            let title = focus == .panel ? "[\(stage.explorer.tab.title)]" : "[\(focus.title)]"
            let style = stage.explorer.theme.style(for: .titleFocused)
            let found = (0..<surface.rows).contains { row in
                guard let range = surface.lines()[row].firstRange(of: title) else { return false }
                let column = DisplayWidth.of(String(surface.lines()[row][..<range.lowerBound]))
                return surface[row, column + 1].style == style
            }
            #expect(found, "\(focus)")
            #expect((surface.cursor != nil) == (focus == .input))
            stage.press(.function(6))
        }
    }

    @Test("a theme that paints its ground paints all of it", arguments: GoldenScreenTests.all)
    func painted(scene: Scene) {
        var scene = scene
        scene.theme = .projector
        scene.depth = .palette256
        var stage = scene.stage()
        guard !scene.name.hasPrefix("colors") else { return }
        let surface = stage.draw()
        for row in 0..<surface.rows {
            for column in 0..<surface.columns {
                let style = surface[row, column].style
                #expect(
                    style.background != .terminalDefault && style.foreground != .terminalDefault,
                    "row \(row), column \(column): \(surface[row, column].text) \(style)")
            }
        }
    }
}
