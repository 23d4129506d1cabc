import SessionCore
import TerminalKit
import TestSupport
import Testing

@testable import ExplorerUI

@Suite("What is true of every screen")
struct PropertyTests {
    /// Keys that do something somewhere, and some that do nothing anywhere.
    private static let keys: [KeyEvent] =
        [
            .enter, .tab, .backspace, .escape, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .insert,
            .delete, .function(1), .function(2), .function(3), .function(4), .function(6),
        ].map { .key($0, []) }
        + "abcdefklnptuwyz_".map { .key(.character($0), [.control]) }
        + "bdfnpz".map { .key(.character($0), [.alt]) }
        + [.key(.home, [.alt]), .key(.end, [.alt]), .key(.tab, [.shift]), .key(.enter, [.alt])]
        + [
            .text("a"), .text("55_"), .text(":"), .text("é日本\u{0301}"), .text("RCPT TO:<x@example.net>"),
            .text(":find 250"), .text(":codes 5.7.x"), .text(":explain 550 5.1.1"), .text(":help"),
            .text(":connect mx.example.net"), .paste("A␍␊B␊C␛[2J".wire), .paste([]), .paste([0xFF, 0x0D]),
            .pasteTruncated(discarded: 3), .focus(gained: true), .report([0x1B]), .unknown([0x9B]),
        ]

    /// What a server may do between two keys.
    private static let news: [String] = [
        "250 Ok␍␊", "250-a␍␊250-b␍␊250 c␍␊", "550 5.1.1 no␍␊", "354 go␍␊", "334 ␍␊", "garbage␍␊", "421 bye␍␊",
    ]

    @Test("SG03: no size from 0×0 to 300×100 traps, and the cursor stays inside")
    func sizes() {
        var stage = Stage()
        stage.playTyping()
        for rows in Array(0...18) + [23, 24, 25, 36, 50, 100] {
            for columns in Array(0...24) + [40, 59, 60, 61, 79, 80, 109, 110, 120, 300] {
                stage.resize(columns: columns, rows: rows)
                let surface = stage.draw()
                #expect(surface.size == Size(columns: columns, rows: rows))
                expectSound(surface, "\(columns)x\(rows)")
                if rows > 0, columns > 0 { #expect(surface.cursor != nil, "\(columns)x\(rows)") }
            }
        }
    }

    @Test("SG03: every pane and page fits every small size")
    func panesAtSmallSizes() {
        let steps: [[KeyEvent]] = [
            [.key(.function(1), [])], [.key(.function(2), [])], [.key(.function(2), []), .key(.enter, [])],
            [.key(.function(6), [])], [.key(.function(6), []), .key(.character("z"), [.alt])],
            [.key(.function(2), []), .text("5.7.x")],
        ]
        for keys in steps {
            var stage = Stage()
            stage.playPicture()
            for key in keys { stage.handle(key) }
            for rows in 0...18 {
                for columns in Array(0...12) + [16, 20, 21, 61, 112] {
                    stage.resize(columns: columns, rows: rows)
                    expectSound(stage.draw(), "\(keys) at \(columns)x\(rows)")
                }
            }
        }
    }

    @Test("random keys, replies and sizes never trap and never draw a control byte", arguments: 0..<300)
    func randomKeys(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        var stage = Stage(
            columns: Int.random(in: 0...140, using: &random), rows: Int.random(in: 0...40, using: &random),
            capacity: .init(entries: 600, bytes: 20_000))
        if seed % 2 == 0 { stage.playPicture() }
        for step in 0..<60 {
            switch Int.random(in: 0..<10, using: &random) {
            case 0: stage.server(Self.news.randomElement(using: &random) ?? "")
            case 1 where step % 7 == 0:
                stage.resize(
                    columns: Int.random(in: 0...140, using: &random), rows: Int.random(in: 0...40, using: &random))
            default: if let key = Self.keys.randomElement(using: &random) { stage.handle(key) }
            }
            // Pictures cost the most of the test's time; the keys do not wait for them.
            if step % 6 == 5 { expectSound(stage.draw(), "seed \(seed), step \(step)") }
        }
    }

    @Test("a frame is whole at every size that has one")
    func frames() {
        for columns in 61...130 {
            var stage = Stage(columns: columns, rows: 24)
            stage.playTyping()
            let surface = stage.draw()
            for row in 2...22 where surface[row, 0].text == "│" {
                #expect(surface[row, columns - 1].text == "│", "\(columns) columns, row \(row)")
            }
            #expect(surface[1, columns - 1].text == "┐" && surface[22, columns - 1].text == "┘")
        }
    }
}

@Suite("What one picture costs")
struct DrawingWorkTests {
    /// How many entries are asked for to find the top of a pane of 20 rows and to scroll by a page.
    private func asked(entries: Int, rowsEach: Int, scrolls: Int) -> Int {
        var count = 0
        let ids = ShownEntries(EntryID(0)..<EntryID(entries))
        func rows(_ id: EntryID) -> Int {
            count += 1
            return rowsEach
        }
        var pane = TranscriptPane()
        for _ in 0..<scrolls { pane.scroll(by: -19, height: 20, ids: ids, rowsOf: rows) }
        count = 0
        _ = pane.visibleTop(height: 20, ids: ids, rowsOf: rows)
        pane.scroll(by: -19, height: 20, ids: ids, rowsOf: rows)
        return count
    }

    @Test("finding and moving the view asks for as many entries as fit it, however long the transcript is")
    func viewWork() {
        let short = asked(entries: 200, rowsEach: 2, scrolls: 3)
        let long = asked(entries: 200_000, rowsEach: 2, scrolls: 3)
        #expect(long == short)
        #expect(long <= 100)
    }

    @Test("a picture makes the rows of the entries in view, and of no others", arguments: [0, 1, 5])
    func rowsMade(pages: Int) {
        var stage = Stage()
        stage.playPicture()
        stage.playNoops(400)
        for _ in 0..<pages { stage.press(.pageUp) }
        var made: Set<EntryID> = []
        let maker = stage.explorer.rowMaker(stage.session, width: 78)
        var surface = Surface(columns: 80, rows: 24)
        TranscriptView(pane: stage.explorer.transcript, hasFocus: false, theme: .default(depth: .mono)).draw(
            on: &surface, in: Rect(row: 0, column: 0, rows: 16, columns: 78), ids: stage.explorer.shown(stage.session)
        ) { id in
            #expect(made.insert(id).inserted, "rows of \(id) made twice")
            return maker(id)
        }
        // At most: the last rows of the transcript, to know where it ends, and the rows in view.
        #expect(made.count <= 2 * 16 + 2)
        #expect(!made.isEmpty)
    }
}
