import SASL
import SMTPProtocol
import SessionCore

/// A server that logs people in: the server's side of SASL with the lines of SMTP around it.
struct LoginServer {
    static let user = "student"
    /// A password that is easy to look for. It has letters that base64 does not have.
    static let password = "Tr0ub4dor&3-canary!"
    /// What the server binds logins to, and the client too.
    static let exporter = [UInt8](repeating: 0xEB, count: 32)

    let mechanism: Mechanism
    /// Whether a refusal repeats what the client said, as it came, and encoded.
    var echoes = false
    /// What stands in the variable or file that `:auth` names.
    var secretThatIsFound = LoginServer.password
    private var exchange: ServerExchange?

    init(_ mechanism: Mechanism, echoes: Bool = false) {
        self.mechanism = mechanism
        self.echoes = echoes
    }

    /// What the server says to a line; nil when it says nothing.
    mutating func reply(to line: [UInt8]) -> String {
        var words = line.split(separator: 0x20).map(Array.init)
        guard exchange == nil else { return answer(line) }
        guard words.first == Array("AUTH".utf8), words.count >= 2 else { return "250 Ok␍␊" }
        exchange = ServerExchange(
            mechanism,
            accounts: .init(
                password: { $0 == Self.user ? Array(Self.password.utf8) : nil },
                acceptsToken: { user, token in user == Self.user && token == Array(Self.password.utf8) },
                certificateUser: Self.user, allowsAnonymous: true),
            host: "mx.example.net", channelBindings: [ChannelBinding(.exporter, data: Self.exporter)],
            nonce: Array("0123456789abcdefghij".utf8), salt: Array("salt of the server".utf8))
        words.removeFirst(2)
        let response = words.first.map { $0 == [0x3D] ? [] : Base64.decode($0) ?? [] }
        return say(exchange?.begin(initialResponse: response), to: line)
    }

    private mutating func answer(_ line: [UInt8]) -> String {
        if line == [0x2A] {
            exchange = nil
            return "501 5.7.0 Login ended␍␊"
        }
        guard let response = Base64.decode(line) else {
            exchange = nil
            return "501 5.5.2 No base64␍␊"
        }
        return say(exchange?.received(response: response), to: line)
    }

    private mutating func say(_ step: ServerStep?, to line: [UInt8]) -> String {
        switch step {
        case .challenge(let challenge): return "334 \(String(decoding: Base64.encode(challenge), as: UTF8.self))␍␊"
        case .success:
            exchange = nil
            return "235 2.7.0 Welcome␍␊"
        case .failure, nil:
            exchange = nil
            guard echoes else { return "535 5.7.8 No␍␊" }
            let word = line.split(separator: 0x20).last.map(Array.init) ?? []
            let decoded = Base64.decode(word) ?? []
            let texts = [word, Base64.encode(word), Base64.encode(Array("you said: ".utf8) + decoded), decoded]
            let shown = texts.map { text in String(decoding: text.filter { $0 >= 0x20 && $0 < 0x7F }, as: UTF8.self) }
            return "535 5.7.8 No: \(shown.joined(separator: " "))␍␊"
        }
    }
}

extension Play {
    /// A play under TLS whose server has accepted EHLO and offers these mechanisms.
    static func encrypted(
        _ attendance: Session.Attendance = .interactive, offers: [String] = Mechanism.allCases.map(\.name),
        certificate: TLSFacts.ClientCertificate = .notRequested, exporter: [UInt8]? = LoginServer.exporter
    ) -> Play {
        var facts = TLSStage.facts(.implicit)
        facts.clientCertificate = certificate
        facts.exporter = exporter
        facts.serverEndPoint = nil
        var play = Play(attendance)
        play.connect("mx.example.net:465")
        play.report(.securing(serverNameSent: "mx.example.net"))
        play.report(.secured(facts))
        play.server("220 mx.example.net ESMTP␍␊")
        play.type("EHLO lab.example.org")
        play.answerHello(["AUTH \(offers.joined(separator: " "))"])
        return play
    }

    /// Lets a server answer everything that the session sends, and a thread compute what it wants computed, until nothing
    /// happens any more.
    mutating func converse(_ server: inout LoginServer, from start: Int) {
        var next = start
        while next < actions.count {
            let action = actions[next]
            next += 1
            switch action {
            case .send(_, let bytes): self.server(server.reply(to: Array(bytes.dropLast(2))))
            case .deriveKey(let derivation, let number): handle(.derivedKey(derivation.compute(), number: number))
            case .resolveSecret(_, let number):
                handle(.secret(.found(Array(server.secretThatIsFound.utf8)), number: number))
            case .openContent, .readContent, .closeContent, .compose,
                .startRecording, .appendRecording, .stopRecording, .readFile, .replayAfter, .connect, .expectUpgrade,
                .usePassphrase, .save, .savePracticeAuthority, .close, .setDeadline,
                .cancelDeadline, .appended, .updated, .returnLine, .showCodes, .showExplanation, .showTLS, .showHelp,
                .showMatches, .settingChanged, .include, .judged, .screen, .teach, .quit:
                break
            }
        }
    }

    /// Types a line and lets the server answer until nothing happens any more.
    mutating func type(_ line: String, to server: inout LoginServer) {
        let start = actions.count
        type(line)
        converse(&server, from: start)
    }
}

extension Mechanism {
    /// The words of `:auth` that this mechanism needs, with the place of the password left open.
    var authWords: String { needsUser || self == .oauthBearer ? "\(name) \(LoginServer.user)" : name }
}

extension [SessionAction] {
    /// The key that was to be computed.
    var derivation: (KeyDerivation, Int)? {
        for action in self { if case .deriveKey(let derivation, let number) = action { return (derivation, number) } }
        return nil
    }

    /// What was to be sent, action by action.
    var sentLines: [[UInt8]] {
        compactMap { if case .send(_, let bytes) = $0 { bytes } else { nil } }
    }
}
