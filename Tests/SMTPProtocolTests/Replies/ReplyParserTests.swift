import SMTPProtocol
import TestSupport
import Testing

@Suite("The reply parser")
struct ReplyParserTests {
    @Test("CP10: a stream gives the same replies however it is cut", arguments: Transcripts.all)
    func chunkInvariance(transcript: Transcript) {
        let whole = ReplyParser.outputs(of: [transcript.bytes], limits: transcript.limits)
        for pieces in Pieces.manyWays(of: transcript.bytes) {
            #expect(ReplyParser.outputs(of: pieces, limits: transcript.limits) == whole)
        }
    }

    @Test("every byte of a stream is in exactly one reply, in its order", arguments: Transcripts.all)
    func nothingIsLost(transcript: Transcript) {
        let outputs = ReplyParser.outputs(of: [transcript.bytes], limits: transcript.limits)
        let bytes = outputs.flatMap(\.reply.bytes)
        if case .limitExceeded = outputs.last {
            #expect(bytes == Array(transcript.bytes.prefix(bytes.count)))
        } else {
            #expect(bytes == transcript.bytes)
        }
        for reply in outputs.map(\.reply) {
            #expect(reply.lines.map(\.range.lowerBound) == [0] + reply.lines.dropLast().map(\.range.upperBound))
            #expect(reply.lines.last?.range.upperBound == reply.bytes.count)
        }
    }

    @Test("bytes from a collection without contiguous storage are the same bytes")
    func otherCollections() {
        let bytes = "250-a␍␊250 b␍␊".wire
        var parser = ReplyParser()
        parser.append(AnyCollection(bytes))
        #expect(parser.next() == .reply(Reply(parsing: bytes)))
        parser.append(bytes.reversed().reversed())
        #expect(parser.next() == .reply(Reply(parsing: bytes)))
        #expect(parser.next() == nil)
    }

    @Test("the parser tells how many bytes are in no reply yet")
    func unprocessedBytes() {
        var parser = ReplyParser()
        #expect(parser.unprocessedByteCount == 0)
        parser.append("220 ready␍␊".wire)
        #expect(parser.unprocessedByteCount == 11)
        #expect(parser.next() != nil)
        #expect(parser.unprocessedByteCount == 0)
        parser.append("220 ready␍␊250-ev".wire)
        #expect(parser.next() != nil)
        #expect(parser.unprocessedByteCount == 6)
        parser.append("il␍␊250-".wire)
        #expect(parser.next() == nil)
        #expect(parser.unprocessedByteCount == 14)
    }

    @Test("after the end of the stream the parser gives what is left, once, and then nothing")
    func end() {
        var parser = ReplyParser()
        parser.append("220 a␍␊250 b␍␊250 c".wire)
        #expect(parser.finish()?.reply.bytes == "220 a␍␊".wire)
        #expect(parser.finish()?.reply.bytes == "250 b␍␊".wire)
        #expect(parser.finish()?.reply.bytes == "250 c".wire)
        #expect(parser.finish() == nil)
        parser.append("250 d␍␊".wire)
        #expect(parser.next() == nil)
        #expect(parser.unprocessedByteCount == 0)
    }

    @Test("CP05: a line without end is capped and reported")
    func lineWithoutEnd() {
        let block = [UInt8](repeating: 0x61, count: 65_536)
        var parser = ReplyParser()
        var outputs: [ReplyParser.Output] = []
        parser.append("250 ".wire)
        for _ in 0..<160 {
            parser.append(block)
            while let output = parser.next() { outputs.append(output) }
            #expect(parser.unprocessedByteCount <= Limits.replyLineHard)
        }
        let reply = outputs[0].reply
        #expect(outputs == [.limitExceeded(ReplyLimit(.lineBytes, maximum: Limits.replyLineHard), reply)])
        #expect(reply.bytes.count == Limits.replyLineHard)
        #expect(reply.code == 250)
        #expect(!reply.isComplete)
        #expect(reply.lines[0].ending == .limit)
        #expect(parser.finish() == nil)
    }

    @Test("CP05: a line of exactly the hard limit is read, and one byte more is not", arguments: [0, 1])
    func exactLine(extra: Int) {
        let limits = ReplyLimits(lineBytes: 20)
        let bytes = "250 ".wire + Array(repeating: 0x61, count: 14 + extra) + "␍␊".wire
        let outputs = ReplyParser.outputs(of: [bytes], limits: limits)
        if extra == 0 {
            #expect(outputs == [.reply(Reply(parsing: bytes))])
        } else {
            #expect(outputs.map(\.reply.bytes) == [Array(bytes.prefix(20))])
            #expect(outputs == [.limitExceeded(ReplyLimit(.lineBytes, maximum: 20), outputs[0].reply)])
        }
    }

    @Test("CP06: a reply without end is capped by its lines")
    func linesWithoutEnd() {
        let outputs = ReplyParser.outputs(
            of: Pieces.of(String(repeating: "250-x␍␊", count: 1_000).wire, size: 100), limits: ReplyLimits(lines: 30))
        #expect(outputs == [.limitExceeded(ReplyLimit(.lines, maximum: 30), outputs[0].reply)])
        #expect(outputs[0].reply.lines.count == 30)
        #expect(!outputs[0].reply.isComplete)
    }

    @Test("CP06: a reply without end is capped by its bytes, inside a line or between lines", arguments: [70, 72])
    func bytesWithoutEnd(maximum: Int) {
        let outputs = ReplyParser.outputs(
            of: Pieces.of(String(repeating: "250-x␍␊", count: 1_000).wire, size: 100),
            limits: ReplyLimits(replyBytes: maximum))
        #expect(outputs == [.limitExceeded(ReplyLimit(.replyBytes, maximum: maximum), outputs[0].reply)])
        #expect(outputs[0].reply.bytes.count == maximum)
        #expect(outputs[0].reply.lines.count == (maximum + 6) / 7)
        #expect(!outputs[0].reply.isComplete)
    }

    @Test("CP06: a reply that just fits its limits is whole")
    func fits() {
        let bytes = String(repeating: "250-x␍␊", count: 9).wire + "250 x␍␊".wire
        let limits = ReplyLimits(lineBytes: 7, lines: 10, replyBytes: 70)
        #expect(ReplyParser.outputs(of: [bytes, bytes], limits: limits).map(\.reply.bytes) == [bytes, bytes])
    }

    @Test("CP06: the standard limits hold for a server that never ends its reply")
    func standardLimits() {
        var parser = ReplyParser()
        let block = String(repeating: "250-x␍␊", count: 4_000).wire
        var outputs: [ReplyParser.Output] = []
        for _ in 0..<40 {
            parser.append(block)
            while let output = parser.next() { outputs.append(output) }
            #expect(parser.unprocessedByteCount <= Limits.replyBytes + block.count)
        }
        #expect(outputs.count == 1)
        #expect(outputs[0].reply.lines.count == Limits.replyLines)
    }

    @Test("limits below one count as one")
    func smallLimits() {
        let limits = ReplyLimits(lineBytes: 0, lines: -1, replyBytes: Int.min)
        #expect(limits == ReplyLimits(lineBytes: 1, lines: 1, replyBytes: 1))
        #expect(ReplyParser.outputs(of: [], limits: limits).isEmpty)
        #expect(ReplyParser.outputs(of: ["250 x␍␊".wire], limits: limits).map(\.reply.bytes) == ["2".wire])
    }

    @Test("a limit says what it is about and its number", arguments: ReplyLimit.Kind.allCases)
    func limitSummary(kind: ReplyLimit.Kind) {
        #expect(ReplyLimit(kind, maximum: 1_234).summary.contains("1234"))
    }
}
