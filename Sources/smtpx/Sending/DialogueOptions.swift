import ArgumentParser
import SMTPProtocol
import SafeText
import SessionCore

/// How the session goes.
struct DialogueOptions: ParsableArguments {
    /// Whether SIZE is declared.
    enum SizeUse: String, CaseIterable, ExpressibleByArgument { case auto, off }

    @Option(
        help: ArgumentHelp("Log in, by this mechanism; auto for the strongest offered.", valueName: "mechanism"))
    var auth: String?
    @Option(help: ArgumentHelp("Who logs in.", valueName: "name")) var user: String?
    @Option(
        help: ArgumentHelp("Where the password is: env:NAME, file:PATH, or ask.", valueName: "place"))
    var passwordFrom: String?
    @Flag(help: "Log in even where everyone on the way can read along.") var allowPlaintextAuth = false
    @Option(
        help: ArgumentHelp(
            "End behind a stage: connect, banner, ehlo, tls, auth, mail, rcpt or data.", valueName: "stage"))
    var quitAfter: String?
    @Option(help: ArgumentHelp("Pretend by XCLIENT, as :xclient does. Repeatable.", valueName: "name=value …"))
    var xclient: [String] = []
    @Option(help: ArgumentHelp("Tell of a client by XFORWARD, as :xforward does.", valueName: "name=value …"))
    var xforward: [String] = []
    @Flag(help: "Send MAIL, RCPT and DATA in one write, where PIPELINING is offered.") var pipeline = false
    @Option(
        help: ArgumentHelp(
            "Ask for notices: notify=success,failure,delay or notify=never; ret=full or ret=hdrs; envid=NAME.",
            valueName: "wishes"))
    var dsn: String?
    @Option(help: "Declare the size of the message: auto or off.") var size = SizeUse.auto
    @Flag(help: "Send the content by BDAT.") var bdat = false
    @Flag(help: "Ask for a reply for each recipient (PRDR).") var prdr = false
    @Option(help: ArgumentHelp("Send so many messages over one connection.", valueName: "number")) var `repeat` = 1
    @Option(help: ArgumentHelp("Wait between them.", valueName: "seconds")) var interval: Int?

    /// The most messages of one command.
    static let maximumRepeat = 100_000

    func validate() throws {
        if let quitAfter, DeliveryPlan.Stage(named: quitAfter.lowercased()) == nil {
            throw ValidationError("--quit-after takes connect, banner, ehlo, tls, auth, mail, rcpt or data.")
        }
        guard (1...Self.maximumRepeat).contains(self.repeat) else {
            throw ValidationError("--repeat takes 1 to \(Self.maximumRepeat).")
        }
        if let interval, !(1...Settings.maximumSeconds).contains(interval) {
            throw ValidationError("--interval takes whole seconds, 1 to \(Settings.maximumSeconds).")
        }
        for text in xclient + xforward where text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
            throw ValidationError("--xclient and --xforward take NAME=VALUE, without line breaks.")
        }
        _ = try login()
        _ = try notices()
    }

    /// The stage behind which the session ends; nil for the end of the message.
    var lastStage: DeliveryPlan.Stage? {
        let stage = quitAfter.flatMap { DeliveryPlan.Stage(named: $0.lowercased()) }
        return stage == .data ? nil : stage
    }

    /// Whether the session comes as far as MAIL.
    var needsMail: Bool {
        switch lastStage {
        case .banner, .ehlo, .tls, .auth: false
        case .mail, .rcpt, .data, nil: true
        }
    }

    /// Whether the session comes as far as RCPT.
    var needsRecipient: Bool { needsMail && lastStage != .mail }

    /// What is pretended, as lines of the session language.
    var pretending: [[UInt8]] {
        xclient.map { Array(":xclient \($0)".utf8) } + xforward.map { Array(":xforward \($0)".utf8) }
    }

    /// How to log in; nil for not at all.
    func login() throws -> AuthRequest? {
        guard auth != nil || user != nil || passwordFrom != nil else { return nil }
        var request = AuthRequest()
        if let auth, auth.lowercased() != "auto" {
            let line = Array(":auth \(auth)".utf8)
            guard case .authenticate(let known)? = try? ExplorerCommand(parsing: line), let mechanism = known.mechanism
            else { throw ValidationError("--auth takes auto, or a mechanism such as PLAIN: :help auth lists them.") }
            request.mechanism = mechanism
        }
        request.user = user
        switch passwordFrom {
        case nil, "ask"?: break
        case let place? where place.hasPrefix("env:") && place.utf8.count > 4:
            request.secret = .environment(String(place.dropFirst(4)))
        case let place? where place.hasPrefix("file:") && place.utf8.count > 5:
            request.secret = .file(String(place.dropFirst(5)))
        default:
            // Whatever it is may be the password itself, so it is not repeated.
            throw ValidationError("--password-from takes env:NAME, file:PATH or ask. A password is never an option.")
        }
        return request
    }

    /// What is asked about notices. A word without `=` goes on with the wish before it.
    func notices() throws -> DeliveryPlan.Notices? {
        guard let dsn else { return nil }
        let mistake = ValidationError(
            "--dsn takes notify=never or notify=success,failure,delay; ret=full or ret=hdrs; envid=NAME; with commas between."
        )
        var wishes: [(name: String, value: String)] = []
        for word in dsn.split(separator: ",", omittingEmptySubsequences: false) {
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 {
                wishes.append((parts[0].lowercased(), String(parts[1])))
            } else if wishes.isEmpty {
                throw mistake
            } else {
                wishes[wishes.count - 1].value += "," + word
            }
        }
        var notices = DeliveryPlan.Notices()
        for (name, value) in wishes {
            switch name {
            case "notify":
                let words = value.uppercased().split(separator: ",", omittingEmptySubsequences: false).map(String.init)
                let isGood = words == ["NEVER"] || words.allSatisfy { ["SUCCESS", "FAILURE", "DELAY"].contains($0) }
                guard isGood, !words.isEmpty else { throw mistake }
                notices.notify = words.joined(separator: ",")
            case "ret":
                guard ["FULL", "HDRS"].contains(value.uppercased()) else { throw mistake }
                notices.return = value.uppercased()
            case "envid":
                guard !value.isEmpty, value.utf8.count <= 100 else { throw mistake }
                notices.envelopeID = value
            default: throw mistake
            }
        }
        return notices
    }
}
