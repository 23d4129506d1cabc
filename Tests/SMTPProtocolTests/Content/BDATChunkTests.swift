import SMTPProtocol
import TestSupport
import Testing

@Suite("BDAT chunks")
struct BDATChunkTests {
    @Test(
        "an announcement is read and written",
        arguments: [
            ("1000", 1_000, false, "BDAT 1000"), ("0 LAST", 0, true, "BDAT 0 LAST"),
            ("86 last", 86, true, "BDAT 86 LAST"),
            ("18446744073709551615", UInt64.max, false, "BDAT 18446744073709551615"),
        ])
    func reading(text: String, size: UInt64, isLast: Bool, line: String) throws {
        let chunk = try #require(BDATChunk(arguments: text.utf8))
        #expect(chunk == BDATChunk(size: size, isLast: isLast))
        #expect(chunk.line == line.wire)
    }

    @Test(
        "PS05: a size that is no number of 64 bits is refused without a trap",
        arguments: [
            "", " ", "-1", "+1", "1 2", "LAST", "1 LAST LAST", "1 LASTX", "18446744073709551616",
            "99999999999999999999", "1.5", "٣",
            "000000000000000000001",
        ])
    func refusing(text: String) {
        #expect(BDATChunk(arguments: text.utf8) == nil)
    }

    @Test(
        "content is divided into chunks of which exactly the last is the last",
        arguments: [
            (0, 10, ["0 LAST"]), (10, 10, ["10 LAST"]), (11, 10, ["10", "1 LAST"]), (25, 10, ["10", "10", "5 LAST"]),
            (2, 0, ["1", "1 LAST"]),
        ] as [(UInt64, UInt64, [String])])
    func dividing(contentSize: UInt64, chunkSize: UInt64, lines: [String]) {
        let chunks = Array(BDATChunk.dividing(contentSize: contentSize, chunkSize: chunkSize))
        #expect(chunks.map(\.line) == lines.map { "BDAT \($0)".wire })
    }

    @Test("a receiver takes exactly the announced bytes, however they come", arguments: [1, 3, 10, 64])
    func receiving(piece: Int) {
        var receiver = ChunkReceiver(BDATChunk(size: 10, isLast: true))
        var taken = 0
        for _ in 0..<20 { taken += receiver.take(piece) }
        #expect(taken == 10)
        #expect(receiver.isComplete)
        #expect(receiver.take(5) == 0)
        #expect(receiver.take(-1) == 0)
    }

    @Test("a receiver of the largest chunk counts without a trap")
    func largest() {
        var receiver = ChunkReceiver(BDATChunk(size: .max, isLast: false))
        #expect(receiver.take(.max) == .max)
        #expect(receiver.missingByteCount == UInt64.max - UInt64(Int.max))
        #expect(!receiver.isComplete)
        #expect(ChunkReceiver(BDATChunk(size: 0, isLast: true)).isComplete)
    }
}
