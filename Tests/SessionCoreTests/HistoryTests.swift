import SessionCore
import Testing

@Suite("The history of typed lines")
struct HistoryTests {
    static func history(_ lines: [String]) -> History {
        var history = History()
        for line in lines { history.add(Array(line.utf8)) }
        return history
    }

    @Test("a line that repeats the last one is kept once, and an empty one not at all")
    func duplicates() {
        #expect(
            Self.history(["a", "a", "", "b", "a"]).lines.map { String(decoding: $0, as: UTF8.self) } == ["a", "b", "a"])
    }

    @Test("it is bounded, and long lines are not kept")
    func bounded() {
        let history = Self.history((0..<5_000).map { "NOOP \($0)" } + [String(repeating: "x", count: 10_000)])
        #expect(history.lines.count == History.maximumLines)
        #expect(history.lines.last == Array("NOOP 4999".utf8))
    }

    @Test("lines are called back by their beginning, and found by any part")
    func callingBack() {
        let history = Self.history(["MAIL FROM:<a>", "RCPT TO:<a>", "MAIL FROM:<b>", "RCPT TO:<b>"])
        let first = history.older(than: 4, prefix: Array("MAIL".utf8))
        #expect(first == 2)
        #expect(history.older(than: 2, prefix: Array("MAIL".utf8)) == 0)
        #expect(history.older(than: 0) == nil)
        #expect(history.newer(than: 0, prefix: Array("MAIL".utf8)) == 2)
        #expect(history.newer(than: 3) == nil)
        #expect(history.search(Array("to:<A".utf8)) == 1)
        #expect(history.search(Array("<".utf8), before: 1) == 0)
        #expect(history.search(Array("nothing".utf8)) == nil)
        for index in [-5, 99] { #expect(history.newer(than: index) == nil || index < 0) }
        #expect(history.older(than: 99) == 3)
        #expect(history.older(than: -5) == nil)
    }

    @Test("it is written as lines and read back, whatever bytes are in it")
    func roundTrip() {
        var history = History()
        for line: [UInt8] in [
            Array("a\\b".utf8), [0x41, 0x1B, 0x0A, 0x0D, 0x00], [0xFF, 0xC3], Array("grün".utf8), Array(#"\x41"#.utf8),
        ] {
            history.add(line)
        }
        let encoded = history.encoded()
        #expect(encoded.count { $0 == 0x0A } == history.lines.count)
        #expect(!encoded.contains(0x1B))
        #expect(History(decoding: encoded) == history)
    }
}
