import SMTPProtocol
import SMTPReference
import SessionCore
import TestSupport
import Testing

@Suite("What a session makes of odd servers")
struct ServerBehaviourTests {
    @Test("CP02: a line that is no reply never answers the next command")
    func stray() {
        var play = Play.ready()
        play.server("hello␍␊")
        #expect(play.last?.brief == "S: - stray (none)")
        #expect(play.last?.has(.stray) == true)
        play.type("NOOP")
        play.server("also hello␍␊250 ok␍␊")
        #expect(play.entries.suffix(2).map(\.brief) == ["S: - stray (none)", "S: 250 answer NOOP"])
    }

    @Test("CP05: an endless line is cut, reported, and ends the connection", arguments: [1, 1_000, 100_000])
    func endlessLine(chunk: Int) {
        var play = Play.greeted()
        var actions: [SessionAction] = []
        let bytes = Array(repeating: UInt8(ascii: "2"), count: 100_000)
        for piece in Pieces.of(bytes, size: chunk) { actions += play.server(piece) }
        #expect(actions.closes)
        #expect(play.lastReplyEntry?.has(.limit) == true)
        #expect((play.lastReplyEntry?.reply?.reply.bytes.count ?? .max) <= Limits.replyLineHard)
        #expect(play.said.last?.contains("nothing after that can be trusted") == true)
    }

    @Test("CP06: an endless reply of many lines is cut, reported, and ends the connection")
    func endlessReply() {
        var play = Play.greeted()
        play.type("EHLO x")
        let actions = play.server(Array(repeating: "250-x␍␊".wire, count: Limits.replyLines + 5).flatMap(\.self))
        #expect(actions.closes)
        #expect(play.lastReplyEntry?.has(.limit) == true)
    }

    @Test("CP11: a reply that nobody asked for is shown as such and never answers the next command")
    func unsolicited() {
        var play = Play.ready()
        play.server("250 surprise␍␊")
        #expect(play.last?.brief == "S: 250 unsolicited (none)")
        #expect(play.last?.has(.unsolicited) == true)
        play.type("NOOP")
        #expect(!play.session.isQuiescent)
        play.server("250 ok␍␊")
        #expect(play.last?.brief == "S: 250 answer NOOP")
    }

    @Test("CP12: 421 and the end while the user types are the server's doing, and the typed line is kept")
    func endWhileTyping() {
        var play = Play.ready()
        play.server("421 4.3.2 shutting down␍␊")
        #expect(play.last?.brief == "S: 421 closing (none)")
        #expect(play.last?.remarks.contains { $0.kind == .closing && $0.text.contains("kept") } == true)
        play.report(.inputClosed)
        #expect(play.said.last == "The server closed the connection, as it had said.")
        #expect(play.type("MAIL FROM:<a@b.example>").returnedLine == "MAIL FROM:<a@b.example>")
        #expect(play.session.status.phase == .closed("closed by the server"))
    }

    @Test("CP12: an end without a word is attributed to the server, with what was unanswered")
    func unannouncedEnd() {
        var play = Play.ready()
        play.type("NOOP")
        play.report(.closed(.byServer))
        #expect(
            play.said.last == "The server closed the connection while NOOP was unanswered and had not announced it.")
    }

    @Test("CP13: after a timeout the connection is closed, and a late reply is not taken in")
    func timeout() throws {
        var play = Play.ready()
        let deadline = try #require(play.type("MAIL FROM:<a@b.example>").deadlines.first { $0.kind == .reply })
        #expect(deadline.seconds == 300)
        #expect(deadline.timeout == .mail)
        let actions = play.handle(.deadline(.reply, number: deadline.number), after: 300_000)
        #expect(actions.closes)
        #expect(play.said.last?.contains("RFC 5321 4.5.3.2.2") == true)
        let count = play.entries.count
        #expect(play.server("250 late␍␊").isEmpty)
        #expect(play.entries.count == count)
        play.connect("mx.example.net")
        play.server("220 new␍␊")
        #expect(play.last?.brief == "S: 220 greeting (connect)")
    }

    @Test("CP13: a deadline that was replaced does nothing")
    func staleDeadline() throws {
        var play = Play.ready()
        let old = try #require(play.type("NOOP").deadlines.first)
        play.server("250 ok␍␊")
        play.type("NOOP")
        #expect(!play.handle(.deadline(.reply, number: old.number)).closes)
    }

    @Test(
        "CP13: each stage waits as long as RFC 5321 says, or as long as is set",
        arguments: [
            ("EHLO x", Setting.timeoutHello), ("MAIL FROM:<a@b.example>", .timeoutMail),
            ("RCPT TO:<a@b.example>", .timeoutRcpt),
            ("DATA", .timeoutData), ("NOOP", .timeoutOther),
        ])
    func stages(line: String, setting: Setting) throws {
        var play = Play.ready()
        play.type(":set \(setting.rawValue) 7")
        #expect(play.type(line).deadlines.map(\.seconds) == [7])
    }

    @Test(
        "CP16: a code that does not belong to the stage is flagged",
        arguments: [
            ("NOOP", "354 go"), ("NOOP", "220 hi"), ("MAIL FROM:<a@b.example>", "354 go"), ("EHLO x", "334 x"),
            ("RSET", "550 no"),
            ("VRFY x", "354 go"), ("QUIT", "250 ok"),
        ])
    func unexpectedForStage(line: String, reply: String) {
        var play = Play.ready()
        play.type(line)
        play.server("\(reply)␍␊")
        #expect(play.lastReplyEntry?.has(.unexpected) == true, "\(line) → \(reply)")
    }

    @Test("CP16: 221 and 421 in place of an answer end the session", arguments: ["221 bye", "421 bye"])
    func endInPlaceOfAnswer(reply: String) {
        var play = Play.ready()
        play.type("NOOP")
        let actions = play.server("\(reply)␍␊")
        #expect(play.last?.reply?.standing == .closing)
        #expect(actions.deadlines.map(\.kind) == [.goodbye])
    }

    @Test(
        "CP17: a server of another protocol is named, with what to do",
        arguments: [
            ("HTTP/1.1 400 Bad Request␍␊", "HTTP"), ("SSH-2.0-OpenSSH_9.2␍␊", "SSH"),
            ("* OK IMAP4rev1 ready␍␊", "IMAP"),
            ("+OK POP3 ready␍␊", "POP3"), ("␕␃␃␀␂␂F", "TLS"), ("<html>␊", "HTTP"),
        ])
    func lookAlikes(opening: String, name: String) {
        for pieces in [[opening.wire], Pieces.of(opening.wire, size: 1)] {
            var play = Play()
            play.connect("mx.example.net")
            var actions: [SessionAction] = []
            for piece in pieces { actions += play.server(piece) }
            #expect(actions.closes)
            #expect(play.said.last?.contains(name) == true)
            #expect(play.said.last?.contains(name == "TLS" ? "--tls implicit" : "25") == true)
            #expect(play.lastReplyEntry?.has(.foreignProtocol) == true)
            #expect(play.lastReplyEntry?.reply?.reply.bytes == opening.wire)
        }
    }

    @Test("CP17: FTP greets with 220 too and is only remarked on")
    func ftp() {
        var play = Play()
        play.connect("mx.example.net")
        let actions = play.server("220 ProFTPD Server ready␍␊")
        #expect(play.last?.has(.foreignProtocol) == true)
        #expect(!actions.closes)
    }

    @Test("CP17: silence instead of a greeting times out and says what it may be")
    func silence() throws {
        var play = Play()
        play.type(":connect mx.example.net")
        let deadline = try #require(play.report(.connected(remote: "192.0.2.1:25", local: nil)).deadlines.first)
        #expect(deadline.timeout == .greeting)
        #expect(play.session.status.awaited?.name == "the greeting")
        #expect(play.handle(.deadline(.reply, number: deadline.number)).closes)
        #expect(play.said.last?.contains("465") == true)
    }

    @Test("CP18: content is never sent without a 354", arguments: ["250 ok", "554 no", "451 later"])
    func contentNeeds354(reply: String) {
        var play = Play.ready()
        for line in ["MAIL FROM:<a@b.example>", "RCPT TO:<c@d.example>"] {
            play.type(line)
            play.server("250 x␍␊")
        }
        play.type("DATA")
        let early = play.type("Subject: too early")
        #expect(early.returnedLine == "Subject: too early")
        #expect(early.sentText.isEmpty)
        play.server("\(reply)␍␊")
        #expect(play.session.prompt.kind == .command)
        if reply.hasPrefix("250") { #expect(play.last?.has(.unexpected) == true) }
    }

    @Test("CP18: in a pipe the content of a refused DATA is dropped up to its dot")
    func pipedContent() {
        var play = Play.ready(.unattended)
        play.type("DATA")
        play.server("503 no␍␊")
        let before = play.sent
        for line in ["Subject: x", "QUIT", "."] {
            #expect(play.session.isQuiescent)
            play.type(line)
        }
        #expect(play.sent == before)
        play.type("QUIT")
        #expect(play.sent.hasSuffix("QUIT␍␊"))
    }

    @Test("CP20: a reply that drips has a deadline from its first byte, and bytes do not push it back")
    func drip() throws {
        var play = Play.ready()
        play.type("NOOP")
        var actions: [SessionAction] = []
        for byte in "250-a␍␊250-b␍␊2".wire { actions += play.server([byte], after: 1_000) }
        #expect(actions.deadlines.map(\.kind) == [.wholeReply])
        #expect(!actions.cancelled.contains(.reply))
        let number = try #require(actions.deadlines.first?.number)
        #expect(play.handle(.deadline(.wholeReply, number: number)).closes)
        #expect(play.lastReplyEntry?.has(.partial) == true)
        #expect(play.said.last?.contains("first byte") == true)
    }

    @Test("CP20: a whole reply ends its deadline, and the next one gets its own")
    func dripOfTwo() {
        var play = Play.ready()
        play.type("NOOP")
        play.type("NOOP")
        let first = play.server("250 a␍␊25")
        #expect(first.deadlines.contains { $0.kind == .wholeReply })
        let second = play.server("0 b␍␊25")
        #expect(second.cancelled.contains(.wholeReply))
        #expect(second.deadlines.contains { $0.kind == .wholeReply })
    }

    @Test(
        "CP21: a reply that is cut is shown as a part", arguments: [ConnectionEnding.byServer, .reset("reset by peer")])
    func cut(ending: ConnectionEnding) {
        var play = Play.ready()
        play.type("NOOP")
        play.server("250-first␍␊250 sec")
        play.report(.closed(ending))
        let reply = play.lastReplyEntry
        #expect(reply?.has(.partial) == true)
        #expect(reply?.reply?.reply.bytes == "250-first␍␊250 sec".wire)
        #expect(reply?.reply?.reply.isComplete == false)
    }

    @Test("CP22: the rounds of a login are capped; then * goes out whatever is typed")
    func endlessLogin() {
        var play = Play.implicit()
        play.type("EHLO lab.example.org")
        play.answerHello(["AUTH LOGIN"])
        play.type("AUTH LOGIN")
        for _ in 0..<100 {
            play.server("334 !!!␍␊")
            play.type("c2VjcmV0")
        }
        #expect(play.sent.hasSuffix("*␍␊*␍␊"))
        #expect(play.replies.contains { $0.severity == .continue })
        #expect(play.lastReplyEntry?.has(.limit) == true)
        #expect(play.entries.contains { $0.has(.unexpected) }, "334 with no base64 is flagged")
        #expect(play.last?.has(.limit) == true)
    }

    @Test("anomalies of a reply become remarks, one for each kind")
    func anomalies() {
        var play = Play.ready()
        play.type("NOOP")
        play.server("250-a␊250-b␊250 5.1.1 c␊")
        #expect(play.last?.remarks.count { $0.kind == .anomaly } == 2)
    }

    @Test("CP10: a transcript does not depend on how the bytes were cut", arguments: Transcripts.all)
    func chunkInvariance(stream: TestSupport.Transcript) {
        func play(_ pieces: [[UInt8]]) -> [Entry] {
            var play = Play()
            play.connect("mx.example.net")
            for line in ["EHLO x", "MAIL FROM:<a@b.example>", "RCPT TO:<c@d.example>", "NOOP"] { play.type(line) }
            for piece in pieces { play.server(piece) }
            play.report(.closed(.byServer))
            return play.entries
        }
        let whole = play([stream.bytes])
        // The whole stream, four fixed sizes, eight pseudo-random cuts; short streams are also split at every place.
        for pieces in Pieces.manyWays(of: stream.bytes).prefix(stream.bytes.count <= 120 ? .max : 13) {
            #expect(play(pieces) == whole, "\(pieces.count) pieces")
        }
    }
}
