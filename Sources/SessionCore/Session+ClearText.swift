import SMTPProtocol
import SafeText

/// AUTH on a connection without encryption: asked about first, and refused where nobody can be asked.
/// - SeeAlso: RFC 4954 §9
extension Session {
    /// Whether AUTH has to wait for the user's leave to go out in the clear, or was refused; asks or says so.
    ///
    /// A Unix socket has no way on which somebody could read along.
    mutating func mustAskAboutClearText(_ held: HeldLine, mechanism: String?) -> Bool {
        guard let link, !machine.isEncrypted, !link.address.hasPrefix("unix:"), !settings.allowsPlaintextAuth,
            !login.allowsClearText
        else { return false }
        login.wasHeldBack = true
        let danger = Self.dangerOfClearText(mechanism)
        guard attendance == .interactive else {
            tell(
                .error,
                "AUTH was not sent: the connection is not encrypted, and \(danger). \(adviceOnClearText) "
                    + ":set allow-plaintext-auth yes sends it all the same.")
            fail(.notPermitted)
            return true
        }
        asking = .shown(
            .clearText(held), "The connection is not encrypted: \(danger). Send it all the same? yes/no> ")
        return true
    }

    /// The user said whether AUTH may go out in the clear. Only a yes is a yes.
    mutating func answered(_ held: HeldLine, with line: [UInt8]) {
        let answer = Array(line.trimmingBlanks())
        guard answer.equals(ignoringCase: "yes") || answer.equals(ignoringCase: "y") else {
            refuseClearText()
            return
        }
        login.allowsClearText = true
        login.wasHeldBack = false
        resume(held)
    }

    /// Does what was put off by a question.
    mutating func resume(_ held: HeldLine) {
        switch held {
        case .command(let line): typedCommand(line)
        case .raw(let bytes): _ = sendRaw(bytes)
        case .login(let request):
            do throws(LanguageError) {
                try authenticate(request)
            } catch {
                tell(error)
            }
        case .content(let line): typedContent(line)
        case .release: release()
        case .file(let order):
            send(order)
            if transfer == nil { keepDraft(of: held) }
        }
    }

    /// The user does not want AUTH to go out in the clear.
    mutating func refuseClearText() {
        tell(.information, "AUTH was not sent. \(adviceOnClearText)")
    }

    /// Whether a line that seems to answer an AUTH must be kept back, because that AUTH was not sent: it may hold a password.
    mutating func mustKeepBack(_ command: Command) -> Bool {
        guard login.wasHeldBack else { return false }
        guard !command.verb.isKnown, Redaction.looksLikeResponse(command.line.trimmingBlanks()) else {
            login.wasHeldBack = false
            return false
        }
        tell(
            .warning,
            "The line was not sent and not kept: it looks like the answer to the AUTH that was not sent. :raw sends it all the same."
        )
        return true
    }

    /// Whether exact bytes hold an AUTH, together with the line that was begun before.
    func holdsLogin(_ bytes: [UInt8]) -> Bool {
        switch machine.state {
        case .content, .chunk, .sasl: return false
        case .disconnected, .awaitingGreeting, .greeted, .ready, .mailOpen, .recipients, .awaitingContentGoAhead,
            .awaitingAcceptance, .startingTLS, .quitting, .closed:
            break
        }
        let whole = (link?.rawTail ?? []) + bytes
        return whole.split(separator: 0x0A).contains { holdsLogin(Command(parsing: $0.filter { $0 != 0x0D })) }
    }

    /// Whether a line logs in, or holds what looks like the secret of a login. AUTH alone does neither.
    func holdsLogin(_ command: Command) -> Bool {
        (command.verb.isLogin && command.arguments != .none) || Redaction.secret(in: command.line) != nil
    }

    private var adviceOnClearText: String {
        machine.capabilities?["STARTTLS"] != nil
            ? ":starttls encrypts the connection first." : "Port 465, or --tls starttls, gives an encrypted connection."
    }

    private static func dangerOfClearText(_ mechanism: String?) -> String {
        switch mechanism.flatMap(LoginRisk.init(mechanism:)) {
        case .password, nil: "everyone on the way can read the password"
        case .token: "everyone on the way can read the access token"
        case .guessing: "everyone on the way can read along, and try passwords against what is sent"
        case .reading: "everyone on the way can read along, and change what is sent"
        }
    }
}
