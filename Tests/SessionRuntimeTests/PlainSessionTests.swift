import SMTPProtocol
import SessionCore
import SessionRuntime
import TestSupport
import Testing

@Suite("Sessions over sockets", .timeLimit(.minutes(1)))
struct PlainSessionTests {
    @Test("a whole session runs from the greeting to the goodbye")
    func wholeSession() throws {
        let peer = try ScriptedPeer([
            .send("220 mx.practice.test ESMTP\r\n"),
            .expect("EHLO lab.practice.test\r\n"), .send("250-mx.practice.test\r\n250-SIZE 1000000\r\n250 HELP\r\n"),
            .expect("MAIL FROM:<a@lab.practice.test>\r\n"), .send("250 2.1.0 Ok\r\n"),
            .expect("RCPT TO:<nobody@practice.test>\r\n"), .send("550 5.1.1 No such user\r\n"),
            .expect("RCPT TO:<b@practice.test>\r\n"), .send("250 2.1.5 Ok\r\n"),
            .expect("DATA\r\n"), .send("354 Go ahead\r\n"),
            .expect("Subject: hi\r\n\r\n..dot\r\n.\r\n"), .send("250 2.0.0 Queued\r\n"),
            .expect("QUIT\r\n"), .send("221 2.0.0 Bye\r\n"), .close,
        ])
        let driver = try SessionDriver()
        driver.connect(to: peer)
        try driver.play([
            "EHLO lab.practice.test", "MAIL FROM:<a@lab.practice.test>", "RCPT TO:<nobody@practice.test>",
            "RCPT TO:<b@practice.test>", "DATA", "Subject: hi", "", ".dot", ".", "QUIT",
        ])
        try driver.runUntilClosed()
        #expect(peer.finish().problem == nil)
        #expect(driver.codes == [220, 250, 250, 550, 250, 354, 250, 221])
        #expect(driver.replies.allSatisfy { $0.latency != nil })
        #expect(driver.replies.filter { $0.standing == .answer }.allSatisfy { $0.answers != nil })
        #expect(driver.connectionEvents == [.connecting, .connected, .closedByUs])
    }

    @Test("each shown entry is told of by an action, in order")
    func changedEntries() throws {
        let peer = try ScriptedPeer([.send("220 hi\r\n"), .expect("NOOP\r\n"), .send("250 Ok\r\n"), .awaitEnd])
        let driver = try SessionDriver()
        driver.connect(to: peer)
        try driver.play(["NOOP"])
        driver.type(":disconnect")
        let appended = driver.actions.compactMap { action in if case .appended(let id) = action { id } else { nil } }
        #expect(appended == Array(driver.runtime.session.transcript.ids))
        #expect(peer.finish().clientEnd == .finished)
    }

    @Test("LMTP over a Unix-domain socket begins with LHLO")
    func lmtp() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/lmtp.sock"
        let peer = try ScriptedPeer(
            [.send("220 lmtp\r\n"), .expect("LHLO me\r\n"), .send("250 lmtp\r\n"), .awaitEnd],
            on: .unixSocket(path: path))
        let driver = try SessionDriver()
        driver.connect(.text("lmtp:unix:\(path)"))
        try driver.play(["LHLO me"])
        #expect(driver.codes == [220, 250])
        #expect(driver.connectionTexts.contains { $0.contains("unix:\(path)") })
        driver.type(":disconnect")
        #expect(peer.finish().problem == nil)
    }

    @Test("CP11: a reply that nobody asked for answers nothing")
    func unsolicited() throws {
        let peer = try ScriptedPeer([
            .send("220 hi\r\n"), .expect("NOOP\r\n"), .send("250 first\r\n250 nobody asked\r\n"),
            .expect("RSET\r\n"), .send("250 reset\r\n"), .awaitEnd,
        ])
        let driver = try SessionDriver()
        driver.connect(to: peer)
        try driver.play(["NOOP"])
        try driver.run { _ in driver.replies.count == 3 }
        try driver.play(["RSET"])
        #expect(driver.replies.map(\.standing) == [.greeting, .answer, .unsolicited, .answer])
        #expect(driver.replies.last?.text == "250 reset\r\n")
        driver.type(":disconnect")
        _ = peer.finish()
    }

    @Test("CP12: 421 and FIN while the user types are the server's doing, and the typed line comes back")
    func closingWhileTyping() throws {
        let gate = PeerGate()
        let peer = try ScriptedPeer([
            .send("220 hi\r\n"), .await(gate), .send("421 4.3.2 Going down\r\n"), .close,
        ])
        let driver = try SessionDriver()
        driver.connect(to: peer)
        try driver.run { $0.isQuiescent }
        gate.open()
        try driver.runUntilClosed()
        #expect(driver.codes == [220, 421])
        #expect(driver.replies.last?.standing == .closing)
        #expect(driver.connectionEvents.last == .closedByServer)
        driver.type("MAIL FROM:<a@b.example>")
        #expect(driver.returnedLines == ["MAIL FROM:<a@b.example>"])
        #expect(peer.finish().received.isEmpty)
    }

    @Test("CP21: FIN inside a reply shows the part as partial")
    func finInsideReply() throws {
        let peer = try ScriptedPeer([.send("220 hi\r\n"), .expect("NOOP\r\n"), .send("250-half a re"), .close])
        let driver = try SessionDriver()
        driver.connect(to: peer)
        try driver.play(["NOOP"])
        try driver.runUntilClosed()
        #expect(driver.replies.last?.text == "250-half a re")
        #expect(driver.lastRemarks.contains(.partial))
        #expect(driver.connectionEvents.last == .closedByServer)
        _ = peer.finish()
    }

    @Test("CP21: RST inside a reply shows the part, and that the connection broke off")
    func resetInsideReply() throws {
        let gate = PeerGate()
        let peer = try ScriptedPeer([
            .send("220 hi\r\n"), .expect("NOOP\r\n"), .send("250-half a re"), .await(gate), .reset,
        ])
        let driver = try SessionDriver()
        driver.connect(to: peer)
        try driver.run { $0.isQuiescent }
        driver.type("NOOP")
        gate.open()
        try driver.runUntilClosed()
        #expect(driver.replies.last?.text == "250-half a re")
        #expect(driver.lastRemarks.contains(.partial))
        #expect(driver.connectionEvents.last == .broken)
        _ = peer.finish()
    }

    @Test("CP10: a session in 1-byte writes is the same session")
    func drippedSession() throws {
        let greeting = Array("220-one\r\n220 two\r\n".utf8)
        let answer = Array("250-mx\r\n250-SIZE 10\r\n250 HELP\r\n".utf8)
        var transcripts: [[String]] = []
        for steps: [PeerStep] in [
            [.send(greeting), .expect("EHLO me\r\n"), .send(answer), .awaitEnd],
            [.drip(greeting, every: .zero), .expect("EHLO me\r\n"), .drip(answer, every: .zero), .awaitEnd],
        ] {
            let peer = try ScriptedPeer(steps)
            let driver = try SessionDriver()
            driver.connect(to: peer)
            try driver.play(["EHLO me"])
            transcripts.append(driver.replies.map { "\($0.standing) \($0.text)" })
            driver.type(":disconnect")
            _ = peer.finish()
        }
        #expect(transcripts[0] == transcripts[1])
        #expect(transcripts[0].count == 2)
    }

    @Test("a second connection hears nothing of the first one")
    func reconnect() throws {
        let gate = PeerGate()
        let first = try ScriptedPeer([.send("220 first\r\n"), .await(gate), .send("250 late\r\n")])
        let second = try ScriptedPeer([.send("220 second\r\n"), .expect("NOOP\r\n"), .send("250 Ok\r\n"), .awaitEnd])
        let driver = try SessionDriver()
        driver.connect(to: first)
        try driver.run { $0.isQuiescent }
        driver.connect(to: second)
        gate.open()
        try driver.play(["NOOP"])
        #expect(driver.replies.map(\.text) == ["220 first\r\n", "220 second\r\n", "250 Ok\r\n"])
        driver.type(":disconnect")
        _ = first.finish()
        _ = second.finish()
    }
}
