import CUnix
import Glibc
import SessionCore
import TestSupport
import Testing

@testable import SessionRuntime

@Suite("The file of a recording")
struct RecordingFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func path(_ name: String) -> String { folder.path + "/" + name }

    private func mode(_ path: String) -> UInt32? {
        var facts = cu_file_facts()
        return cu_file_of_path(path, &facts) == 0 ? facts.mode : nil
    }

    private func started(_ name: String) throws -> RecordingFile {
        let file = NewFile(path: path(name), purpose: "recording", suffix: "ndjson", bytes: Array("{}\n".utf8))
        let (recording, result) = RecordingFile.start(file, folder: nil)
        #expect(result == .saved(path: path(name)))
        return try #require(recording)
    }

    @Test("LS06: what is added stands in the file at once, for its owner only")
    func appending() throws {
        let recording = try started("a.ndjson")
        #expect(mode(path("a.ndjson")) == 0o600)
        try recording.append(Array("{1}\n".utf8))
        #expect(try folder.read("a.ndjson") == Array("{}\n{1}\n".utf8))
    }

    @Test("LS06: a file that was removed meanwhile is a failure, not a silence")
    func removed() throws {
        let recording = try started("a.ndjson")
        #expect(unlink(path("a.ndjson")) == 0)
        #expect(throws: FileProblem(path("a.ndjson"), .removed)) { try recording.append(Array("{1}\n".utf8)) }
    }

    @Test("LS07: a name that is made stands in the folder for recordings, which is made for its owner alone")
    func madeName() throws {
        let place = path("state/recordings")
        for _ in 0..<2 {
            let file = NewFile(path: nil, purpose: "recording", suffix: "ndjson", bytes: [])
            guard case .saved(let made) = RecordingFile.start(file, folder: place).1 else {
                Issue.record("there is no file")
                return
            }
            #expect(made.hasPrefix(place + "/smtpx-recording-") && made.hasSuffix(".ndjson"))
        }
        #expect(mode(place) == 0o700)
    }

    @Test("a session in the runtime is recorded from its first event to its last, and can be replayed")
    func wholeSession() throws {
        let peer = try ScriptedPeer([
            .send("220 x\r\n"), .expectLine, .send("250 Ok\r\n"), .expectLine, .send("221 Bye\r\n"),
        ])
        let driver = try SessionDriver()
        driver.actions(for: .record(path: path("whole.ndjson")))
        driver.connect(to: peer)
        try driver.play(["NOOP", "QUIT"])
        try driver.runUntilClosed()
        driver.type(":record off")
        let recorded = String(decoding: try folder.read("whole.ndjson"), as: UTF8.self)
        #expect(recorded.hasSuffix("\n") && recorded.contains("221 Bye") && recorded.contains("closed by us"))
        let replaying = try SessionDriver(.unattended)
        replaying.type(":replay \(path("whole.ndjson"))")
        try replaying.run { $0.isQuiescent }
        let session = replaying.runtime.session
        let lines = session.transcript.ids.flatMap { session.announcement(for: $0) }
        #expect(lines.contains { $0.hasSuffix("S: 221 Bye") } && lines.contains { $0.hasSuffix("C: NOOP") })
    }

    @Test("a replay of a file that is none, or is a folder, says why")
    func unreadable() throws {
        for name in [path("nothing"), folder.path] {
            let driver = try SessionDriver(.unattended)
            driver.type(":replay \(name)")
            try driver.run { $0.isQuiescent }
            #expect(driver.runtime.session.exitCode == .noInput)
        }
    }
}
