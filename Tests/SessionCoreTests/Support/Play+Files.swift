import SASL
import SMTPProtocol
import SessionCore

extension Play {
    /// A whole session: TLS, a login, one recipient refused, a message with dots, and the goodbye.
    static func wholeSession(_ attendance: Session.Attendance = .interactive) -> Play {
        var play = Play(attendance)
        play.connect("mail.example.net --tls starttls")
        play.server("220 mail.example.net ESMTP␍␊", after: 41)
        play.answerHello(TLSStage.offers)
        play.server("220 2.0.0 Go␍␊", after: 3)
        play.report(.securing(serverNameSent: "mail.example.net"))
        play.report(.secured(TLSStage.facts()), after: 12)
        play.answerHello(["AUTH PLAIN", "PIPELINING"])
        var server = LoginServer(.plain)
        play.type(":auth PLAIN student", to: &server)
        play.type(LoginServer.password, to: &server)
        for (line, reply) in [
            ("MAIL FROM:<a@lab.example.org>", "250 2.1.0 Ok"),
            ("RCPT TO:<nobody@example.net>", "550 5.1.1 <nobody@example.net>: User unknown"),
            ("RCPT TO:<b@example.net>", "250 2.1.5 Ok"), ("DATA", "354 End data with <CR><LF>.<CR><LF>"),
        ] {
            play.type(line, after: 1_000)
            play.server(reply + "␍␊", after: 9)
        }
        for line in ["Subject: ${NAME} and `ticks`", "", "..dots", "# no comment"] { play.type(line) }
        play.type(".")
        play.server("250 2.0.0 Ok: queued as 4C1F22␍␊", after: 30)
        play.type(":note that was it")
        play.type("QUIT")
        play.server("221 2.0.0 Bye␍␊", after: 1)
        return play
    }

    /// A session with a server, and a user, that send what could be markup or control something.
    static func hostileSession() -> Play {
        var play = Play.greeted(target: "\"<b>*x*</b>|`y`\"")
        for text in Play.hostileTexts {
            // Typed, `${` would begin a variable.
            let typed = text.replacing("${", with: "$${")
            play.type("NOOP \(typed)")
            play.server(
                Array("250-\(text)".utf8) + [0x0D, 0x0A] + Array("250 ".utf8) + Array(text.utf8) + [0x0D, 0x0A])
            play.type(":note \(typed)")
        }
        play.type("NOOP")
        play.server([0x32, 0x35, 0x30, 0x20, 0xFF, 0x9B, 0x32, 0x4A, 0x1B, 0x5D, 0x35, 0x32, 0x0D, 0x0A])
        return play
    }

    static let hostileTexts = [
        "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</code></li></style>", "&amp; &#60;",
        "**bold** _it_ [link](javascript:alert(1)) ![x](http://x.example/y)", "``` fence", "| a | b |", "# heading",
        "=1+1", "@SUM(A1)", "\u{1B}[2J\u{1B}]0;title\u{7}", "\u{9B}2J", "\u{202E}gnp.exe", "line\u{2028}separator",
        "${HOME} $${X}", ":quit", "'\"><svg/onload=x>", "\\u003cscript\\u003e", "%s%n",
    ]

    /// The session written in a format, as `:export` has it saved.
    mutating func export(_ name: String) -> [UInt8] {
        for action in type(":export \(name)") {
            if case .save(let file, _) = action { return file.bytes }
        }
        return []
    }

    /// All bytes that were to go into the recording.
    var recorded: [UInt8] {
        actions.flatMap { action -> [UInt8] in
            switch action {
            case .startRecording(let file, _): file.bytes
            case .appendRecording(let bytes): bytes
            default: []
            }
        }
    }

    /// A recording of all that has happened so far.
    var wholeRecording: [UInt8] {
        var recorder = Recorder(startedAt: Instant(wall: WallTime(seconds: 1_000_000), monotonic: 0))
        return recorder.linesSoFar(of: session).flatMap { line in line + [0x0A] }
    }

    /// What the runtime does with files that the session wants: each can be written.
    mutating func saveAll() {
        for action in actions {
            if case .startRecording(let file, let number) = action {
                handle(.saved(.saved(path: file.path ?? "made.ndjson"), number: number))
            }
        }
    }

    /// Shows a recording.
    @discardableResult
    mutating func replay(_ bytes: [UInt8], _ words: String = "") -> [SessionAction] {
        for action in type(":replay file.ndjson\(words)") {
            if case .readFile(_, _, let number) = action { return handle(.fileRead(.found(bytes), number: number)) }
        }
        return []
    }
}
