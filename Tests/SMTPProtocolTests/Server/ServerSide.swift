import SMTPProtocol

/// A policy for tests: takes everything at `practice.test` but `nobody`, and knows a few odd local parts.
struct TestPolicy: ServerPolicy {
    func decide(reversePath: MailPath) -> ServerDecision {
        ServerDecision(reply: ServerReply(250, 2, 1, 0, "Sender ok"))
    }

    func decide(forwardPath: MailPath) -> ServerDecision {
        let accepted = ServerReply(250, 2, 1, 5, "Recipient ok")
        guard case .mailbox(let mailbox) = forwardPath else { return ServerDecision(reply: accepted) }
        switch String(decoding: mailbox.localPart, as: UTF8.self) {
        case "nobody": return ServerDecision(reply: ServerReply(550, 5, 1, 1, "User unknown"))
        case "slow": return ServerDecision(reply: accepted, delay: 3)
        case "eternal": return ServerDecision(reply: accepted, delay: .max)
        case "closing": return ServerDecision(reply: ServerReply(421, 4, 3, 2, "Closing"))
        case "drop": return .hangUp
        default: return ServerDecision(reply: accepted)
        }
    }

    func verify(_ name: [UInt8]) -> ServerDecision {
        ServerDecision(reply: ServerReply(250, 2, 1, 5, "\(ServerReply.quoted(name)) is known"))
    }

    func expand(_ list: [UInt8]) -> ServerDecision {
        ServerDecision(reply: ServerReply(250, 2, 1, 5, "one <one@practice.test>", "two <two@practice.test>"))
    }
}

/// A `ServerMachine` with somebody who notes what it does.
struct ServerSide {
    var machine: ServerMachine
    /// The reply lines of the last step, without CRLF.
    private(set) var replies: [String] = []
    /// The reply lines since the session began.
    private(set) var allReplies: [String] = []
    /// The content of the open message.
    private(set) var content: [UInt8] = []
    /// The most content that was ever held for one message.
    private(set) var mostContent = 0
    /// What was accepted.
    private(set) var messages: [(envelope: Envelope, content: [UInt8])] = []
    private(set) var waits: [Int] = []
    private(set) var ending: ServerAction.Ending?
    /// The lines as they are logged.
    private(set) var log: [String] = []
    /// STARTTLS was asked for this often.
    private(set) var upgrades = 0
    /// What the client said in the exchange of AUTH under way, and in which mechanism.
    private(set) var login: (mechanism: String, messages: [[UInt8]?])?
    /// Judges a login by mechanism and messages; nil leaves the answer to the test.
    var judge: Judge? = nil

    /// What an owner says to a login.
    enum Judgement {
        case challenge(String)
        case accept(user: String)
        case reject(LoginRefusal)
    }
    typealias Judge = @Sendable (_ mechanism: String, _ messages: [[UInt8]?]) -> Judgement

    init(
        limits: ServerLimits = .standard, earlyTalk: ServerConfiguration.EarlyTalk = .allow, greeted: Bool = true,
        _ change: (inout ServerConfiguration) -> Void = { _ in }
    ) {
        var configuration = ServerConfiguration(
            hostName: "mail.practice.test", banner: "test", limits: limits, earlyTalk: earlyTalk)
        change(&configuration)
        machine = ServerMachine(configuration: configuration, policy: TestPolicy())
        if greeted { note(machine.connected()) }
    }

    /// A session with these lines already sent.
    init(after lines: String, limits: ServerLimits = .standard) {
        self.init(limits: limits)
        send(lines)
    }

    @discardableResult
    mutating func send(_ bytes: [UInt8]) -> [String] {
        note(machine.received(bytes))
        return replies
    }

    /// Sends text as UTF-8.
    @discardableResult
    mutating func send(_ text: String) -> [String] { send(Array(text.utf8)) }

    mutating func note(_ actions: [ServerAction]) {
        replies = []
        perform(actions)
        allReplies += replies
    }

    private mutating func perform(_ actions: [ServerAction]) {
        for action in actions {
            switch action {
            case .received(let line): log.append(String(decoding: line, as: UTF8.self))
            case .startTLS:
                upgrades += 1
                perform(machine.startingTLS())
            case .authenticate(let mechanism, let response):
                login = (mechanism, [response?.bytes])
                judgeLogin()
            case .authenticationResponse(let response):
                login?.messages.append(response.bytes)
                judgeLogin()
            case .authenticationCancelled: login = nil
            case .reply(let reply): replies += Self.lines(of: reply.bytes)
            case .content(let piece):
                content += piece
                mostContent = max(mostContent, content.count)
            case .discardContent: content = []
            case .accept(let envelope):
                messages.append((envelope, content))
                content = []
            case .wait(let seconds): waits.append(seconds)
            case .close(let ending): self.ending = ending
            }
        }
    }

    private mutating func judgeLogin() {
        guard let judge, let login else { return }
        switch judge(login.mechanism, login.messages) {
        case .challenge(let text): perform(machine.challenge(Array(text.utf8)))
        case .accept(let user): perform(machine.authenticated(user: user))
        case .reject(let reason): perform(machine.rejected(reason))
        }
    }

    /// The lines of the wire form, without CRLF.
    static func lines(of bytes: [UInt8]) -> [String] {
        var lines: [String] = []
        var line: [UInt8] = []
        for byte in bytes where byte != 0x0D {
            if byte == 0x0A {
                lines.append(String(decoding: line, as: UTF8.self))
                line = []
            } else {
                line.append(byte)
            }
        }
        return lines
    }
}

extension ServerSide {
    static let hello = "EHLO lab.example\r\n"
    static let envelope = hello + "MAIL FROM:<a@lab.example>\r\nRCPT TO:<b@practice.test>\r\n"
    static let untilContent = envelope + "DATA\r\n"
}
