import TestSupport
import Testing

@testable import SMTPTransport

@Suite("Where TLS begins")
struct UpgradePointTests {
    /// What the last of some pieces brings, and whether an upgrade is awaited still.
    private func verdict(awaiting number: Int, _ pieces: [[UInt8]]) -> (UpgradePoint.Verdict?, isAwaited: Bool) {
        var point = UpgradePoint()
        _ = point.expect(atReply: number)
        var last: UpgradePoint.Verdict?
        for piece in pieces {
            if let last, last != .plaintext { Issue.record("\(last) before the last piece") }
            last = point.received(piece)
        }
        return (last, point.isAwaited)
    }

    private func verdict(awaiting number: Int, _ text: String) -> UpgradePoint.Verdict? {
        verdict(awaiting: number, [Array(text.utf8)]).0
    }

    @Test(
        "the awaited 220 begins TLS, however it is written and cut",
        arguments: [
            "220 go\r\n", "220 go\n", "220\r\n", "220-one\r\n220-two\r\n220 three\r\n", "220-one\n220 two\r\n",
        ])
    func begins(_ reply: String) {
        let text = "220 hi\r\n250-a\r\n250 b\r\n" + reply
        #expect(verdict(awaiting: 1, reply) == .begins)
        #expect(verdict(awaiting: 3, text) == .begins)
        let (last, isAwaited) = verdict(awaiting: 3, text.utf8.map { [$0] })
        #expect(last == .begins)
        #expect(!isAwaited)
    }

    @Test(
        "CT02: every other answer leaves the connection as it is, for good",
        arguments: ["454 later\r\n", "502 what\r\n", "354 go\r\n", "250 ok\r\n", "221 bye\r\n", "220-go\r\n250 no\r\n"])
    func otherAnswers(_ reply: String) {
        let (last, isAwaited) = verdict(awaiting: 1, [Array(reply.utf8), Array("220 go\r\n".utf8)])
        #expect(last == .plaintext)
        #expect(!isAwaited)
    }

    @Test("stray lines answer nothing and do not count")
    func strays() {
        #expect(verdict(awaiting: 2, "220 hi\r\nhello\r\n220 go\r\n") == .begins)
    }

    @Test("CT03, CT04: whatever stands behind the 220 is counted, down to one byte")
    func injected() {
        let evil = Array("250-mail\r\n250 AUTH PLAIN\r\n".utf8)
        for length in 1...evil.count {
            let (last, _) = verdict(awaiting: 1, [Array("220 go\r\n".utf8) + evil.prefix(length)])
            #expect(last == .injected(byteCount: length))
        }
    }

    @Test("a 220 that was there before it was asked for does not begin TLS")
    func premature() {
        var point = UpgradePoint()
        _ = point.received(Array("220 hi\r\n220 go\r\n".utf8))
        let isPossible = point.expect(atReply: 2)
        #expect(!isPossible)
        #expect(!point.isAwaited)
    }

    @Test("another reply that was there before is no upgrade, and nothing is awaited")
    func prematureOther() {
        var point = UpgradePoint()
        _ = point.received(Array("220 hi\r\n421 idle\r\n".utf8))
        let isPossible = point.expect(atReply: 2)
        #expect(isPossible)
        #expect(!point.isAwaited)
    }
}
