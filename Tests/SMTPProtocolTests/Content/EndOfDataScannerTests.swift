import SMTPProtocol
import TestSupport
import Testing

@Suite("The end of data")
struct EndOfDataScannerTests {
    /// What the scanner says about a stream in pieces.
    private struct Verdict: Hashable {
        var content: [UInt8] = []
        var remaining: [UInt8] = []
        var isEnd = false
        var facts = EndOfDataScanner.Facts()
    }

    private func verdict(on pieces: [[UInt8]]) -> Verdict {
        var scanner = EndOfDataScanner()
        var verdict = Verdict()
        for piece in pieces {
            let step = scanner.scan(piece)
            verdict.content += step.content
            verdict.remaining += step.remaining
            verdict.isEnd = step.isEnd
        }
        verdict.facts = scanner.facts
        return verdict
    }

    @Test(
        "PS03: a dot between anything but CR LF on both sides does not end the content",
        arguments: [
            "a␊.␊", "a␊.␍", "a␍.␊", "a␍.␍", "a␊.␍␊", "a␍.␍␊", "a␍␊.␊", "a␍␊.␍", "a␍␊␀.␍␊", "a␍␊.␀␍␊", "a␍␊.␍␍␊",
            "a␍␍␊.␍␍␊", ".␊", ".␍", "␊.␍␊",
            "␍.␍␊", "a.␍␊", "..␍␊", "a␍␊..␍␊", "a␍␊ .␍␊", "a␍␊.\u{FF0E}␍␊",
        ])
    func notTheEnd(text: String) {
        // The x behind it settles a CR that came last.
        let result = verdict(on: [text.wire + "x".wire])
        #expect(!result.isEnd)
        #expect(result.remaining.isEmpty)
        #expect(result.facts.wireByteCount == UInt64(text.wire.count + 1))
    }

    @Test(
        "PS03: what smuggles is reported",
        arguments: [
            ("a␊.␊", 0, 2, nil, 1), ("a␊.␍", 1, 1, 3, 1), ("a␍.␊", 1, 1, 1, 3), ("a␍.␍", 2, 0, 1, nil),
            ("a␊.␍␊", 0, 1, nil, 1),
            ("a␍.␍␊", 1, 0, 1, nil), ("a␍␊.␊", 0, 1, nil, 4), ("a␍␊.␍", 1, 0, 4, nil), ("a␍␊␀.␍␊", 0, 0, nil, nil),
            ("a␍␊.␀␍␊", 0, 0, nil, nil), ("a␍␊.␍␍␊", 1, 0, 4, nil), ("a␍␍␊.␍␍␊", 2, 0, 1, nil),
        ] as [(String, UInt64, UInt64, UInt64?, UInt64?)])
    func facts(text: String, returns: UInt64, feeds: UInt64, firstReturn: UInt64?, firstFeed: UInt64?) {
        let facts = verdict(on: [text.wire + "x".wire]).facts
        #expect(facts.bareReturns == returns)
        #expect(facts.bareLineFeeds == feeds)
        #expect(facts.firstBareReturn == firstReturn)
        #expect(facts.firstBareLineFeed == firstFeed)
        #expect(facts.hasBareLineBytes == (returns + feeds > 0))
    }

    @Test(
        "only CR LF dot CR LF ends the content, and dots are unstuffed",
        arguments: [
            (".␍␊", "", 0), ("a␍␊.␍␊", "a␍␊", 0), ("..␍␊.␍␊", ".␍␊", 1), ("a␍␊..b␍␊.␍␊", "a␍␊.b␍␊", 1),
            ("...␍␊.␍␊", "..␍␊", 1),
            (".a␍␊.␍␊", "a␍␊", 1), ("␍␊.␍␊", "␍␊", 0), ("a␍␍␊.␍␊", "a␍␍␊", 0), (".␍␍␊.␍␊", "␍␍␊", 1),
            (".␊␍␊.␍␊", "␊␍␊", 1),
            (".␍x␍␊.␍␊", "␍x␍␊", 1), ("a␊.␍␊.␍␊", "a␊.␍␊", 0),
        ])
    func end(text: String, content: String, dots: UInt64) {
        let result = verdict(on: [text.wire])
        #expect(result.isEnd)
        #expect(result.content == content.wire)
        #expect(result.remaining.isEmpty)
        #expect(result.facts.removedDots == dots)
        #expect(result.facts.contentByteCount == UInt64(content.wire.count))
        #expect(result.facts.wireByteCount == UInt64(text.wire.count))
    }

    @Test("the bytes behind the end of data are given back, and more of them")
    func remaining() {
        var scanner = EndOfDataScanner()
        let step = scanner.scan("a␍␊.␍␊MAIL FROM:<>␍␊".wire)
        #expect(step.remaining == "MAIL FROM:<>␍␊".wire)
        #expect(scanner.isEnd)
        let next = scanner.scan(AnyCollection("RSET␍␊".wire))
        #expect(next == scanner.scan("RSET␍␊".wire))
        #expect(next.content.isEmpty)
        #expect(next.isEnd)
        #expect(next.remaining == "RSET␍␊".wire)
        #expect(scanner.facts.wireByteCount == 6)
    }

    @Test(
        "PS04: the verdict is the same wherever the stream is split",
        arguments: [
            "a␍␊.␍␊QUIT␍␊", ".␍␊", "..␍␊.␍␊.␍␊", "a␊.␊b␍␊.␍␊", "a␍␊.␍b␍␊.␍␊", "a␍␊.␍␍␊.␍␊x", "␍␍␊.␍␊", "␀␍␊.␀␍␊␍␊.␍␊",
            "a␍.␍␊␊.␍␊␍␊.␊␍␊.␍␊",
            "no end␍␊.␍", "no end␍␊.", "a␍␊..␍␊..␍␊",
        ])
    func splits(text: String) {
        let whole = verdict(on: [text.wire])
        for pieces in Pieces.manyWays(of: text.wire) { #expect(verdict(on: pieces) == whole) }
    }

    @Test("PS04: random streams of dots and line bytes agree with a plain search", arguments: 1...60)
    func random(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let alphabet = "..a␍␊␍␊".wire
        let stream = (0..<120).map { _ in alphabet.randomElement(using: &generator) ?? 0 }
        // The line of DATA ended just before the content.
        let terminator = "␍␊.␍␊".wire
        let framed = "␍␊".wire + stream
        let end = framed.indices.first { framed[$0...].starts(with: terminator) }.map { $0 + terminator.count - 2 }
        let whole = verdict(on: [stream])
        #expect(whole.isEnd == (end != nil))
        #expect(whole.remaining == Array(stream[(end ?? stream.count)...]))
        for pieces in Pieces.manyWays(of: stream, seed: seed) { #expect(verdict(on: pieces) == whole) }
    }

    @Test("no more comes out of a piece than went in and two bytes that were held")
    func bounded() {
        var scanner = EndOfDataScanner()
        _ = scanner.scan("␍␊.␍".wire)
        let step = scanner.scan([UInt8](repeating: 0x0D, count: 1_000))
        #expect(step.content.count == 1_001)
        #expect(scanner.facts.bareReturns == 1_000)
    }
}
