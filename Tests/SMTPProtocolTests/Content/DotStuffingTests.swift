import SMTPProtocol
import TestSupport
import Testing

@Suite("Dot-stuffing")
struct DotStuffingTests {
    private func sent(
        _ pieces: [[UInt8]], _ lineEndings: DotStuffing.LineEndings
    ) -> (bytes: [UInt8], changes: DotStuffing.Changes) {
        var stuffing = DotStuffing(lineEndings: lineEndings)
        let body = pieces.flatMap { stuffing.encode($0) }
        return (body + stuffing.ending(), stuffing.changes)
    }

    @Test(
        "SC03: content goes out as it is but for stuffed dots and the end",
        arguments: [
            ("", ".␍␊"), (".", "..␍␊.␍␊"), ("..", "...␍␊.␍␊"), (".␍␊", "..␍␊.␍␊"), ("a", "a␍␊.␍␊"), ("a␍␊", "a␍␊.␍␊"),
            ("a␍␊.␍␊b", "a␍␊..␍␊b␍␊.␍␊"), ("a␍␊.b␍␊", "a␍␊..b␍␊.␍␊"), ("a.b␍␊", "a.b␍␊.␍␊"), ("␍␊␍␊", "␍␊␍␊.␍␊"),
            ("a␍", "a␍␍␊.␍␊"), ("a␊", "a␊␍␊.␍␊"), ("a␊.b", "a␊.b␍␊.␍␊"), ("a␍.b", "a␍.b␍␊.␍␊"),
            ("a␍␍␊.b", "a␍␍␊..b␍␊.␍␊"),
            ("␀.␀", "␀.␀␍␊.␍␊"),
        ])
    func verbatim(content: String, wire: String) {
        #expect(sent([content.wire], .verbatim).bytes == wire.wire)
        for pieces in Pieces.manyWays(of: content.wire) { #expect(sent(pieces, .verbatim).bytes == wire.wire) }
    }

    @Test(
        "SC03: with normal line endings every line ends with CR LF",
        arguments: [
            ("", ".␍␊"), (".", "..␍␊.␍␊"), ("a␊b␊", "a␍␊b␍␊.␍␊"), ("a␊.b␊", "a␍␊..b␍␊.␍␊"), ("a␍b", "a␍␊b␍␊.␍␊"),
            ("a␍", "a␍␊.␍␊"),
            ("a␍␍␊b", "a␍␊␍␊b␍␊.␍␊"), ("␍.", "␍␊..␍␊.␍␊"), ("␊␍", "␍␊␍␊.␍␊"), ("a␍␊b␍␊", "a␍␊b␍␊.␍␊"), ("a", "a␍␊.␍␊"),
            ("␍␍␍", "␍␊␍␊␍␊.␍␊"), ("a␍.␍", "a␍␊..␍␊.␍␊"),
        ])
    func normalized(content: String, wire: String) {
        #expect(sent([content.wire], .normalized).bytes == wire.wire)
        for pieces in Pieces.manyWays(of: content.wire) { #expect(sent(pieces, .normalized).bytes == wire.wire) }
    }

    @Test("SC03: what was changed is counted, the same for all pieces")
    func changes() {
        let content = ".a␊.b␍c␍␊..d␍␍␊e".wire
        var expected = DotStuffing.Changes()
        expected.stuffedDots = 3
        expected.completedLineFeeds = 1
        expected.completedReturns = 2
        expected.addedFinalLineEnding = true
        for pieces in Pieces.manyWays(of: content) { #expect(sent(pieces, .normalized).changes == expected) }

        expected.stuffedDots = 2
        expected.completedLineFeeds = 0
        expected.completedReturns = 0
        for pieces in Pieces.manyWays(of: content) { #expect(sent(pieces, .verbatim).changes == expected) }
    }

    @Test("a CR at the very end is completed, not given a line ending of its own")
    func finalReturn() {
        let changes = sent(["a␍".wire], .normalized).changes
        #expect(changes.completedReturns == 1)
        #expect(!changes.addedFinalLineEnding)
        #expect(sent(["a␍".wire], .verbatim).changes.addedFinalLineEnding)
    }

    @Test("clean content is not changed, and says so")
    func noChanges() {
        #expect(sent(["a␍␊b␍␊".wire], .normalized).changes.isEmpty)
        #expect(sent([], .verbatim).changes.isEmpty)
        #expect(!sent(["a".wire], .verbatim).changes.isEmpty)
    }

    @Test("the bytes of content are counted as they came in")
    func contentByteCount() {
        var stuffing = DotStuffing(lineEndings: .normalized)
        _ = stuffing.encode("..a␊".wire)
        _ = stuffing.encode(AnyCollection("b".wire))
        #expect(stuffing.contentByteCount == 5)
    }

    @Test("SC03: a server that follows the protocol gets the content back", arguments: 1...40)
    func roundTrip(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let alphabet = "..ab␍␊␊␍".wire
        let content = (0..<200).map { _ in alphabet.randomElement(using: &generator) ?? 0 }
        for lineEndings in [DotStuffing.LineEndings.verbatim, .normalized] {
            let wire = sent(Pieces.random(of: content, maximum: 9, seed: seed), lineEndings)
            var scanner = EndOfDataScanner()
            let step = scanner.scan(wire.bytes + "QUIT␍␊".wire)
            #expect(step.isEnd)
            #expect(step.remaining == "QUIT␍␊".wire)
            if lineEndings == .normalized {
                #expect(!scanner.facts.hasBareLineBytes)
            } else {
                #expect(step.content == content + (wire.changes.addedFinalLineEnding ? "␍␊".wire : []))
            }
            #expect(scanner.facts.removedDots == UInt64(wire.changes.stuffedDots))
        }
    }
}
