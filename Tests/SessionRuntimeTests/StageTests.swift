import SMTPProtocol
import SessionCore
import SessionRuntime
import TestSupport
import Testing

/// A reply at every stage, over a socket.
@Suite("Replies at every stage", .timeLimit(.minutes(1)))
struct StageTests {
    enum Stage: String, CaseIterable, Sendable {
        case greeting, hello, mail, rcpt, data, endOfData, quit
    }

    /// The steps of a polite dialogue up to the stage, and the lines that lead there.
    private static let dialogue: [(stage: Stage, lines: [String], reply: String)] = [
        (.greeting, [], "220 mx.practice.test ESMTP\r\n"),
        (.hello, ["EHLO me.practice.test"], "250 mx.practice.test\r\n"),
        (.mail, ["MAIL FROM:<a@practice.test>"], "250 2.1.0 Ok\r\n"),
        (.rcpt, ["RCPT TO:<b@practice.test>"], "250 2.1.5 Ok\r\n"),
        (.data, ["DATA"], "354 Go ahead\r\n"),
        (.endOfData, ["Subject: x", "."], "250 2.0.0 Queued\r\n"),
    ]

    private func reach(_ stage: Stage, reply: String) throws -> SessionDriver {
        var steps: [PeerStep] = []
        var lines: [String] = []
        for step in Self.dialogue.prefix(while: { $0.stage != stage }) {
            steps += step.lines.map { .expect("\($0)\r\n") } + [.send(step.reply)]
            lines += step.lines
        }
        let last = stage == .quit ? ["QUIT"] : Self.dialogue.first { $0.stage == stage }?.lines ?? []
        steps += last.map { .expect("\($0)\r\n") } + [.send(reply), .awaitEnd]
        let peer = try ScriptedPeer(steps)
        let driver = try SessionDriver()
        driver.connect(to: peer)
        for line in lines + last {
            try driver.run { $0.isQuiescent }
            driver.type(line)
        }
        try driver.run { _ in driver.replies.last?.text == reply }
        // Not `:disconnect`: after a 354 that would be a line of content.
        driver.runtime.finish()
        #expect(peer.finish().problem == nil)
        return driver
    }

    @Test(
        "CP16: every code at every stage is shown, and judged by its stage", arguments: Stage.allCases,
        [220, 221, 354, 421, 550])
    func judged(_ stage: Stage, _ code: Int) throws {
        let text = "\(code) text\r\n"
        let driver = try reach(stage, reply: text)
        #expect(driver.replies.last?.text == text)
        let isUsual =
            switch code {
            case 220: stage == .greeting
            case 221: stage == .quit
            case 354: stage == .data
            // A greeting refuses with 554 or 521, and QUIT is not refused.
            case 550: stage != .greeting && stage != .quit
            default: true
            }
        let flagged = driver.lastRemarks.contains(.unexpected)
        #expect(flagged == !isUsual, "\(stage) \(code): \(driver.entries.last { $0.reply != nil }?.remarks ?? [])")
    }

    @Test("CP18: 250 to DATA gets no content, only the next command")
    func noContentWithoutGoAhead() throws {
        let peer = try ScriptedPeer([
            .send("220 hi\r\n"), .expect("DATA\r\n"), .send("250 Ok\r\n"), .expect("QUIT\r\n"), .send("221 bye\r\n"),
            .close,
        ])
        let driver = try SessionDriver(.unattended)
        driver.connect(to: peer)
        try driver.play(["DATA", "Subject: secret plans", "", "text", ".", "QUIT"])
        try driver.runUntilClosed()
        let report = peer.finish()
        #expect(report.problem == nil)
        #expect(report.receivedText == "DATA\r\nQUIT\r\n")
        #expect(driver.codes == [220, 250, 221])
    }

    @Test(
        "CP17: a greeting of another protocol is named",
        arguments: [
            Array("HTTP/1.1 400 Bad Request\r\nServer: x\r\n\r\n".utf8), Array("SSH-2.0-OpenSSH_9.2\r\n".utf8),
            [0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x46, 0x0D, 0x0A],
        ])
    func foreignProtocol(_ greeting: [UInt8]) throws {
        let peer = try ScriptedPeer([.send(greeting), .close])
        let driver = try SessionDriver()
        driver.connect(to: peer)
        try driver.runUntilClosed()
        let remarks = driver.entries.flatMap(\.remarks).map(\.kind)
        #expect(remarks.contains(.foreignProtocol))
        _ = peer.finish()
    }
}
