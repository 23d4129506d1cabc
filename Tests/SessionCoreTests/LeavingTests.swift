import SMTPProtocol
import SessionCore
import Testing

@Suite("How a session ends")
struct LeavingTests {
    @Test(":quit says QUIT, waits for the goodbye, and leaves")
    func politely() {
        var play = Play.ready()
        let quit = play.type(":quit")
        #expect(quit.sentText == "QUIT␍␊")
        #expect(quit.quits == nil)
        #expect(quit.deadlines.contains { $0.kind == .goodbye && $0.seconds == 10 })
        let bye = play.server("221 bye␍␊")
        #expect(bye.closes)
        #expect(bye.quits == .success)
        #expect(play.session.isFinished)
        #expect(play.type("NOOP").isEmpty)
    }

    @Test("a second :quit, ^C, ^D, the deadline or the server's end leave at once")
    func atOnce() throws {
        let deadline = try #require(
            {
                var play = Play.ready(); return play.type(":quit").deadlines.first { $0.kind == .goodbye }
            }())
        let events: [SessionEvent] = [
            .line(Array(":quit".utf8)), .interrupt, .endOfInput, .deadline(.goodbye, number: deadline.number),
            .connection(ConnectionNumber(1), .inputClosed), .connection(ConnectionNumber(1), .closed(.byServer)),
        ]
        for event in events {
            var play = Play.ready()
            play.type(":quit")
            let actions = play.handle(event)
            #expect(actions.quits == .success, "\(event)")
        }
    }

    @Test("without a connection, in content and while connecting, :quit leaves without QUIT")
    func withoutQuit() {
        var idle = Play()
        #expect(idle.type(":quit").quits == .success)
        var connecting = Play()
        connecting.type(":connect mx.example.net")
        let actions = connecting.type(":quit")
        #expect(actions.closes && actions.quits == .success)
        var content = Play.content()
        let end = content.handle(.endOfInput)
        #expect(end.closes && end.quits == .success && end.sentText.isEmpty)
        #expect(content.said.contains { $0.contains("not finished") })
    }

    @Test("^C gives up the wait and not the program; a reply that comes after all is still paired")
    func interrupt() {
        var play = Play.ready()
        play.type("NOOP")
        #expect(!play.session.isQuiescent)
        let actions = play.handle(.interrupt)
        #expect(actions.cancelled == [.reply])
        #expect(actions.quits == nil)
        #expect(play.session.isQuiescent)
        #expect(play.session.status.awaited == nil)
        #expect(play.said.last?.contains("NOOP") == true)
        play.server("250 late␍␊")
        #expect(play.last?.brief == "S: 250 answer NOOP")
        #expect(play.type("NOOP").deadlines.map(\.kind) == [.reply])
    }

    @Test("^C gives up connecting")
    func interruptConnecting() {
        var play = Play()
        play.type(":connect mx.example.net")
        #expect(play.handle(.interrupt).closes)
        #expect(play.session.status.phase == .closed("closed"))
        #expect(play.report(.connected(remote: "x", local: nil)).isEmpty)
    }

    @Test("QUIT typed by hand ends the connection with its 221")
    func typedQuit() {
        var play = Play.ready()
        play.type("QUIT")
        let actions = play.server("221 bye␍␊")
        #expect(actions.closes)
        #expect(actions.quits == nil)
        #expect(play.session.status.phase == .closed("closed"))
    }

    /// What happens in a run that nobody watches, and how it ends.
    static let runs: [(name: String, exit: ExitCode, run: @Sendable (inout Play) -> Void)] = [
        (
            "all well", .success,
            {
                $0.say("NOOP", "250 ok"); $0.say("QUIT", "221 bye")
            }
        ),
        ("the end of the input is followed by QUIT", .success, { $0.say("NOOP", "250 ok") }),
        (
            "a refusal before a good QUIT", .success,
            {
                $0.say("VRFY x", "550 no"); $0.say("QUIT", "221 bye")
            }
        ),
        ("a permanent refusal at the end", .failure, { $0.say("VRFY x", "550 no") }),
        ("a temporary refusal at the end", .temporaryFailure, { $0.say("VRFY x", "450 later") }),
        ("421", .temporaryFailure, { $0.say("NOOP", "421 bye") }),
        (
            "the server goes away", .temporaryFailure,
            {
                $0.type("NOOP"); $0.report(.closed(.byServer))
            }
        ),
        ("the connection breaks", .temporaryFailure, { $0.report(.closed(.reset("reset"))) }),
        (
            "a line that is no reply", .protocolViolation,
            {
                $0.server("hello␍␊"); $0.say("QUIT", "221 bye")
            }
        ),
        (
            "a wrong explorer command", .usage,
            {
                $0.type(":conect"); $0.say("QUIT", "221 bye")
            }
        ),
        (
            "content without its dot", .badData,
            {
                $0.say("DATA", "354 go"); $0.type("x")
            }
        ),
        (
            "lines after the end of the connection", .unavailable,
            {
                $0.say("QUIT", "221 bye"); $0.type("NOOP")
            }
        ),
        (
            "a server that cannot be verified", .notPermitted,
            {
                $0.say("STARTTLS", "220 go")
                $0.report(.tlsFailed(TLSFailure(.certificate([.missing]), at: .certificate)))
            }
        ),
        (
            "QUIT is answered by the end of the connection", .success,
            {
                $0.type("QUIT"); $0.report(.closed(.byServer))
            }
        ),
        ("interrupted", .interrupted, { $0.handle(.interrupt) }),
    ]

    @Test("a run that nobody watches ends with the code of what happened", arguments: runs.indices)
    func exitCodes(index: Int) {
        let (name, exit, run) = Self.runs[index]
        var play = Play.ready(.unattended)
        run(&play)
        play.handle(.endOfInput)
        if !play.session.isFinished { play.server("221 bye␍␊") }
        if !play.session.isFinished { play.report(.inputClosed) }
        #expect(play.session.isFinished, "\(name)")
        #expect(play.actions.quits == exit, "\(name)")
    }

    @Test("a connection that fails ends a run with the code that fits, and a person's session not at all")
    func failedConnection() {
        let report = ConnectionReport.failed(message: "no such host", advice: "Check it.", exitCode: .hostUnknown)
        var run = Play(.unattended)
        run.type(":connect nowhere.example")
        run.report(report)
        #expect(run.handle(.endOfInput).quits == .hostUnknown)
        var person = Play()
        person.type(":connect nowhere.example")
        #expect(person.report(report).quits == nil)
        #expect(person.said.last == "no such host Check it.")
        #expect(person.handle(.endOfInput).quits == .success)
    }

    @Test("in a run, the end of the input waits until the last reply is in")
    func endWaits() {
        var play = Play(.unattended)
        play.connect("mx.example.net")
        #expect(play.handle(.endOfInput).quits == nil)
        #expect(play.server("220 hi␍␊").sentText == "QUIT␍␊")
        #expect(play.server("221 bye␍␊").quits == .success)
    }

    @Test("a run that has no connection says so once, not for each line")
    func unsentLines() {
        var play = Play(.unattended)
        for _ in 0..<5 { play.type("NOOP") }
        #expect(play.said.count == 1)
        #expect(play.session.exitCode == .unavailable)
    }

    @Test("a front end that waits for quiescence sends each line when the last reply is in")
    func quiescence() {
        var play = Play()
        #expect(play.session.isQuiescent)
        play.type(":connect mx.example.net")
        #expect(!play.session.isQuiescent)
        play.report(.connected(remote: "192.0.2.1:25", local: nil))
        #expect(!play.session.isQuiescent)
        play.server("220-hi␍␊")
        #expect(!play.session.isQuiescent)
        play.server("220 there␍␊")
        #expect(play.session.isQuiescent)
        play.type("BDAT 3 LAST")
        #expect(play.session.isQuiescent, "the octets come before the reply")
    }

    @Test("a new :connect closes the old connection, and its late bytes are not taken in")
    func reconnect() {
        var play = Play.ready()
        let old = play.connection
        let actions = play.type(":reconnect")
        #expect(actions.closes)
        #expect(play.connection != old)
        #expect(play.handle(.connection(old, .bytes(Array("220 old\r\n".utf8)))).isEmpty)
        #expect(play.session.status.target == "mx.example.net")
        play.type(":disconnect")
        #expect(play.said.last?.contains("without QUIT") == true)
        play.type(":practice")
        #expect(play.session.status.target == "practice server")
    }
}

extension Play {
    /// A line and its reply.
    mutating func say(_ line: String, _ reply: String) {
        type(line)
        server("\(reply)␍␊")
    }
}
