import NIOCore
import SMTPProtocol
import Synchronization

/// One client's view of the server's decisions: the personality's, with the scenario's rules in front of them.
final class ScenarioPolicy: ServerPolicy {
    private struct Client {
        var sandbox: Sandbox
        var address = ""
        var tell: (@Sendable (String) -> Void)?
        var resets = false
        var isLoggedIn = false
        var voice: LikenessVoice?
    }

    private let personality: PracticePersonality
    private let rules: [ScenarioRule]
    private let relaysAfterLogin: Bool
    private let now: @Sendable () -> NIODeadline
    private let client: Mutex<Client>

    /// - Parameter now: what time it is.
    init(
        personality: PracticePersonality, settings: ScenarioSettings, sandbox: Sandbox,
        now: @escaping @Sendable () -> NIODeadline = { .now() }
    ) {
        self.personality = personality
        rules = settings.rules
        relaysAfterLogin = settings.relaysAfterLogin
        self.now = now
        client = Mutex(Client(sandbox: sandbox))
    }

    /// Whose memory and mailboxes the rules look at.
    func use(_ sandbox: Sandbox) { client.withLock { $0.sandbox = sandbox } }

    /// Where the client is, and who is told of a rule that took effect.
    func serve(_ address: String, tell: @escaping @Sendable (String) -> Void) {
        client.withLock {
            $0.address = address
            $0.tell = tell
        }
    }

    /// Whose words the replies have from now on.
    func speak(as voice: LikenessVoice) { client.withLock { $0.voice = voice } }

    func reply(in situation: ReplySituation, of session: ServerMachine) -> ServerReply {
        client.withLock { $0.voice?.reply(in: situation, of: session) } ?? situation.own
    }

    /// The rule that ended the session wants the connection reset.
    var resets: Bool { client.withLock { $0.resets } }

    func decide(reversePath: MailPath) -> ServerDecision { personality.decide(reversePath: reversePath) }
    func decide(forwardPath: MailPath) -> ServerDecision {
        let decision = personality.decide(forwardPath: forwardPath)
        guard relaysAfterLogin, !decision.accepts, personality.isForeign(forwardPath) else { return decision }
        let shown = ServerReply.quoted(forwardPath.bytes)
        // The machine asks for an intervention first, so this is how the session stands.
        return ServerDecision(
            client.withLock { $0.isLoggedIn }
                ? ReplySituation(
                    .recipientAccepted, 250, 2, 1, 5,
                    "Recipient \(shown) accepted for another domain; nothing is sent on")
                : ReplySituation(
                    .relayDenied, 550, 5, 7, 1, "\(shown): relaying denied; log in to send mail to other domains"))
    }
    func verify(_ name: [UInt8]) -> ServerDecision { personality.verify(name) }
    func expand(_ list: [UInt8]) -> ServerDecision { personality.expand(list) }

    func intervene(at moment: ServerMoment) -> ServerIntervention? {
        if relaysAfterLogin { client.withLock { $0.isLoggedIn = moment.isLoggedIn } }
        guard !rules.isEmpty else { return nil }
        let now = now()
        let client = client.withLock { $0 }
        var delay = 0
        for rule in rules where rule.event.fits(moment.kind) {
            guard rule.conditions.allSatisfy({ isTrue($0, of: rule, moment, client, now) }) else { continue }
            client.tell?("line \(rule.line): \(rule.text)")
            delay += rule.delay
            guard let decision = rule.decision else { continue }
            if rule.resets { self.client.withLock { $0.resets = true } }
            return ServerIntervention(delay: delay, decision: decision)
        }
        return delay > 0 ? ServerIntervention(delay: delay) : nil
    }

    private func isTrue(
        _ condition: ScenarioRule.Condition, of rule: ScenarioRule, _ moment: ServerMoment, _ client: Client,
        _ now: NIODeadline
    ) -> Bool {
        let memory = client.sandbox.memory
        switch condition {
        case .pattern(let pattern):
            let subjects: [[UInt8]] =
                switch moment.kind {
                case .connected: [Array(client.address.utf8)]
                case .command(.data), .endOfData: moment.envelope?.recipients.map(\.bytes) ?? []
                case .command: [moment.argument]
                }
            return subjects.contains { pattern.matches(Self.bare($0)) }
        case .greylisted(let seconds):
            let parts = [Array(client.address.utf8), moment.envelope?.reversePath.bytes ?? [], moment.argument]
            let key = parts.map { String(decoding: $0, as: UTF8.self).lowercased() }.joined(separator: " ")
            return memory.isGreylisted(key, wait: seconds, now: now)
        case .full(let mailbox, let messages):
            return client.sandbox.mailboxes.messages(for: mailbox).count >= messages
        case .tooOften(let count, let seconds):
            return memory.isTooOften("\(rule.key) \(client.address)", count: count, seconds: seconds, now: now)
        case .inTheClear: return !moment.isEncrypted
        case .notLoggedIn: return !moment.isLoggedIn
        case .chance(let percent, let seed): return memory.draws(percent: percent, seed: seed, rule: rule.key)
        }
    }

    /// A path without its brackets.
    private static func bare(_ path: [UInt8]) -> ArraySlice<UInt8> {
        path.first == UInt8(ascii: "<") && path.last == UInt8(ascii: ">") ? path.dropFirst().dropLast() : path[...]
    }
}

extension ScenarioRule.Event {
    func fits(_ kind: ServerMoment.Kind) -> Bool {
        switch self {
        case .connect: kind == .connected
        case .hello: kind == .command(.ehlo) || kind == .command(.helo)
        case .mail: kind == .command(.mail)
        case .recipient: kind == .command(.rcpt)
        case .data: kind == .command(.data)
        case .endOfData: kind == .endOfData
        case .login: kind == .command(.auth)
        case .startTLS: kind == .command(.starttls)
        case .verify: kind == .command(.vrfy)
        case .reset: kind == .command(.rset)
        case .noop: kind == .command(.noop)
        case .quit: kind == .command(.quit)
        case .any: if case .command = kind { true } else { false }
        }
    }
}
