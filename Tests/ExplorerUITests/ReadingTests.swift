import SMTPProtocol
import TerminalKit
import TestSupport
import Testing

@testable import ExplorerUI
@testable import SessionCore

@Suite("Reading while the session goes on")
struct NewMarkerTests {
    private func stage(columns: Int = 80, rows: Int = 24) -> Stage {
        var stage = Stage(columns: columns, rows: rows)
        stage.connect()
        stage.server("220 x␍␊")
        stage.playNoops(40)
        return stage
    }

    @Test("scrolled back, the title counts the entries that have come since, and Alt-End goes to them")
    func count() {
        var stage = stage()
        stage.press(.pageUp)
        #expect(stage.picture().contains("scrolled back, Alt-End returns"))
        stage.playNoops(6, from: 41)
        #expect(stage.picture().contains(" 12 new, Alt-End returns "))
        stage.type("EHLO")
        #expect(stage.picture().contains(" 12 new, Alt-End returns "))
        stage.press(.pageUp)
        #expect(stage.picture().contains(" 12 new, Alt-End returns "))
        stage.press(.end, [.alt])
        #expect(!stage.picture().contains("new, Alt-End"))
        #expect(stage.picture().contains("NOOP 46"))
    }

    @Test("End in the transcript's pane returns, too, and a second look back counts from there")
    func end() {
        var stage = stage()
        stage.press(.function(6))
        stage.press(.home)
        stage.playNoops(1, from: 41)
        #expect(stage.picture().contains(" 2 new"))
        stage.press(.end)
        #expect(stage.explorer.transcript.isFollowing)
        stage.press(.home)
        #expect(stage.picture().contains("scrolled back, Alt-End returns"))
    }

    @Test("a pane without a title has the note in its last row", arguments: [(40, 12), (60, 15), (30, 8)])
    func small(columns: Int, rows: Int) {
        var stage = stage(columns: columns, rows: rows)
        stage.press(.pageUp)
        stage.playNoops(2, from: 41)
        let picture = stage.draw()
        expectSound(picture)
        #expect(picture.lines().contains { $0.contains(" 4 new") })
    }

    @Test("with a filter only entries that it lets through count as new")
    func filtered() {
        var stage = stage()
        stage.line("NOOP a")
        stage.server("550 no␍␊")
        stage.line(":filter error")
        stage.press(.home, [.alt])
        stage.playNoops(30, from: 41)
        #expect(!stage.picture().contains("new"))
    }
}

@Suite("Failures, one after the other")
struct ProblemTests {
    private func stage() -> Stage {
        var stage = Stage(columns: 120, rows: 36)
        stage.playPicture()
        stage.playNoops(40)
        return stage
    }

    @Test("n and N go to failures and warnings, round the ends, count them, and the panel explains them")
    func walking() {
        var stage = stage()
        stage.press(.function(6))
        stage.type("N")
        #expect(stage.picture().contains("Failure 550, 2 of 2 failures and warnings"))
        #expect(stage.explorer.codes.selected == .code(550))
        #expect(stage.picture().contains("User unknown"))
        stage.type("N")
        #expect(stage.picture().contains("Failure 451, 1 of 2"))
        #expect(stage.explorer.codes.selected == .code(451))
        stage.type("N")
        #expect(stage.picture().contains("Failure 550, 2 of 2"))
        stage.type("n")
        #expect(stage.picture().contains("Failure 451, 1 of 2"))
    }

    @Test("n from another pane goes to the transcript, by :do")
    func fromInput() {
        var stage = stage()
        stage.enter(":do next-problem")
        #expect(stage.explorer.focus == .transcript)
        #expect(stage.picture().contains("Failure 451, 1 of 2"))
    }

    @Test("without failures that is said")
    func none() {
        var stage = Stage()
        stage.connect()
        stage.server("220 x␍␊")
        stage.press(.function(6))
        stage.type("n")
        #expect(stage.picture().contains("No reply failed"))
    }

    @Test("while a search is active n and N go to its matches, until Esc; the key bar says which")
    func search() {
        var stage = stage()
        stage.press(.function(6))
        stage.type("/")
        #expect(stage.input == ":find ")
        stage.enter("noop 1")
        #expect(stage.explorer.focus == .transcript)
        #expect(stage.picture().contains("match 11 of 11"))
        #expect(stage.picture().contains("n/N Match"))
        stage.type("N")
        #expect(stage.picture().contains("match 10 of 11"))
        #expect(stage.explorer.focus == .transcript)
        stage.type("n")
        #expect(stage.picture().contains("match 11 of 11"))
        stage.press(.escape)
        #expect(stage.explorer.focus == .transcript)
        #expect(stage.picture().contains("n/N Error"))
        stage.type("N")
        #expect(stage.picture().contains("Failure 550"))
        stage.press(.escape)
        #expect(stage.explorer.focus == .input)
    }
}

@Suite("What a search marks")
struct MatchMarkTests {
    @Test(
        "every match in view is marked, and the current one differs by more than its colour",
        arguments: ColorDepth.allCases)
    func marks(depth: ColorDepth) throws {
        var stage = Stage(depth: depth)
        stage.connect()
        stage.server("220 x␍␊")
        stage.playNoops(3)
        stage.enter(":find number 2")
        stage.enter(":find number")
        let surface = stage.draw()
        func style(_ text: String) throws -> Style {
            let row = try #require(surface.lines().firstIndex { $0.contains(text) })
            let column = try #require((10..<80).first { surface[row, $0].text == "n" })
            return surface[row, column].style
        }
        let (other, current) = (try style("reply number 2"), try style("reply number 3"))
        #expect(other.attributes.contains(.underline) && !other.attributes.contains(.reverse))
        #expect(current.attributes.contains(.reverse))
        #expect(stage.picture().contains(" match 3 of 3 "))
    }

    @Test("with a filter the search goes through what it lets through, and says when it hides all")
    func filtered() {
        var stage = Stage()
        stage.playPicture()
        stage.line("NOOP lab")
        stage.server("550 lab␍␊")
        stage.line(":filter error")
        stage.enter(":find lab")
        #expect(stage.picture().contains("match 2 of 2"))
        stage.alt("n")
        #expect(stage.picture().contains("match 1 of 2"))
        stage.enter(":find ehlo")
        #expect(stage.picture().contains("that the filter hides"))
        stage.alt("n")
        expectSound(stage.draw())
    }
}

@Suite("The filter of the transcript")
struct FilterTests {
    private func stage() -> Stage {
        var stage = Stage()
        stage.playPicture()
        stage.playNoops(60)
        return stage
    }

    @Test("a filter leaves what it lets through, says how much, and grows with the session; off shows all")
    func filter() {
        var stage = stage()
        stage.enter(":filter error")
        #expect(stage.picture().contains("[filter: error] 4 of 130"))
        #expect(stage.picture().contains("RCPT TO:<b@example.net>"))
        #expect(!stage.picture().contains("NOOP 60"))
        stage.line("NOOP refused")
        stage.server("500 what?␍␊")
        #expect(stage.picture().contains("[filter: error] 6 of 132"))
        #expect(stage.picture().contains("NOOP refused"))
        stage.enter(":filter off")
        #expect(!stage.picture().contains("[filter"))
        #expect(stage.picture().contains("NOOP 60"))
    }

    @Test("the cursor and the pages go through what is shown only")
    func moving() {
        var stage = stage()
        stage.press(.function(6))
        stage.type("f")
        #expect(stage.input == ":filter ")
        stage.enter("error")
        #expect(stage.explorer.focus == .transcript)
        stage.press(.home)
        #expect(stage.explorer.transcript.selection.flatMap { stage.session.transcript[$0]?.sent?.verb } == .rcpt)
        stage.press(.down, times: 3)
        #expect(stage.explorer.codes.selected == .code(550))
        stage.press(.down, times: 9)
        #expect(stage.explorer.codes.selected == .code(550))
        stage.press(.pageUp)
        stage.press(.pageDown)
        expectSound(stage.draw())
    }

    @Test("a filter that lets nothing through says so")
    func nothing() {
        var stage = stage()
        stage.enter(":filter zzz")
        #expect(stage.picture().contains("[filter: zzz] 0 of"))
        #expect(stage.picture().contains(":filter off shows all"))
        stage.press(.function(6))
        for key in [Key.up, .down, .home, .end, .pageUp, .pageDown, .enter] { stage.press(key) }
        stage.type("n")
        expectSound(stage.draw())
    }

    @Test("a hostile text in the filter is shown escaped")
    func hostile() {
        var stage = stage()
        stage.handle(.line(":filter ␛[2J".wire))
        #expect(stage.picture().contains("[filter: \\x1B[2J]"))
        expectSound(stage.draw())
    }

    @Test("dropping the oldest entries keeps filter, cursor and view sound")
    func dropped() {
        var stage = Stage(capacity: .init(entries: 600, bytes: 1_000_000))
        stage.playPicture()
        stage.line(":filter received")
        stage.press(.home, [.alt])
        stage.playNoops(1_000)
        expectSound(stage.draw())
        #expect(stage.explorer.shown(stage.session).first.map { stage.session.transcript.ids.contains($0) } == true)
        stage.press(.function(6))
        stage.press(.up, times: 3)
        stage.press(.home)
        expectSound(stage.draw())
    }
}

@Suite("Folding, cutting and timing")
struct RowShapeTests {
    @Test("Alt-O unfolds everything, and folds it again; Enter folds one of them")
    func all() {
        var stage = Stage()
        stage.playPicture()
        #expect(stage.picture().contains("[+4 lines]"))
        stage.alt("o")
        stage.press(.home, [.alt])
        #expect(stage.picture().contains("250-PIPELINING"))
        stage.press(.function(6))
        stage.press(.home)
        stage.press(.down, times: 3)
        stage.press(.enter)
        #expect(stage.picture().contains("[+4 lines]"))
        stage.alt("o")
        #expect(!stage.picture().contains("250-PIPELINING"))
    }

    @Test(
        "without wrapping a long line ends in an ellipsis, and Enter shows all of it",
        arguments: [Glyphs.unicode, .ascii])
    func clipped(glyphs: Glyphs) {
        var stage = Stage(glyphs: glyphs)
        stage.connect()
        stage.server("220 \(String(repeating: "word ", count: 40))end␍␊")
        stage.alt("w")
        let cut = stage.picture()
        #expect(cut.split(separator: "\n").contains { $0.contains("220 word") && $0.contains(glyphs.ellipsis) })
        #expect(!cut.contains("end"))
        stage.press(.function(6))
        stage.press(.enter)
        #expect(stage.picture().contains("end"))
        expectSound(stage.draw())
    }

    @Test("a cut is exact, whatever the spans are", arguments: 0...14)
    func cutting(width: Int) {
        let text = ScreenText([Span("abcd", .text), Span("日本", .sent), Span("efg", .text)])
        let cut = text.clipped(width, .unicode)
        #expect(cut.width <= width)
        #expect((cut == text) == (width >= 11))
        #expect(width == 0 || width >= 11 || cut.spans.last?.text.hasSuffix("…") == true)
    }

    @Test("the lane shows long waits as long bars, on a scale that doubles")
    func bars() throws {
        let lane = try #require(TimingLane(paneColumns: 80, glyphs: .unicode))
        let times: [UInt64] = [
            0, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 60_000_000_000, 600_000_000_000, .max,
        ]
        let lengths = times.map(lane.eighths)
        #expect(lengths == lengths.sorted())
        #expect(lengths.first == 1 && lengths.last == 80)
        #expect(lengths[5] - lengths[2] > 30)
        for time in times {
            #expect(ScreenText(lane.spans(latency: time)).width >= lane.columns)
            #expect(ScreenText(lane.spans(pause: time)).width <= lane.columns)
        }
    }

    @Test("a tarpit and a second try after a pause are seen in the lane")
    func lane() {
        var stage = Stage()
        stage.playPicture()
        stage.line("RCPT TO:<b@example.net>", after: 300_000)
        stage.server("250 2.1.5 Ok␍␊", after: 42_000)
        stage.alt("i")
        let picture = stage.picture()
        #expect(picture.contains("+5 min"))
        #expect(picture.split(separator: "\n").contains { $0.contains("█") && $0.contains("42 s") })
        stage.alt("i")
        #expect(!stage.picture().contains("+5 min"))
    }

    @Test("a lane fits every width, or is left out", arguments: [10, 20, 33, 34, 40, 49, 50, 61, 69, 70, 80, 120])
    func widths(columns: Int) {
        var stage = Stage(columns: columns, rows: 24)
        stage.playPicture()
        stage.alt("i")
        let surface = stage.draw()
        expectSound(surface)
        #expect(surface.lines().contains { $0.contains("✗ PERM 550") || columns < 20 })
    }

    @Test("a note stands between two rules where there is room")
    func note() {
        var stage = Stage()
        stage.connect()
        stage.line(":note Now the greeting")
        #expect(stage.picture().contains("── Note ──"))
        #expect(stage.picture().contains("# Now the greeting"))
        stage.resize(columns: 30, rows: 10)
        #expect(!stage.picture().contains("── Note"))
        #expect(stage.picture().contains("# Now the greeting"))
    }

    @Test("above the oldest entry that is kept stands what became of those before")
    func older() {
        var stage = Stage(capacity: .init(entries: 600, bytes: 1_000_000))
        stage.connect()
        stage.playNoops(600)
        stage.press(.home, [.alt])
        let dropped = stage.session.transcript.ids.lowerBound.number
        #expect(stage.picture().contains("\(dropped) older entries are no longer in memory"))
        #expect(stage.picture().contains("were not recorded"))
        expectSound(stage.draw())
    }

    @Test("and in which recording they are, when all or some of them are in one", arguments: [0, 700])
    func recorded(before: Int) {
        var stage = Stage(columns: 300, rows: 36, capacity: .init(entries: 600, bytes: 1_000_000))
        stage.connect()
        if before > 0 { stage.playNoops(before) }
        var number = 0
        for action in stage.session.handle(
            .record(path: "session.ndjson"), at: Instant(wall: WallTime(seconds: 0), monotonic: 0))
        {
            if case .startRecording(_, let asked) = action { number = asked }
        }
        stage.handle(.saved(.saved(path: "session.ndjson"), number: number))
        let first = stage.session.transcript.ids.lowerBound.number
        stage.press(.home, [.alt])
        if first > 0 { #expect(stage.picture().contains("older than the recording in session.ndjson")) }
        stage.playNoops(900)
        let shown = stage.picture()
        #expect(shown.contains("in session.ndjson: :replay shows them."))
        #expect(shown.contains(first == 0 ? "They are in" : "All but the first \(first) are in"))
    }
}

@Suite("What reading a million entries costs")
struct ReadingWorkTests {
    /// How many entries are asked for their rows by pages, by jumps to both ends and into the middle, and by the pictures between.
    private func asked(_ ids: ShownEntries) -> Int {
        var count = 0
        var pane = TranscriptPane()
        func rows(_ id: EntryID) -> Int {
            count += 1
            return 1 + id.number % 4
        }
        func look() { _ = pane.visibleTop(height: 30, ids: ids, rowsOf: rows) }
        pane.showStart(ids)
        look()
        for delta in [29, 29, -29, 29] {
            pane.scroll(by: delta, height: 30, ids: ids, rowsOf: rows)
            look()
        }
        if let middle = ids.entry(ids.count / 2, from: ids.kept.lowerBound) {
            pane.reveal(middle, height: 30, ids: ids, rowsOf: rows)
            #expect(!pane.isFollowing)
        }
        look()
        pane.follow()
        look()
        pane.scroll(by: -29, height: 30, ids: ids, rowsOf: rows)
        look()
        #expect(pane.newCount(ids) == 0)
        return count
    }

    @Test("pages and jumps ask for as many entries as fit the pane, of a thousand or a million")
    func pages() {
        let short = asked(ShownEntries(EntryID(0)..<EntryID(1_000)))
        let long = asked(ShownEntries(EntryID(0)..<EntryID(1_000_000)))
        // Where the pages end within an entry may differ by an entry a page.
        #expect(abs(long - short) <= 12)
        #expect(long <= 12 * 2 * 30)
    }

    @Test("so they do with a filter, which looks at each entry once however often the screen is drawn")
    func filtered() {
        var transcript = SessionCore.Transcript()
        for number in 0..<60_000 {
            _ = transcript.append(notice: "x", number % 3 == 0 ? .warning : .information, at: WallTime(seconds: 0))
        }
        var filtered = FilteredEntries(.problems, of: transcript)
        #expect(filtered.entries.count == 20_000)
        #expect(asked(ShownEntries(transcript.ids, of: filtered)) <= 12 * 2 * 30)
        let before = filtered
        filtered.catchUp(with: transcript)
        #expect(filtered == before)
        let id = transcript.append(notice: "y", .error, at: WallTime(seconds: 0))
        filtered.catchUp(with: transcript)
        #expect(filtered.entries.count == 20_001 && filtered.entries.last == id)
    }
}
