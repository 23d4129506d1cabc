import Glibc
import SafeText
import TerminalKit
import TestSupport
import Testing

@testable import CursesTerminal

/// ncurses knows one screen at a time and no threads: these tests run one after the other.
@Suite("The screen in memory", .serialized)
struct ScreenTests {
    private static let types = ["xterm-256color", "screen-256color", "tmux-256color", "xterm", "linux", "vt100"]

    init() {
        // What wcwidth answers depends on it.
        _ = setlocale(LC_ALL, "C.UTF-8")
    }

    private func screen(_ type: String, _ size: Size, utf8: Bool = true) throws -> Screen {
        try Screen.open(types: [type], size: size, isUTF8: utf8, maximumColorDepth: .palette256)
    }

    @Test("after any series of frames the terminal shows the last one", arguments: types)
    func series(_ type: String) throws {
        var random = Lehmer(seed: 7)
        let size = Size(columns: 37, rows: 9)
        let screen = try screen(type, size)
        var model = ScreenModel(columns: size.columns, rows: size.rows)
        var surface = Surface(size: size)
        for frame in 0..<150 {
            change(&surface, &random)
            if frame % 50 == 49 { screen.repaint() }
            screen.paint(surface)
            screen.withOutput { model.feed($0) }
            // The first difference is enough to read.
            try #require(
                shown(model.lines, type, size) == shown(surface.lines(), type, size), "frame \(frame) on \(type)")
            try #require(model.strange == [])
            guard let cursor = surface.cursor else { continue }
            try #require(model.cursor == (cursor.row, cursor.column))
        }
    }

    @Test("after any series of sizes the terminal shows what fits", arguments: types)
    func sizes(_ type: String) throws {
        var random = Lehmer(seed: 11)
        let screen = try screen(type, Size(columns: 20, rows: 5))
        var model = ScreenModel(columns: 20, rows: 5)
        for _ in 0..<60 {
            let size = Size(columns: 1 + random.next(40), rows: 1 + random.next(12))
            #expect(screen.resize(to: size))
            model.resize(columns: size.columns, rows: size.rows)
            // The interface may still paint in another size.
            var surface = Surface(columns: 1 + random.next(40), rows: 1 + random.next(12))
            for _ in 0..<10 { change(&surface, &random) }
            screen.paint(surface)
            screen.withOutput { model.feed($0) }
            var expected = Surface(size: size)
            expected.draw(surface, row: 0, column: 0)
            try #require(shown(model.lines, type, size) == shown(expected.lines(), type, size), "\(size) on \(type)")
        }
    }

    @Test("styles arrive in the cells, and nothing of them stays behind")
    func styles() throws {
        let size = Size(columns: 24, rows: 6)
        let screen = try screen("xterm-256color", size)
        var model = ScreenModel(columns: size.columns, rows: size.rows)
        var random = Lehmer(seed: 3)
        for _ in 0..<100 {
            var surface = Surface(size: size)
            for _ in 0..<12 {
                let style = Style(
                    foreground: random.next(3) == 0 ? .terminalDefault : .palette(UInt8(random.next(256))),
                    background: random.next(3) == 0 ? .terminalDefault : .palette(UInt8(random.next(256))),
                    attributes: Style.Attributes(rawValue: UInt8(random.next(32))))
                surface.write("ab漢", row: random.next(6), column: random.next(24), style: style)
            }
            screen.paint(surface)
            screen.withOutput { model.feed($0) }
            for row in 0..<size.rows {
                for column in 0..<size.columns {
                    let cell = surface[row, column]
                    let isBlank = cell.text == " "
                    try #require(
                        visible(model.rendition(row: row, column: column), isBlank)
                            == visible(rendition(cell.style), isBlank), "\(row), \(column)")
                }
            }
        }
    }

    @Test("what the C library would show in another width never moves the rest of a row")
    func widths() throws {
        // A selector that widens, a family joined to one, a flag, a letter with more marks than a cell keeps.
        let clusters = [
            "❤\u{FE0F}", "👨\u{200D}👩\u{200D}👧", "🇩🇪", "a" + String(repeating: "\u{301}", count: 30), "⌚", "﷽",
        ]
        let screen = try screen("xterm-256color", Size(columns: 10, rows: clusters.count))
        var surface = Surface(columns: 10, rows: clusters.count)
        for (row, cluster) in clusters.enumerated() {
            surface.write("|" + cluster, row: row, column: 0)
            surface.write("|", row: row, column: 5)
        }
        screen.paint(surface)
        var model = ScreenModel(columns: 10, rows: clusters.count)
        screen.withOutput { model.feed($0) }
        for row in clusters.indices {
            #expect(model.character(row: row, column: 5) == "|", "row \(row): \(model.lines[row])")
            #expect(model.character(row: row, column: 0) == "|", "row \(row): \(model.lines[row])")
        }
    }

    @Test("where the locale is not UTF-8 everything but ASCII is a question mark")
    func ascii() throws {
        let screen = try screen("xterm", Size(columns: 12, rows: 1), utf8: false)
        var surface = Surface(columns: 12, rows: 1)
        surface.write("┌é漢x", row: 0, column: 0)
        screen.paint(surface)
        var model = ScreenModel(columns: 12, rows: 1)
        screen.withOutput { output in
            #expect(output.allSatisfy { $0 < 0x80 })
            model.feed(output)
        }
        #expect(model.lines == ["??? x"])
    }

    @Test("colours are no more than the options allow", arguments: ColorDepth.allCases)
    func depths(_ limit: ColorDepth) throws {
        let screen = try Screen.open(
            types: ["xterm-256color"], size: Size(columns: 4, rows: 1), isUTF8: true, maximumColorDepth: limit)
        #expect(screen.colorDepth == limit)
    }

    @Test("only what differs is written")
    func difference() throws {
        let screen = try screen("xterm-256color", Size(columns: 300, rows: 100))
        var surface = Surface(columns: 300, rows: 100)
        for row in 0..<100 { surface.write(String(repeating: "x", count: 300), row: row, column: 0) }
        screen.paint(surface)
        screen.withOutput { #expect($0.count > 10_000) }
        screen.paint(surface)
        screen.withOutput { #expect($0.isEmpty) }
        surface.write("y", row: 50, column: 150)
        screen.paint(surface)
        screen.withOutput { #expect($0.count < 40) }
    }

    /// Writes something somewhere, blanks something, or moves the cursor.
    private func change(_ surface: inout Surface, _ random: inout Lehmer) {
        let texts = ["a", "hello", "漢字", "e\u{301}", "─│┌", "👍 ok", "   ", "xxxxxxxxxxxxxxxxxxxxxxxx", "250 2.1.0 Ok"]
        for _ in 0...random.next(4) {
            let row = random.next(surface.rows)
            let column = random.next(surface.columns)
            switch random.next(6) {
            case 0:
                surface.fill(Rect(row: row, column: column, rows: 2, columns: 1 + random.next(9)), style: .plain)
            case 1:
                surface.cursor = random.next(4) == 0 ? nil : Position(row: row, column: column)
            default:
                let style = Style(attributes: random.next(4) == 0 ? .bold : [])
                surface.write(texts[random.next(texts.count)], row: row, column: column, style: style)
            }
        }
    }

    /// The rows as they should be. Where a terminal has no way to write its very last cell but to push characters into
    /// it (screen, tmux), ncurses loses that cell beside a wide character.
    private func shown(_ lines: [String], _ type: String, _ size: Size) -> [String] {
        var lines = lines
        let last = lines.removeLast()
        let isLossy = type.hasPrefix("screen") || type.hasPrefix("tmux")
        let width = DisplayWidth.of(last)
        lines.append(isLossy && width == size.columns ? String(last.dropLast()) : last)
        return lines.map(trimmed)
    }

    private func trimmed(_ line: String) -> String {
        var line = line
        while line.hasSuffix(" ") { line.removeLast() }
        return line
    }

    /// A blank has no colour of its own and is neither bold nor dim nor italic.
    private func visible(_ rendition: Rendition, _ isBlank: Bool) -> Rendition {
        guard isBlank && rendition.attributes.isDisjoint(with: [4, 7]) else { return rendition }
        return Rendition(background: rendition.background)
    }

    private func rendition(_ style: Style) -> Rendition {
        let numbers: [(Style.Attributes, Int)] = [(.bold, 1), (.dim, 2), (.italic, 3), (.underline, 4), (.reverse, 7)]
        return Rendition(
            foreground: number(style.foreground), background: number(style.background),
            attributes: Set(numbers.filter { style.attributes.contains($0.0) }.map(\.1)))
    }

    private func number(_ color: Color) -> Int? {
        guard case .palette(let entry) = color else { return nil }
        return Int(entry)
    }
}

/// Numbers that look random and are the same in every run.
private struct Lehmer {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }
}
