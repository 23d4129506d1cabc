import SMTPProtocol
import SessionCore
import TestSupport
import Testing

@Suite("Sending a message by BDAT")
struct ChunkSendingTests {
    private let binary = Array("a\u{0}b\nc\r.\r\n.d".utf8)

    private func started(_ offers: [String], _ line: String, size: Int?) -> (Play, [SessionAction]) {
        var play = Play.withRecipient(offers: offers)
        play.type(line)
        let actions = play.open(size: size)
        return (play, actions)
    }

    @Test("bytes go out exactly, in chunks, each after the reply to the one before")
    func oneByOne() throws {
        var (play, actions) = started(["CHUNKING"], ":bdat m 5", size: binary.count)
        var content = binary[...]
        play.pour(&content, from: actions)
        #expect(play.sent.hasSuffix("BDAT 5␍␊a\u{0}b␊c"))
        play.pour(&content, from: play.server("250 5 octets␍␊"))
        play.pour(&content, from: play.server("250 5 octets␍␊"))
        #expect(play.sent.hasSuffix("BDAT 5␍␊a\u{0}b␊cBDAT 5␍␊␍.␍␊.BDAT 1 LAST␍␊d"))
        #expect(!play.session.isSendingContent && !play.isContentOpen)
        let sent = try #require(play.sentContent)
        #expect(sent.isComplete && sent.byteCount == 11 && sent.chunkCount == 3)
        #expect(sent.summary == "11 bytes, 3 lines by BDAT in 3 chunks")
        #expect(play.contentRemarks.first?.contains("MAIL did not say BODY=BINARYMIME") == true)
        play.server("250 Queued␍␊")
        #expect(play.session.isQuiescent)
    }

    @Test("with PIPELINING one chunk is ahead, and no more")
    func ahead() {
        var (play, actions) = started(["CHUNKING", "PIPELINING"], ":bdat m 2", size: binary.count)
        var content = binary[...]
        play.pour(&content, from: actions)
        #expect(play.sent.hasSuffix("BDAT 2␍␊a\u{0}BDAT 2␍␊b␊"))
        play.pour(&content, from: play.server("250 Ok␍␊"))
        #expect(play.sent.hasSuffix("b␊BDAT 2␍␊c␍"))
    }

    @Test("a chunk larger than a piece is sent piece by piece", arguments: [1, 1_000, .max])
    func largeChunk(piece: Int) {
        let whole = [UInt8](repeating: 0x61, count: 300_000)
        var (play, actions) = started(["CHUNKING"], ":bdat m 1M", size: whole.count)
        var content = whole[...]
        if piece == 1 { content = whole.prefix(2_000) }
        // The reader gives what it was asked for; only its end may be shorter.
        play.pour(&content, from: actions)
        #expect(play.actions.sentText.contains("BDAT 300000 LAST␍␊aaa"))
        #expect(content.isEmpty)
    }

    @Test("content whose size is not known is cut as it comes, and its end is LAST")
    func unknownSize() {
        var (play, actions) = started(["CHUNKING"], ":bdat fifo 4", size: nil)
        let number = play.contentNumber ?? 0
        #expect(actions.contains { if case .readContent(_, 4) = $0 { true } else { false } })
        play.handle(.contentPiece("abcd".wire, isEnd: false, number: number))
        #expect(play.sent.hasSuffix("BDAT 4␍␊abcd"))
        play.server("250 Ok␍␊")
        play.handle(.contentPiece([], isEnd: true, number: number))
        #expect(play.sent.hasSuffix("abcdBDAT 0 LAST␍␊"))
        #expect(play.sentContent?.isComplete == true)
    }

    @Test("content of no bytes is one empty last chunk")
    func empty() {
        let (play, _) = started(["CHUNKING"], ":bdat m", size: 0)
        #expect(play.sent.hasSuffix("BDAT 0 LAST␍␊"))
        #expect(!play.session.isSendingContent)
    }

    @Test("a refused chunk ends it: no other chunk is begun, and RSET goes on")
    func refused() {
        var (play, actions) = started(["CHUNKING"], ":bdat m 5", size: binary.count)
        var content = binary[...]
        play.pour(&content, from: actions)
        play.pour(&content, from: play.server("452 Full␍␊"))
        #expect(play.sent.hasSuffix("BDAT 5␍␊a\u{0}b␊c"))
        #expect(play.sentContent?.isComplete == false)
        #expect(play.said.last?.contains("RSET forgets the message") == true)
        play.type(":bdat m")
        #expect(play.said.last?.contains("refused a chunk of this message") == true)
        play.type("RSET")
        #expect(play.sent.hasSuffix("RSET␍␊"))
    }

    @Test("a refusal in the middle of a chunk lets that chunk be finished")
    func refusedAhead() {
        var (play, actions) = started(["CHUNKING", "PIPELINING"], ":bdat m 400000", size: 1_200_000)
        let whole = [UInt8](repeating: 0x61, count: 1_200_000)
        var content = whole[...]
        play.pour(&content, from: actions, takes: false)
        play.server("452 Full␍␊")
        #expect(play.session.isSendingContent)
        // The system takes everything, and the session completes the chunk that it had announced.
        for _ in 0..<20 { play.pour(&content, from: play.report(.sent(byteCount: 200_000))) }
        #expect(!play.session.isSendingContent)
        let octets = play.actions.reduce(0) { sum, action in
            if case .send(_, let bytes) = action, bytes.first == 0x61 { sum + bytes.count } else { sum }
        }
        #expect(octets == 400_000)
        #expect(play.sentContent?.isComplete == false)
    }

    @Test("a server that does not know BDAT is left, for it takes the octets for commands")
    func unknown() {
        var play = Play.withRecipient()
        play.type(":bdat m --anyway")
        var content = binary[...]
        play.pour(&content, from: play.open(size: binary.count), takes: false)
        #expect(play.server("500 What?␍␊").closes || play.sentContent?.isComplete == true)
    }

    @Test("^C between chunks closes, and no LAST was sent")
    func interrupted() {
        var (play, actions) = started(["CHUNKING"], ":bdat m 5", size: binary.count)
        var content = binary[...]
        play.pour(&content, from: actions)
        #expect(play.handle(.interrupt).closes)
        #expect(play.said.last?.hasSuffix("The last chunk was not sent.") == true)
        #expect(!play.sent.contains("LAST"))
    }

    @Test("the wait for a chunk's reply begins when its octets are out")
    func deadline() {
        var (play, actions) = started(["CHUNKING"], ":bdat m", size: 1_000)
        #expect(!play.actions.suffix(4).deadlines.contains { $0.timeout == .dataTermination })
        var content = [UInt8](repeating: 0x61, count: 1_000)[...]
        play.pour(&content, from: actions)
        #expect(play.actions.deadlines.last?.timeout == .dataTermination)
    }
}
