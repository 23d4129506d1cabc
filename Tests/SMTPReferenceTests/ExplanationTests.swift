import SMTPProtocol
import SMTPReference
import Testing

/// A reply in its place, and what must be said about it.
struct Situation: Sendable, CustomTestStringConvertible {
    let text: String
    let stage: ReplyStage
    let state: StateName?
    let headline: String
    let fault: Fault
    let retry: Retry

    init(
        _ text: String, _ stage: String, in state: StateName? = nil, _ headline: String, _ fault: Fault, _ retry: Retry
    ) {
        self.text = text
        self.stage = ReplyStage(token: stage) ?? .any
        self.state = state
        self.headline = headline
        self.fault = fault
        self.retry = retry
    }

    var testDescription: String { "\(text) after \(stage.token)" }
    var explanation: Explanation {
        Explanation(of: Reply(parsing: Array((text + "\r\n").utf8)), answering: stage, in: state)
    }
}

@Suite("A reply is explained in its context")
struct ExplanationTests {
    static let situations: [Situation] = [
        Situation("220 mx ESMTP", "(connect)", "Server is ready", .nobody, .notNeeded),
        Situation("220 go", "STARTTLS", "Ready to encrypt", .nobody, .notNeeded),
        Situation("220 again", "MAIL", "A greeting in the wrong place", .server, .notNeeded),
        Situation("421 busy", "(connect)", "Server turns connections away for now", .server, .later),
        Situation("421 shutting down", "RCPT", "Service not available, closing", .server, .later),
        Situation("421 shutting down", "(none)", "Server closes, unasked", .server, .later),
        Situation("421 4.4.2 timeout", "(none)", "Connection trouble, closing", .client, .later),
        Situation("554 no", "(connect)", "No mail service for you here", .unclear, .no),
        Situation("521 no mail", "(connect)", "This host takes no mail", .address, .no),
        Situation("250 hello", "EHLO", "Hello accepted", .nobody, .notNeeded),
        Situation("250 hello", "HELO", "Hello accepted, without extensions", .nobody, .notNeeded),
        Situation("502 what", "EHLO", "EHLO is not known here", .server, .changed),
        Situation("500 what", "EHLO", "EHLO is not known here", .server, .changed),
        Situation("501 name", "EHLO", "Bad name in the hello", .client, .changed),
        Situation("250 2.1.0 Ok", "MAIL", "Sender accepted", .nobody, .notNeeded),
        Situation("550 no", "MAIL", "Sender refused", .sender, .no),
        Situation("503 no", "MAIL", in: .greeted, "Say EHLO first", .client, .changed),
        Situation("503 no", "MAIL", in: .recipients, "A transaction is open already", .client, .changed),
        Situation("503 no", "MAIL", "MAIL is not allowed now", .client, .changed),
        Situation("552 5.3.4 big", "MAIL", "Message too big for the server", .message, .changed),
        Situation("250 2.1.5 Ok", "RCPT", "Recipient accepted", .nobody, .notNeeded),
        Situation("251 elsewhere", "RCPT", "Recipient accepted, will be forwarded", .nobody, .notNeeded),
        Situation("551 elsewhere", "RCPT", "User not local", .address, .changed),
        Situation("550 no", "RCPT", "Recipient refused", .address, .no),
        Situation("550 5.1.1 unknown", "RCPT", "No such mailbox", .address, .no),
        Situation("550 5.7.1 relaying denied", "RCPT", "Not allowed to send to this recipient", .unclear, .changed),
        Situation("554 5.7.1 relay", "RCPT", "Not allowed to send to this recipient", .unclear, .changed),
        Situation("450 4.2.0 wait", "RCPT", "Recipient not accepted for now", .server, .later),
        Situation("451 4.7.1 greylisted", "RCPT", "Delayed by a rule, often greylisting", .server, .later),
        Situation("452 4.5.3 many", "RCPT", "Too many recipients", .client, .later),
        Situation("552 many", "RCPT", "Mailbox full, or too many recipients", .unclear, .later),
        Situation("552 5.5.3 many", "RCPT", "Too many recipients", .client, .later),
        Situation("552 5.2.2 full", "RCPT", "Mailbox full", .recipient, .no),
        Situation("452 4.2.2 full", "RCPT", "Mailbox full", .recipient, .later),
        Situation("503 5.5.1 no", "RCPT", in: .ready, "MAIL comes first", .client, .changed),
        Situation("556 5.1.10 null", "RCPT", "Recipient's domain takes no mail", .address, .no),
        Situation("354 go", "DATA", "Send the content now", .nobody, .notNeeded),
        Situation("250 ok", "DATA", "No go-ahead for the content", .server, .changed),
        Situation("503 no", "DATA", in: .mailOpen, "A recipient is missing", .client, .changed),
        Situation("554 no", "DATA", in: .mailOpen, "No valid recipients", .unclear, .changed),
        Situation("554 no", "DATA", in: .recipients, "Content refused before it was sent", .unclear, .changed),
        Situation("554 no", "DATA", "Content refused before it was sent", .unclear, .changed),
        Situation("354 go", "MAIL", "Content wanted at the wrong moment", .server, .notNeeded),
        Situation("250 2.0.0 queued", "DATA:end", "Message accepted", .nobody, .notNeeded),
        Situation("250 2.0.0 queued", "BDAT:end", "Message accepted", .nobody, .notNeeded),
        Situation("250 2.0.0 piece", "BDAT", "Piece accepted", .nobody, .notNeeded),
        Situation("250 2.1.5 ok", "DATA:end(LMTP)", "Delivered to this recipient", .nobody, .notNeeded),
        Situation("550 spam", "DATA:end", "Message refused", .message, .changed),
        Situation("554 5.7.1 spam", "DATA:end", "Message refused by a rule", .unclear, .changed),
        Situation("554 spam", "DATA:end", "Message refused", .message, .changed),
        Situation("552 big", "DATA:end", "Message too big", .message, .changed),
        Situation(
            "550 5.7.26 unauthenticated", "DATA:end", "Several sender checks failed", .sendingAdministrator, .changed),
        Situation("252 maybe", "VRFY", "Cannot verify, will try to deliver", .nobody, .notNeeded),
        Situation("502 no", "VRFY", "VRFY is switched off", .receivingAdministrator, .no),
        Situation("550 no", "VRFY", "No such user", .address, .no),
        Situation("250 ok", "RSET", "Transaction dropped", .nobody, .notNeeded),
        Situation("250 ok", "NOOP", "Still there", .nobody, .notNeeded),
        Situation("221 bye", "QUIT", "Goodbye, closing", .nobody, .notNeeded),
        Situation("221 bye", "RCPT", "Server ends the session", .server, .later),
        Situation("454 4.7.0 no TLS", "STARTTLS", "Encryption not available now", .server, .later),
        Situation("454 4.7.0 later", "AUTH", "Login cannot be checked now", .server, .later),
        Situation("454 4.7.0 later", "AUTH:response", "Login cannot be checked now", .server, .later),
        Situation("334 VXNlcm5hbWU6", "AUTH", "The login goes on", .nobody, .notNeeded),
        Situation("235 2.7.0 ok", "AUTH:response", "Logged in", .nobody, .notNeeded),
        Situation("535 5.7.8 no", "AUTH:response", "Login refused", .login, .changed),
        Situation("535 Incorrect authentication data", "AUTH", "Login refused", .login, .changed),
        Situation("535 5.7.3 unsuccessful", "AUTH:response", "Login refused (Exchange)", .login, .changed),
        Situation("534 5.7.9 app password", "AUTH:response", "Login mechanism too weak here", .login, .changed),
        Situation("535 5.7.14 browser", "AUTH", "Sign in with a browser first", .login, .changed),
        Situation("501 5.7.0 aborted", "AUTH:response", "Login cancelled", .client, .changed),
        Situation("501 5.5.2 base64", "AUTH:response", "Not proper base64", .client, .changed),
        Situation("501 5.5.4 syntax", "AUTH", "AUTH line not complete", .client, .changed),
        Situation("500 5.5.6 long", "AUTH:response", "Login line too long", .client, .changed),
        Situation("504 5.5.4 what", "AUTH", "Login mechanism not supported", .client, .changed),
        Situation("504 5.7.4 what", "AUTH", "Login mechanism not supported", .client, .changed),
        Situation("538 5.7.11 encrypt", "AUTH", "Encryption needed for this login", .client, .changed),
        Situation("432 4.7.12 transition", "AUTH", "Password must be renewed first", .login, .later),
        Situation(
            "530 5.7.0 Must issue a STARTTLS command first", "AUTH", "Encrypt before the login", .client, .changed),
        Situation("530 5.5.1 Authentication Required", "MAIL", "Log in first", .client, .changed),
        Situation("530 5.7.1 Client was not authenticated", "MAIL", "Log in first", .client, .changed),
        Situation("501 5.5.4 syntax", "STARTTLS", "STARTTLS takes nothing behind it", .client, .changed),
        Situation("503 5.5.1 no", "STARTTLS", "No encryption at this moment", .client, .changed),
        Situation("530 5.7.0 login", "MAIL", "Log in or encrypt first", .client, .changed),
        Situation("251 none", "ETRN", "No mail waits", .nobody, .notNeeded),
        Situation("250 ok", "(none)", "A reply that nobody asked for", .server, .notNeeded),
    ]

    @Test("headline, fault and retry fit the situation", arguments: situations)
    func situation(_ situation: Situation) {
        let explanation = situation.explanation
        #expect(explanation.headline == situation.headline)
        #expect(explanation.fault == situation.fault)
        #expect(explanation.retry == situation.retry)
        #expect(!explanation.isFallback)
        #expect(!explanation.what.isEmpty)
        #expect(!explanation.tryNext.isEmpty)
        #expect(!explanation.sources.isEmpty)
        #expect(explanation.digits.count == 3)
        #expect(Set(explanation.sources).count == explanation.sources.count, "a source is cited twice")
    }

    @Test("every code answers every command with some words, and never twice the same source")
    func everyCodeEverywhere() {
        let tables = ReferenceTables.shared
        let stages: [ReplyStage] =
            [.any, .greeting, .unsolicited, .saslResponse, .endOfData, .lastChunk, .recipientOutcome]
            + Verb.known.map { .command($0) }
        for entry in tables.replyCodes {
            for stage in stages {
                let explanation = Explanation(of: entry.code, answering: stage)
                #expect(explanation.what.hasSuffix("."), "\(entry.code) \(stage.token)")
                #expect(1...3 ~= explanation.tryNext.count, "\(entry.code) \(stage.token)")
                #expect(!explanation.sources.isEmpty, "\(entry.code) \(stage.token)")
                #expect(explanation.title == entry.title)
                #expect(!explanation.isFallback)
            }
        }
    }

    @Test("the three digits are explained one by one")
    func digits() {
        let digits = DigitMeaning.meanings(of: 550)
        #expect(digits.map(\.position) == [1, 2, 3])
        #expect(digits.map(\.digit) == [5, 5, 0])
        #expect(digits.map(\.pattern) == ["5 · ·", "· 5 ·", "· · 0"])
        #expect(digits.map(\.word) == ["permanent failure", "mail system", "this condition: Mailbox unavailable"])
        #expect(digits.map(\.isDefined) == [true, true, true])
        #expect(DigitMeaning.meanings(of: 535).map(\.isDefined) == [true, false, true])
    }

    @Test("251 and 551 are about the mail system, although they look alike in nothing else")
    func forwarding() {
        #expect(DigitMeaning.meanings(of: 251)[1].word == "mail system")
        #expect(DigitMeaning.meanings(of: 551)[1].word == "mail system")
        #expect(Explanation(of: 251, answering: .command(.rcpt)).severity == .ok)
        #expect(Explanation(of: 551, answering: .command(.rcpt)).severity == .permanent)
    }

    @Test("CP16: a code that is not a usual answer to the command is said to be so")
    func unusual() {
        func note(_ code: ReplyCode, _ stage: ReplyStage) -> String? {
            Explanation(of: code, answering: stage).notes.first { $0.kind == .unusualHere }?.text
        }
        #expect(note(550, .command(.noop)) == "550 is not a usual answer to NOOP. Usual are: 220, 250, 421, 500.")
        #expect(note(250, .greeting) == "250 is not a usual greeting. Usual are: 220, 421, 521, 554.")
        #expect(note(354, .command(.rcpt))?.hasPrefix("354 is not a usual answer to RCPT.") == true)
        #expect(note(221, .command(.data)) != nil)
        #expect(note(530, .command(.quit)) != nil)
        #expect(note(530, .command(.mail)) == nil)
        #expect(note(421, .command(.vrfy)) == nil)
        #expect(note(503, .greeting) != nil)
        #expect(note(550, .any) == nil)
        #expect(note(250, .command(.other("FOO"))) == nil)
    }

    @Test("a reply that closes the connection says so")
    func closing() {
        let explanation = Explanation(of: 421, answering: .command(.noop))
        #expect(explanation.closesConnection == .yes)
        #expect(explanation.notes.contains { $0.kind == .connection && $0.text.contains("closes") })
        #expect(Explanation(of: 554, answering: .greeting).closesConnection == .no)
        #expect(Explanation(of: 521, answering: .greeting).closesConnection == .maybe)
    }

    @Test("unofficial and withdrawn codes are said to be so")
    func statuses() {
        #expect(Explanation(of: 571).notes.contains { $0.kind == .status })
        #expect(Explanation(of: 538).notes.contains { $0.kind == .status })
        #expect(!Explanation(of: 550).notes.contains { $0.kind == .status })
    }
}
