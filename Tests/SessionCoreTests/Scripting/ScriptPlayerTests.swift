import SMTPProtocol
import SessionCore
import TestSupport
import Testing

/// A script on a stage: sessions whose server answers by rote.
struct ScriptStage {
    var player: ScriptPlayer
    var sessions: [String: Play] = [:]
    /// What the server says to a line that begins so; `closed` ends the connection.
    let answers: [String: String]
    private(set) var heard: [String] = []
    private(set) var isOver = false

    init(_ text: String, answers: [String: String] = [:]) throws {
        let script = try ScriptFiles(["a.smtpx": text]).read()
        player = ScriptPlayer(
            script, connecting: script.opensConnection ? nil : ConnectRequest(.text("mx.example.net")))
        self.answers = answers
        sessions[Script.firstSession] = Play(.unattended)
    }

    mutating func run() {
        while !isOver {
            let name = player.session
            guard var play = sessions[name] else { return }
            let now = Instant(wall: WallTime(seconds: 1), monotonic: play.milliseconds * 1_000_000)
            switch player.next(play.session, at: now) {
            case .wait: return
            case .connect(let request): perform(.connect(request), &play)
            case .use(let other): if sessions[other] == nil { sessions[other] = Play(.unattended) }
            case .line(let line): perform(.line(line.bytes), &play)
            case .end:
                isOver = true
                perform(.endOfInput, &play)
            }
            sessions[name] = play
        }
    }

    /// Gives an event to a session, and the server's answers to what it sends.
    private mutating func perform(_ event: SessionEvent, _ play: inout Play) {
        var open = play.handle(event, after: 10)
        while !open.isEmpty {
            let action = open.removeFirst()
            switch action {
            case .connect:
                play.report(.connected(remote: "192.0.2.1:25", local: nil))
                open += play.server((answers["connect"] ?? "220 hello") + "␍␊")
            case .send(_, let bytes):
                let line = String(decoding: bytes.dropLast(2), as: UTF8.self)
                heard.append(line)
                open += answer(to: line, &play)
            case .judged(let outcome):
                player.judged(
                    outcome, at: Instant(wall: WallTime(seconds: 1), monotonic: play.milliseconds * 1_000_000))
            default: break
            }
        }
    }

    private func answer(to line: String, _ play: inout Play) -> [SessionAction] {
        guard play.session.prompt.kind != .content else { return [] }
        let key = answers.keys.first { line.hasPrefix($0) && $0 != "" }
        let usual = line.hasPrefix("DATA") ? "354 go" : line.hasPrefix("QUIT") ? "221 bye" : "250 ok"
        let reply = key.flatMap { answers[$0] } ?? usual
        return reply == "closed" ? play.report(.closed(.byServer)) : play.server(reply + "␍␊")
    }

    var verdicts: [ScriptPlayer.Verdict] { player.results.map(\.verdict) }
    var exitCode: ExitCode { sessions.values.map(\.session.exitCode).first { $0 != .success } ?? .success }
}

@Suite("Playing a script")
struct ScriptPlayerTests {
    static let message =
        "EHLO x\nMAIL FROM:<a@b>\nRCPT TO:<c@d>\n:expect 250\nDATA\n:expect 354\nSubject: x\n\n.\n:expect 250\nQUIT\n"

    @Test("a script connects, is played in order, and all that it expects is passed")
    func played() throws {
        var stage = try ScriptStage(Self.message)
        stage.run()
        #expect(stage.isOver)
        #expect(
            stage.heard == [
                "EHLO x", "MAIL FROM:<a@b>", "RCPT TO:<c@d>", "DATA", "Subject: x", "", ".", "QUIT",
            ])
        #expect(stage.verdicts == [.passed, .passed, .passed])
        #expect(stage.player.failure == nil)
        #expect(stage.player.linesNotRun == 0)
        #expect(stage.exitCode == .success)
    }

    @Test("behind a failed expectation nothing is played; the rest is told as not run")
    func failed() throws {
        var stage = try ScriptStage(Self.message, answers: ["RCPT": "550 5.1.1 unknown"])
        stage.run()
        #expect(stage.heard == ["EHLO x", "MAIL FROM:<a@b>", "RCPT TO:<c@d>", "QUIT"])
        #expect(stage.player.failure?.line?.number == 4)
        #expect(stage.player.failure?.reason == "Expected 250, but there was 550 5.1.1 unknown.")
        #expect(stage.player.linesNotRun == 7)
        #expect(stage.verdicts.dropFirst() == [.notRun, .notRun])
        #expect(stage.exitCode == .failure)
    }

    @Test("a refused DATA drops its content, and the script goes on behind it")
    func refusedData() throws {
        var stage = try ScriptStage(
            "EHLO x\nDATA\nSubject: x\n.\n:note x\nRSET\n:expect 250\nQUIT\n", answers: ["DATA": "554 no"])
        stage.run()
        #expect(stage.heard == ["EHLO x", "DATA", "RSET", "QUIT"])
        #expect(stage.exitCode == .success)
    }

    @Test(
        "what goes wrong and was not expected ends the script there",
        arguments: [
            ("closed", ExitCode.temporaryFailure), ("421 bye", .temporaryFailure), ("rubbish", .protocolViolation),
        ])
    func unexpected(reply: String, exit: ExitCode) throws {
        var stage = try ScriptStage("EHLO x\nNOOP\nRSET\nQUIT\n", answers: ["NOOP": reply])
        stage.run()
        #expect(!stage.heard.contains("RSET"))
        if stage.isOver {
            #expect(stage.player.failure?.line?.number == 2)
            #expect(stage.exitCode == exit)
        }
    }

    @Test("what was expected does not end it, whatever it is")
    func expected() throws {
        var stage = try ScriptStage(
            ":connect x\nEHLO x\nNOOP\n:expect closed\n:connect y\nNOOP\n:expect 451\n", answers: ["NOOP": "closed"])
        stage.run()
        #expect(
            stage.verdicts == [
                .passed, .failed(ExpectationOutcome(expected: "451", isPassed: false, found: "no reply")),
            ])
    }

    @Test("a failed connection ends a script at the first line that needs it, with the reason")
    func notConnected() throws {
        var stage = try ScriptStage("EHLO x\nQUIT\n", answers: ["connect": "554 no"])
        stage.run()
        #expect(stage.isOver)
        #expect(stage.exitCode == .success || stage.exitCode == .failure)
        let script = try ScriptFiles(["a": "NOOP\n"]).read("a")
        var player = ScriptPlayer(script, connecting: ConnectRequest(.text("mx")))
        var play = Play(.unattended)
        let now = Instant(wall: WallTime(seconds: 1), monotonic: 1)
        #expect(player.next(play.session, at: now) == .connect(ConnectRequest(.text("mx"))))
        play.handle(.connect(ConnectRequest(.text("mx"))))
        #expect(player.next(play.session, at: now) == .wait)
        play.report(.failed(message: "Refused.", advice: "Try later.", exitCode: .unavailable))
        #expect(player.next(play.session, at: now) == .end)
        #expect(player.failure?.reason == "Refused. Try later.")
        #expect(play.session.exitCode == .unavailable)
    }

    @Test("several sessions have connections of their own")
    func sessions() throws {
        var stage = try ScriptStage(
            ":connect a\nEHLO a\n:session b\n:connect b\nMAIL FROM:<b@b>\n:session main\nNOOP\n:session b\n:expect 250\n"
        )
        stage.run()
        #expect(stage.heard == ["EHLO a", "MAIL FROM:<b@b>", "NOOP", "QUIT"])
        #expect(stage.player.script.hasSessions)
        #expect(stage.verdicts == [.passed])
    }

    @Test("a run that is interrupted plays nothing more")
    func interrupted() throws {
        var stage = try ScriptStage(Self.message)
        stage.player.interrupt()
        stage.run()
        #expect(stage.heard.isEmpty)
        #expect(stage.player.failure?.reason == "Interrupted.")
        #expect(stage.verdicts == [.notRun, .notRun, .notRun])
    }
}
