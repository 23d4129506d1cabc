import CUnix
import Glibc
import SessionCore
import TestSupport
import Testing

@testable import SessionRuntime

@Suite("The file of the servers that were connected to", .timeLimit(.minutes(1)))
struct RecentServersFileTests {
    private let home: TemporaryFolder
    private let folders: UserFolders

    init() throws {
        home = try TemporaryFolder()
        folders = UserFolders(environment: ["HOME": home.path])
    }

    private var path: String { home.path + "/.local/state/smtpx/recent" }

    private func file() throws -> RecentServersFile { try #require(RecentServersFile(in: folders)) }

    private func mode(_ path: String) -> mode_t? {
        var facts = cu_file_facts()
        return cu_file_of_path(path, &facts) == 0 ? facts.mode & 0o777 : nil
    }

    @Test("a connection that stands puts its server into the file, for its owner alone")
    func connected() throws {
        let peer = try ScriptedPeer([.send("220 hi\r\n"), .awaitEnd])
        let driver = try SessionDriver(recentServers: try file())
        driver.connect(to: peer)
        try driver.run { $0.isQuiescent }
        driver.type(":disconnect")
        _ = peer.finish()
        #expect(try file().load().requests.map(\.label) == ["127.0.0.1:\(peer.port)"])
        #expect(mode(path) == 0o600)
        #expect(mode(home.path + "/.local/state/smtpx") == 0o700)
    }

    @Test("a connection that did not come about is not kept")
    func failed() throws {
        let driver = try SessionDriver(recentServers: try file())
        driver.connect(.text("unix:\(home.path)/nobody"))
        try driver.run { if case .closed = $0.status.phase { true } else { false } }
        #expect(try file().load().requests.isEmpty)
        #expect(mode(path) == nil)
    }

    @Test("several runs add to the same file")
    func several() throws {
        try file().note(ConnectRequest(.text("a.example")))
        try file().note(ConnectRequest(.text("b.example")))
        try file().note(ConnectRequest(.text("a.example")))
        #expect(try file().load().requests.map(\.label) == ["a.example", "b.example"])
    }

    @Test("a file that others can read is not used, and the session goes on")
    func openToOthers() throws {
        try file().note(ConnectRequest(.text("a.example")))
        chmod(path, 0o644)
        #expect(throws: FileProblem.self) { try file().load() }
        let peer = try ScriptedPeer([.send("220 hi\r\n"), .awaitEnd])
        let driver = try SessionDriver(recentServers: try file())
        driver.connect(to: peer)
        try driver.run { $0.isQuiescent }
        #expect(driver.codes == [220])
        #expect(driver.runtime.problems.count == 1)
        driver.type(":disconnect")
        _ = peer.finish()
    }

    @Test("the first run is the first one only")
    func firstRun() throws {
        #expect(try file().isFirstRun())
        #expect(try !file().isFirstRun())
        #expect(mode(home.path + "/.local/state/smtpx/welcomed") == 0o600)
    }

    @Test("where nothing can be kept, there is no first run")
    func noFolder() throws {
        #expect(RecentServersFile(in: UserFolders(environment: [:])) == nil)
        mkdir(home.path + "/.local", 0o700)
        let blocker = open(home.path + "/.local/state", O_WRONLY | O_CREAT, 0o600)
        close(blocker)
        #expect(try !file().isFirstRun())
    }

    // MARK: The history of several sessions

    @Test("what one session of a run has saved is there for the next, and no line is written twice or lost")
    func sharedHistory() throws {
        let options = try #require(HistoryFile(in: folders))
        let first = try SessionDriver(history: options)
        first.type(":note one")
        first.runtime.saveHistory()
        let second = try SessionDriver(history: options)
        #expect(second.runtime.session.history.lines == [Array(":note one".utf8)])
        second.type(":note two")
        first.type(":note three")
        first.runtime.finish()
        second.runtime.finish()
        var read = try #require(HistoryFile(in: folders))
        let lines = try read.load().lines.map { String(decoding: $0, as: UTF8.self) }
        #expect(lines == [":note one", ":note three", ":note two"])
    }
}
