import SMTPProtocol
import Testing

@testable import PracticeServer

@Suite("Replies on demand, and what else the practice server decides")
struct RequestedReplyTests {
    private static let personality = PracticePersonality()

    private static func decision(to address: String) throws -> ServerDecision {
        personality.decide(forwardPath: try #require(MailPath(address)))
    }

    private static func lines(_ decision: ServerDecision) -> [String] {
        String(decoding: decision.reply?.bytes ?? [], as: UTF8.self).split(separator: "\r\n").map(String.init)
    }

    static let standardText = "This is the reply that the address asks for"

    /// Local part, reply, delay, whether the connection is closed.
    static let requests: [(localPart: String, reply: String, delay: Int, closes: Bool)] = [
        ("450", "450 \(standardText)", 0, false),
        ("450-4.2.1", "450 4.2.1 \(standardText)", 0, false),
        ("550-5.1.1-anything", "550 5.1.1 anything", 0, false),
        ("550-5.1.1-no-such-cat", "550 5.1.1 no such cat", 0, false),
        ("550-mailbox-on-holiday", "550 mailbox on holiday", 0, false),
        ("250", "250 \(standardText)", 0, false),
        ("251-2.1.5-will-forward", "251 2.1.5 will forward", 0, false),
        ("250-5.1.1", "250 5.1.1 \(standardText)", 0, false),
        ("354", "354 \(standardText)", 0, false),
        ("299", "299 \(standardText)", 0, false),
        ("599", "599 \(standardText)", 0, false),
        ("421", "421 \(standardText)", 0, true),
        ("421-4.3.2-going-down", "421 4.3.2 going down", 0, true),
        ("221", "221 \(standardText)", 0, true),
        ("drop", "", 0, true),
        ("DROP", "", 0, true),
        ("slow-3s-drop", "", 3, true),
        ("slow-3s", "250 2.1.5 Recipient <slow-3s@practice.test> accepted", 3, false),
        ("Slow-3S", "250 2.1.5 Recipient <Slow-3S@practice.test> accepted", 3, false),
        ("slow-0s", "250 2.1.5 Recipient <slow-0s@practice.test> accepted", 0, false),
        ("slow-2-451-4.7.1-greylisted", "451 4.7.1 greylisted", 2, false),
        ("\"550-5.1.1-a b\"", "550 5.1.1 a b", 0, false),
        ("550-5.1", "550 5.1", 0, false),
    ]

    @Test("A local part gets exactly the reply that it asks for", arguments: requests)
    func requested(localPart: String, reply: String, delay: Int, closes: Bool) throws {
        let decision = try Self.decision(to: "\(localPart)@practice.test")
        #expect(Self.lines(decision) == (reply.isEmpty ? [] : [reply]))
        #expect(decision.delay == delay)
        #expect(decision.closes == closes)
        #expect(decision.accepts == (!closes && reply.hasPrefix("2")))
    }

    @Test("A sender of the practice domain can ask for a reply too, one of another domain cannot")
    func requestedBySender() throws {
        let own = Self.personality.decide(reversePath: try #require(MailPath("550-5.7.1@practice.test")))
        #expect(Self.lines(own).first?.hasPrefix("550 5.7.1") == true)
        let other = Self.personality.decide(reversePath: try #require(MailPath("550-5.7.1@lab.example")))
        #expect(Self.lines(other).first?.hasPrefix("250 2.1.0") == true)
        #expect(Self.personality.decide(reversePath: .null).accepts)
    }

    @Test(
        "What only looks like a request is an unknown user",
        arguments: [
            "199", "600", "45", "4500", "x450", "drops", "drop-me", "slow", "slow-s", "slow-xs", "slow-3m", "slow--3s",
            "slow-3s-nonsense", "slow-3s-slow-3s", "nobody", "students",
        ])
    func unknown(localPart: String) throws {
        let decision = try Self.decision(to: "\(localPart)@practice.test")
        #expect(
            Self.lines(decision) == ["550 5.1.1 <\(localPart)@practice.test>: User unknown; try student and teacher"])
    }

    @Test("A number of seconds too large to hold is as long as can be")
    func endlessDelay() throws {
        #expect(try Self.decision(to: "slow-99999999999999999999999s@practice.test").delay == .max)
    }

    @Test(
        "PS19: other domains are refused as relaying, the own one is not",
        arguments: [
            ("student@practice.test", "250 2.1.5"), ("Teacher@PRACTICE.test", "250 2.1.5"),
            ("class@practice.test", "250 2.1.5"),
            ("student@practice.test.example", "550 5.7.1"), ("student@sub.practice.test", "550 5.7.1"),
            ("student@example.com", "550 5.7.1"), ("450@example.com", "550 5.7.1"),
            ("student@[127.0.0.1]", "550 5.7.1"),
            ("student%example.com@practice.test", "550 5.1.1"),
        ])
    func relaying(address: String, reply: String) throws {
        #expect(Self.lines(try Self.decision(to: address)).first?.hasPrefix(reply) == true)
    }

    @Test(
        "VRFY and EXPN answer for those who are known",
        arguments: [
            ("student", "250 2.1.5 Sam Student <student@practice.test>", "550 5.1.0 That is a user"),
            ("<student@practice.test>", "250 2.1.5 Sam Student <student@practice.test>", "550 5.1.0 That is a user"),
            (
                "Sam <student@practice.test>", "250 2.1.5 Sam Student <student@practice.test>",
                "550 5.1.0 That is a user"
            ),
            ("class", "550 5.1.0 That is a mailing list", "250-2.1.5 Sam Student <student@practice.test>"),
            ("nobody", "550 5.1.1", "550 5.1.1"),
            ("student@example.com", "550 5.7.1", "550 5.7.1"),
            ("252", "252 \(standardText)", "252 \(standardText)"),
        ])
    func questions(name: String, verified: String, expanded: String) {
        #expect(Self.lines(Self.personality.verify(Array(name.utf8))).first?.hasPrefix(verified) == true)
        #expect(Self.lines(Self.personality.expand(Array(name.utf8))).first?.hasPrefix(expanded) == true)
    }

    @Test("Everybody on a list gets one copy, whatever names the message was sent to")
    func listDelivery() throws {
        let paths = try ["class@practice.test", "STUDENT@practice.test", "250@practice.test"].map {
            try #require(MailPath($0))
        }
        #expect(
            Self.personality.mailboxes(for: paths + [.postmaster]) == [
                "student", "teacher", "alice", "bob", "250", "postmaster",
            ])
    }
}
