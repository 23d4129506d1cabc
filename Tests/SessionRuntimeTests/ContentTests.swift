import Glibc
import SMTPProtocol
import SessionCore
import TestSupport
import Testing

@testable import SessionRuntime

@Suite("Content over sockets", .timeLimit(.minutes(1)))
struct ContentTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let envelope: [PeerStep] = [
        .send("220 mx\r\n"), .expect("EHLO me\r\n"), .send("250-mx\r\n250-SIZE 5000000\r\n250 CHUNKING\r\n"),
        .expect("MAIL FROM:<a@b.example>\r\n"), .send("250 Ok\r\n"), .expect("RCPT TO:<c@d.example>\r\n"),
        .send("250 Ok\r\n"),
    ]
    private static let lines = ["EHLO me", "MAIL FROM:<a@b.example>", "RCPT TO:<c@d.example>"]

    private func driver(
        _ steps: [PeerStep], _ attendance: Session.Attendance = .interactive
    ) throws -> (SessionDriver, ScriptedPeer) {
        let peer = try ScriptedPeer(Self.envelope + steps)
        let driver = try SessionDriver(attendance)
        driver.connect(to: peer)
        try driver.play(Self.lines)
        return (driver, peer)
    }

    @Test("a file is streamed by DATA, stuffed and with CRLF, and the reply answers it")
    func file() throws {
        let line = Array(".this line begins with a dot and is one of many\n".utf8)
        let content = Array(repeatElement(line, count: 20_000).joined())
        try folder.write(content, to: "m.eml")
        let wire = repeatElement(Array(".".utf8) + line.dropLast() + [0x0D, 0x0A], count: 20_000).joined()
        let (driver, peer) = try driver([
            .expect("DATA\r\n"), .send("354 Go\r\n"), .expect(Array(wire) + Array(".\r\n".utf8)),
            .send("250 Queued\r\n"),
            .awaitEnd,
        ])
        try driver.play([":message \(folder.path)/m.eml"])
        #expect(driver.codes.suffix(2) == [354, 250])
        let entry = try #require(driver.entries.last { if case .sentContent = $0.kind { true } else { false } })
        #expect(entry.answer == driver.entries.last?.id)
        driver.type(":disconnect")
        #expect(peer.finish().problem == nil)
    }

    @Test("a binary file goes out by BDAT byte for byte")
    func chunks() throws {
        let content = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 / 256) }
        try folder.write(content, to: "m.bin")
        let (driver, peer) = try driver([
            .expect(Array("BDAT 150000\r\n".utf8) + content[..<150_000]), .send("250 Ok\r\n"),
            .expect(Array("BDAT 50000 LAST\r\n".utf8) + content[150_000...]), .send("250 Queued\r\n"), .awaitEnd,
        ])
        try driver.play([":bdat \(folder.path)/m.bin 150000"])
        #expect(driver.codes.suffix(2) == [250, 250])
        driver.type(":disconnect")
        #expect(peer.finish().problem == nil)
    }

    @Test("a missing file, a folder and a file above SIZE send nothing, and end a run with 66 or 65")
    func refusedBefore() throws {
        try folder.write([UInt8](repeating: 0x61, count: 5_000_001), to: "big")
        for (name, code) in [("none", ExitCode.noInput), ("", .noInput), ("big", .badData)] {
            let (driver, peer) = try driver([.expect("QUIT\r\n"), .send("221 Bye\r\n"), .close], .unattended)
            try driver.play([":message \(folder.path)/\(name)", "QUIT"])
            #expect(peer.finish().problem == nil)
            #expect(driver.runtime.session.exitCode == code)
        }
    }

    @Test("a FIFO is read as it is written, and waiting for it can be given up")
    func fifo() throws {
        let path = folder.path + "/fifo"
        #expect(mkfifo(path, 0o600) == 0)
        let (driver, peer) = try driver([
            .expect("DATA\r\n"), .send("354 Go\r\n"), .expect("one\r\ntwo\r\n.\r\n"), .send("250 Queued\r\n"),
            .awaitEnd,
        ])
        driver.type(":message \(path)")
        try driver.run { $0.status.transfer != nil }
        let writer = open(path, O_WRONLY)
        #expect(write(writer, "one\n", 4) == 4)
        #expect(write(writer, "two\n", 4) == 4)
        close(writer)
        try driver.run { $0.isQuiescent }
        #expect(driver.codes.last == 250)
        driver.type(":disconnect")
        #expect(peer.finish().problem == nil)

        let (second, other) = try self.driver([.expect("DATA\r\n"), .send("354 Go\r\n"), .awaitEnd])
        second.type(":message \(path)")
        try second.run { $0.status.transfer != nil }
        second.actions(for: .interrupt)
        #expect(second.connectionTexts.last?.contains("half a message") == true)
        let report = other.finish()
        #expect(report.clientEnd != nil)
        #expect(!report.receivedText.hasSuffix(".\r\n"))
    }

    @Test("a server that answers 552 in the middle is shown and left, without the dot")
    func refusedInside() throws {
        try folder.write([UInt8](repeating: 0x61, count: 4_000_000), to: "m.eml")
        let (driver, peer) = try driver([
            .expect("DATA\r\n"), .send("354 Go\r\n"), .expect("aaaa"), .send("552 Too large\r\n"), .awaitEnd,
        ])
        driver.type(":message \(folder.path)/m.eml")
        try driver.runUntilClosed()
        #expect(driver.codes.last == 552)
        #expect(driver.connectionTexts.last?.contains("answered 552 in the middle of the content") == true)
        #expect(!peer.finish().receivedText.contains("\r\n.\r\n"))
    }

    @Test("a server that takes nothing holds the reading up, not the program")
    func stalled() throws {
        let path = folder.path + "/huge"
        let descriptor = open(path, O_WRONLY | O_CREAT, 0o600)
        // A file with a hole: a gigabyte that takes no room on the disk.
        #expect(ftruncate(descriptor, 1 << 30) == 0)
        close(descriptor)
        let (driver, peer) = try driver([.expect("DATA\r\n"), .send("354 Go\r\n"), .awaitEnd])
        driver.type(":message \(path) --anyway")
        try driver.run { ($0.status.transfer?.sentByteCount ?? 0) > 0 }
        driver.actions(for: .interrupt)
        #expect(driver.connectionTexts.last?.contains("after ") == true)
        #expect(peer.finish().clientEnd != nil)
    }

    @Test("a file that shrinks while it is sent closes the connection")
    func shrinking() throws {
        let path = folder.path + "/m.eml"
        try folder.write([UInt8](repeating: 0x61, count: 1_000_000), to: "m.eml")
        let gate = PeerGate()
        let (driver, peer) = try driver(
            [.expect("DATA\r\n"), .await(gate), .send("354 Go\r\n"), .awaitEnd], .unattended)
        driver.type(":message \(path)")
        try driver.run { $0.machine.state == .awaitingContentGoAhead }
        #expect(truncate(path, 100) == 0)
        gate.open()
        try driver.runUntilClosed()
        #expect(driver.connectionTexts.last?.contains("has become shorter while it was sent") == true)
        #expect(driver.runtime.session.exitCode == .noInput)
        #expect(!peer.finish().receivedText.hasSuffix(".\r\n"))
    }
}

@Suite("Drafts")
struct DraftFileTests {
    @Test("a draft is the owner's alone, tells whether it was saved, and goes with all that lies beside it")
    func draft() throws {
        var draft: DraftFile? = try DraftFile(Array("Subject: \n\n".utf8))
        let path = try #require(draft?.path)
        #expect(try draft?.saved() == nil)
        #expect(access(path, F_OK) == 0)
        let file = try #require(fopen(path, "a"))
        fputs("text\n", file)
        fclose(file)
        if let backup = fopen(path + "~", "w") { fclose(backup) }
        #expect(try draft?.saved() == Array("Subject: \n\ntext\n".utf8))
        #expect(truncate(path, 0) == 0)
        #expect(try draft?.saved() == nil)
        draft = nil
        #expect(access(path, F_OK) != 0 && access(path + "~", F_OK) != 0)
    }

    @Test("saving the same text again counts as saved")
    func savedUnchanged() throws {
        let draft = try DraftFile(Array("x".utf8))
        let file = try #require(fopen(draft.path, "w"))
        fputs("x", file)
        fclose(file)
        #expect(try draft.saved() == Array("x".utf8))
    }
}
