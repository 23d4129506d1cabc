import SMTPProtocol
import SessionCore
import SessionRuntime
import TestSupport
import Testing

/// Deadlines on a real connection, with seconds that last 20 ms.
@Suite("Deadlines", .timeLimit(.minutes(1)))
struct DeadlineTests {
    private static let second = Duration.milliseconds(20)

    @Test("CP17: a silent server is left after the greeting deadline")
    func silentServer() throws {
        let peer = try ScriptedPeer([.awaitEnd])
        var settings = Settings()
        settings.greetingTimeout = 2
        let driver = try SessionDriver(settings: settings, second: Self.second)
        driver.connect(to: peer)
        try driver.runUntilClosed()
        #expect(driver.connectionEvents == [.connecting, .connected, .broken])
        #expect(driver.connectionTexts.last?.contains("greeting") == true)
        #expect(peer.finish().clientEnd == .finished)
    }

    @Test("CP13: after a reply deadline the connection is closed, and the late reply answers nothing")
    func lateReply() throws {
        let gate = PeerGate()
        let peer = try ScriptedPeer([
            .send("220 hi\r\n"), .expect("MAIL FROM:<a@practice.test>\r\n"), .awaitEnd, .open(gate),
            .send("250 2.1.0 late\r\n"), .close,
        ])
        var settings = Settings()
        settings.mailTimeout = 2
        let driver = try SessionDriver(settings: settings, second: Self.second)
        driver.connect(to: peer)
        try driver.play(["MAIL FROM:<a@practice.test>"])
        try driver.runUntilClosed()
        #expect(gate.wait())
        #expect(driver.connectionEvents.last == .broken)
        driver.type("RCPT TO:<b@practice.test>")
        #expect(driver.returnedLines == ["RCPT TO:<b@practice.test>"])
        let report = peer.finish()
        #expect(report.receivedText == "MAIL FROM:<a@practice.test>\r\n")
        _ = driver.runtime.drain()
        #expect(driver.codes == [220])
    }

    @Test("CP20: a reply that drips inside every other deadline is ended by its own")
    func drippedReply() throws {
        let drip = [UInt8](repeating: 0x61, count: 2_000)
        let peer = try ScriptedPeer([
            .send("220 hi\r\n"), .expect("NOOP\r\n"), .send("250-"), .drip(drip, every: Self.second / 2), .awaitEnd,
        ])
        var settings = Settings()
        settings.wholeReplyTimeout = 5
        let driver = try SessionDriver(settings: settings, second: Self.second)
        driver.connect(to: peer)
        try driver.play(["NOOP"])
        try driver.runUntilClosed()
        #expect(driver.connectionEvents.last == .broken)
        #expect(driver.connectionTexts.last?.contains("drips") == true)
        #expect(driver.replies.last?.text.hasPrefix("250-a") == true)
        #expect(driver.lastRemarks.contains(.partial))
        #expect(peer.finish().sentCount < drip.count)
    }

    @Test("a deadline that is met never fires")
    func metDeadline() throws {
        let peer = try ScriptedPeer([
            .send("220 hi\r\n"), .expect("NOOP\r\n"), .send("250 Ok\r\n"), .expect("RSET\r\n"), .awaitEnd,
        ])
        var settings = Settings()
        settings.greetingTimeout = 3_000
        settings.otherTimeout = 2
        let driver = try SessionDriver(settings: settings, second: Self.second)
        driver.connect(to: peer)
        try driver.play(["NOOP"])
        // The next deadline that fires is the one of RSET: that of NOOP would have closed the connection before.
        driver.type("RSET")
        try driver.runUntilClosed()
        #expect(driver.connectionTexts.last?.contains("RSET") == true)
        _ = peer.finish()
    }

    @Test(
        "CP05, CP06: a flood is capped, reported and closed, whatever it looks like",
        arguments: [[UInt8](repeating: 0x61, count: 8_192), Array(String(repeating: "250-x\r\n", count: 1_000).utf8)])
    func flood(_ piece: [UInt8]) throws {
        let total = 64 << 20
        let peer = try ScriptedPeer([.send("220 hi\r\n"), .expect("NOOP\r\n"), .flood(piece, upTo: total), .close])
        let driver = try SessionDriver()
        driver.connect(to: peer)
        try driver.play(["NOOP"])
        try driver.runUntilClosed()
        #expect(driver.entries.flatMap(\.remarks).contains { $0.kind == .limit || $0.kind == .partial })
        #expect(driver.entries.reduce(0) { $0 + ($1.reply?.reply.bytes.count ?? 0) } < 4 << 20)
        #expect(peer.finish().sentCount < total)
    }
}
