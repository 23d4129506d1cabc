import SMTPProtocol
import TestSupport
import Testing

@Suite("Facts of content")
struct ContentFactsTests {
    private func facts(_ pieces: [[UInt8]]) -> ContentFacts {
        var facts = ContentFacts()
        for piece in pieces { facts.scan(piece) }
        return facts
    }

    @Test(
        "SC03: lines, dots and line endings are counted",
        arguments: [
            // content, lines, dots, bare CR, bare LF, longest line
            ("", 0, 0, 0, 0, 0), ("a", 1, 0, 0, 0, 1), ("a␍␊", 1, 0, 0, 0, 1), ("a␊b", 2, 0, 0, 1, 1),
            (".␊..␍␊", 2, 2, 0, 1, 2), ("a␍b␍␊", 1, 0, 1, 0, 3), ("ab␍", 1, 0, 1, 0, 2), ("␍␍␊x", 2, 0, 1, 0, 1),
            ("␍␊␍␊", 2, 0, 0, 0, 0), ("a.␊.", 2, 1, 0, 1, 2),
        ] as [(String, UInt64, UInt64, UInt64, UInt64, UInt64)])
    func counts(content: String, lines: UInt64, dots: UInt64, returns: UInt64, feeds: UInt64, longest: UInt64) {
        let whole = facts([content.wire])
        #expect(whole.lineCount == lines)
        #expect(whole.linesWithDot == dots)
        #expect(whole.bareReturns == returns)
        #expect(whole.bareLineFeeds == feeds)
        #expect(whole.longestLine == longest)
        #expect(whole.byteCount == UInt64(content.wire.count))
    }

    @Test("the facts are the same for content in any pieces", arguments: 1...30)
    func pieces(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let alphabet = "..ab␍␊␊␍".wire + [0x00, 0xE9]
        let content = (0..<200).map { _ in alphabet.randomElement(using: &generator) ?? 0 }
        let whole = facts([content])
        #expect(facts(content.map { [$0] }) == whole)
        #expect(facts(Pieces.random(of: content, maximum: 20, seed: seed)) == whole)
    }

    @Test("the size to declare is that of the message as it goes out, without stuffed dots", arguments: 1...60)
    func declaredSize(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let alphabet = "ab␍␊␊␍".wire
        let content = (0..<Int(seed)).map { _ in alphabet.randomElement(using: &generator) ?? 0 }
        var stuffing = DotStuffing(lineEndings: .normalized)
        let wire = stuffing.encode(content) + stuffing.ending()
        #expect(facts([content]).normalizedByteCount == UInt64(wire.count - ".␍␊".wire.count))
    }

    @Test("a NUL and a byte above 127 are found wherever they stand", arguments: 0..<20)
    func oddBytes(place: Int) {
        var content = [UInt8](repeating: 0x61, count: 20)
        #expect(!facts([content]).hasNUL && !facts([content]).hasEightBit)
        content[place] = 0x00
        #expect(facts([content]).hasNUL && !facts([content]).hasEightBit)
        content[place] = 0x80
        #expect(!facts([content]).hasNUL && facts([content]).hasEightBit)
    }

    @Test("998 bytes in a line are not too long, 999 are", arguments: [(998, false), (999, true)])
    func longLine(count: Int, isLong: Bool) {
        let facts = facts([[UInt8](repeating: 0x61, count: count) + [0x0D, 0x0A]])
        #expect(facts.hasLongLine == isLong)
        #expect(facts.isBinary == isLong)
    }
}
