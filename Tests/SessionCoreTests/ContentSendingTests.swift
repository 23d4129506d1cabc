import SMTPProtocol
import SessionCore
import TestSupport
import Testing

@Suite("Sending a message from a file")
struct ContentSendingTests {
    @Test("SC03: :message says DATA, waits for 354, stuffs dots, ends with the dot, and says what it changed")
    func message() throws {
        for size in [1, 2, 3, 7, .max] {
            var play = Play.withRecipient()
            play.type(":message m.eml")
            #expect(!play.sent.contains("DATA"))
            play.open(size: 21)
            #expect(play.sent.hasSuffix("DATA␍␊"))
            #expect(!play.session.isQuiescent)
            var content = "Subject: x␊␊.dot␊last".wire[...]
            play.pour(&content, from: play.server("354 Go␍␊"), pieces: size)
            #expect(play.sent.hasSuffix("DATA␍␊Subject: x␍␊␍␊..dot␍␊last␍␊.␍␊"))
            let sent = try #require(play.sentContent)
            #expect(sent.isComplete && sent.byteCount == 26 && sent.lineCount == 4)
            #expect(sent.summary == "26 bytes, 4 lines by DATA")
            #expect(
                play.contentRemarks == [
                    "1 line got a second dot, which the server takes off again; 3 LF became CRLF; a final CRLF was added."
                ])
            play.server("250 Queued␍␊")
            #expect(play.session.isQuiescent && !play.isContentOpen)
            #expect(play.entries.last?.reply?.answers == play.entries.dropLast().last?.id)
        }
    }

    @Test("SC03: :set line-endings keep sends a bare LF as it is, and warns")
    func keep() {
        var play = Play.withRecipient()
        play.type(":set line-endings keep")
        play.message("a␊.b␍c␍␊".wire)
        #expect(play.sent.hasSuffix("DATA␍␊a␊.b␍c␍␊.␍␊"))
        #expect(
            play.contentRemarks == ["It holds a CR or LF alone, which RFC 5321 2.3.8 forbids; many servers refuse it."])
    }

    @Test(
        "SC03: content of nothing, of a dot, of a lone CR", arguments: [("", ".␍␊"), (".", "..␍␊.␍␊"), ("␍", "␍␊.␍␊")])
    func odd(content: String, wire: String) {
        var play = Play.withRecipient()
        play.message(content.wire)
        #expect(play.sent.hasSuffix("DATA␍␊" + wire))
    }

    @Test("CP18: without 354 not a byte of the content goes out", arguments: ["250 Ok", "451 Later", "554 No"])
    func noLeave(reply: String) {
        var play = Play.withRecipient(.unattended)
        play.type(":message m.eml")
        play.open(size: 3)
        play.server("\(reply)␍␊")
        #expect(play.sent.hasSuffix("DATA␍␊"))
        #expect(!play.session.isSendingContent && !play.isContentOpen)
        #expect(play.said.last == "DATA was not answered by 354, so nothing of m.eml was sent.")
        // What follows is no content that has to be dropped.
        play.type("QUIT")
        #expect(play.sent.hasSuffix("QUIT␍␊"))
    }

    @Test("a file that cannot be read is told before DATA, and the run ends with 66")
    func unreadable() {
        var play = Play.withRecipient(.unattended)
        play.type(":message none")
        play.handle(.contentFailed(message: "none cannot be read.", advice: "Check.", number: play.contentNumber ?? 0))
        #expect(!play.sent.contains("DATA"))
        #expect(play.said.last == "none cannot be read. Check. Nothing was sent.")
        #expect(play.session.exitCode == .noInput)
        #expect(play.session.isQuiescent)
    }

    @Test("no more than a few pieces are on their way to a server that takes nothing")
    func backPressure() {
        var play = Play.withRecipient()
        play.type(":message big")
        play.open(size: 1_000_000_000)
        let first = play.server("354 Go␍␊")
        var content = [UInt8](repeating: 0x61, count: 8_000_000)[...]
        play.pour(&content, from: first, takes: false)
        let read = 8_000_000 - content.count
        #expect(read > 0 && read <= 1_048_576)
        // With each piece that is taken, one more is asked for.
        let more = play.report(.sent(byteCount: 64 * 1_024))
        #expect(more.filter { if case .readContent = $0 { true } else { false } }.count == 1)
    }

    @Test("^C in the middle closes the connection without the dot, and says why")
    func interrupted() throws {
        var play = Play.withRecipient()
        play.type(":message big")
        play.open(size: 1_000_000_000)
        var content = [UInt8](repeating: 0x61, count: 400_000)[...]
        play.pour(&content, from: Array(play.server("354 Go␍␊").prefix(4)), takes: false)
        let actions = play.handle(.interrupt)
        #expect(actions.closes && !play.isContentOpen)
        #expect(!play.sent.contains("␍␊.␍␊"))
        #expect(play.said.last?.contains("so that the server does not take half a message for a whole one") == true)
        #expect(play.sentContent?.isComplete == false)
        #expect(play.contentRemarks.last?.contains("does not deliver it") == true)
    }

    @Test("^C of a run that nobody watches says the same and ends with 130")
    func interruptedRun() {
        var play = Play.withRecipient(.unattended)
        play.type(":message big")
        play.open(size: 1_000)
        play.server("354 Go␍␊")
        let actions = play.handle(.interrupt)
        #expect(actions.closes && actions.quits == .interrupted)
        #expect(play.said.last?.contains("half a message") == true)
    }

    @Test("^C while the file is still being opened sends nothing and keeps the connection")
    func interruptedOpening() {
        var play = Play.withRecipient()
        play.type(":message fifo")
        #expect(!play.handle(.interrupt).closes)
        #expect(!play.sent.contains("DATA") && !play.isContentOpen)
        #expect(play.session.isQuiescent)
    }

    @Test(
        "a reply in the middle of the content ends it and the connection",
        arguments: [
            ("552 Too large", ExitCode.failure), ("421 Bye", .temporaryFailure), ("250 Ok", .protocolViolation),
        ])
    func replyInside(reply: String, code: ExitCode) {
        var play = Play.withRecipient(.unattended)
        play.type(":message big")
        play.open(size: 1_000_000)
        play.server("354 Go␍␊")
        let actions = play.server("\(reply)␍␊")
        #expect(actions.closes && !play.isContentOpen)
        #expect(!play.sent.hasSuffix(".␍␊"))
        #expect(play.said.last?.contains("in the middle of the content") == true)
        #expect(play.session.exitCode == code)
    }

    @Test("a file that cannot be read on closes the connection")
    func readError() {
        var play = Play.withRecipient(.unattended)
        play.type(":message big")
        play.open(size: 1_000_000)
        play.server("354 Go␍␊")
        let number = play.contentNumber ?? 0
        let actions = play.handle(.contentFailed(message: "big has become shorter.", advice: "Again.", number: number))
        #expect(actions.closes)
        #expect(
            play.said.last?.hasPrefix("big has become shorter. Again. The connection was closed in the middle") == true)
        #expect(play.session.exitCode == .noInput)
    }

    @Test("a server that goes away in the middle leaves an entry that is not finished")
    func serverGone() {
        var play = Play.withRecipient()
        play.type(":message big")
        play.open(size: 1_000_000)
        play.server("354 Go␍␊")
        play.report(.closed(.reset("broken")))
        #expect(play.sentContent?.isComplete == false && !play.isContentOpen)
        #expect(!play.session.isSendingContent)
    }

    @Test("while content is sent, lines wait and the explorer's commands work")
    func typing() {
        var play = Play.withRecipient()
        play.type(":message big")
        play.open(size: 1_000_000)
        play.server("354 Go␍␊")
        #expect(play.session.prompt.kind == .command)
        #expect(play.type("QUIT").returnedLine == "QUIT")
        play.type(":raw \"x\"")
        play.type(":message other")
        #expect(!play.sent.contains("QUIT"))
        #expect(play.said.last == "big is being sent. Wait until it is done; ^C breaks it off.")
        #expect(play.type(":note x").contains { if case .appended = $0 { true } else { false } })
    }

    @Test("front ends send content after a 354, too")
    func afterDataByHand() {
        var play = Play.content()
        play.type("Subject: typed")
        play.handle(.sendContent(.bytes("rest".wire, name: "rest"), .data))
        var content = "rest".wire[...]
        play.pour(&content, from: play.open(size: 4))
        #expect(play.sent.hasSuffix("DATA␍␊Subject: typed␍␊rest␍␊.␍␊"))
    }

    @Test("late pieces of a content that is over are not taken in")
    func latePieces() {
        var play = Play.withRecipient()
        play.type(":message big")
        play.open(size: 1_000)
        let number = play.contentNumber ?? 0
        play.server("354 Go␍␊")
        play.handle(.interrupt)
        #expect(play.handle(.contentPiece([0x61], isEnd: true, number: number)).isEmpty)
        #expect(play.handle(.contentOpened(size: 1, number: number)).isEmpty)
    }
}
