import CUnix
import Glibc
import SessionCore
import TestSupport
import Testing

@testable import SessionRuntime

@Suite("The user's files")
struct FileTests {
    private let home: TemporaryFolder
    private let folders: UserFolders

    init() throws {
        home = try TemporaryFolder()
        folders = UserFolders(environment: ["HOME": home.path])
    }

    private var path: String { home.path + "/.local/state/smtpx/history" }

    private func history(_ lines: String...) -> History {
        var history = History()
        for line in lines { history.add(Array(line.utf8)) }
        return history
    }

    private func file() throws -> HistoryFile { try #require(HistoryFile(in: folders)) }

    private func lines(_ history: History) -> [String] { history.lines.map { String(decoding: $0, as: UTF8.self) } }

    private func mode(_ path: String) -> mode_t? {
        var facts = cu_file_facts()
        return cu_file_of_path(path, &facts) == 0 ? facts.mode : nil
    }

    private func write(_ text: String, mode: mode_t, to path: String) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL, mode)
        fchmod(descriptor, mode)
        _ = Array(text.utf8).withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        close(descriptor)
    }

    private func makeFolder() {
        for part in ["/.local", "/.local/state", "/.local/state/smtpx"] { mkdir(home.path + part, 0o700) }
    }

    // MARK: Where they are

    @Test(
        "the folders are those of the XDG specification",
        arguments: [
            (["HOME": "/h"], "/h/.config/smtpx/smtpxrc", "/h/.local/state/smtpx/history"),
            (["HOME": "/h", "XDG_CONFIG_HOME": "/c", "XDG_STATE_HOME": "/s"], "/c/smtpx/smtpxrc", "/s/smtpx/history"),
            (
                ["HOME": "/h", "XDG_CONFIG_HOME": "c", "XDG_STATE_HOME": ""], "/h/.config/smtpx/smtpxrc",
                "/h/.local/state/smtpx/history"
            ),
        ])
    func folders(_ environment: [String: String], _ settings: String, _ history: String) {
        let folders = UserFolders(environment: environment)
        #expect(folders.settingsFile == settings)
        #expect(folders.historyFile == history)
    }

    @Test("without a home there are no files")
    func homeless() {
        let folders = UserFolders(environment: ["HOME": "relative"])
        #expect(folders.settingsFile == nil)
        #expect(HistoryFile(in: folders) == nil)
    }

    // MARK: The history

    @Test("the history comes back in the next run, in a file of mode 0600 and a folder of mode 0700")
    func roundTrip() throws {
        var first = try file()
        #expect(try first.load().lines.isEmpty)
        try first.save(history("EHLO a", "QUIT"))
        #expect(mode(path) == 0o600)
        #expect(mode(home.path + "/.local/state/smtpx") == 0o700)
        #expect(mode(home.path + "/.local") == 0o700)
        var second = try file()
        #expect(try lines(second.load()) == ["EHLO a", "QUIT"])
    }

    @Test("two runs at once lose nothing of each other")
    func merging() throws {
        try file().save(history("old"))
        var first = try file()
        var second = try file()
        var firstHistory = try first.load()
        var secondHistory = try second.load()
        firstHistory.add(Array("one".utf8))
        secondHistory.add(Array("two".utf8))
        try first.save(firstHistory)
        try second.save(secondHistory)
        var third = try file()
        #expect(try lines(third.load()) == ["old", "one", "two"])
    }

    @Test("a full history keeps its newest lines")
    func fullHistory() throws {
        var full = History()
        for number in 0..<History.maximumLines { full.add(Array("\(number)".utf8)) }
        try file().save(full)
        var next = try file()
        var history = try next.load()
        history.add(Array("newest".utf8))
        try next.save(history)
        let kept = try lines(next.load())
        #expect(kept.count == History.maximumLines)
        #expect(kept.first == "1")
        #expect(kept.last == "newest")
    }

    @Test("LS01: a secret is not in the history file")
    func noSecrets() throws {
        let driver = try SessionDriver(history: try file())
        for line in ["AUTH PLAIN AGFsaWNlAHNlY3JldA==", ":raw \"AUTH PLAIN AGFsaWNlAHNlY3JldA==\\r\\n\"", "NOOP"] {
            driver.type(line)
        }
        driver.runtime.finish()
        #expect(driver.runtime.problems.isEmpty)
        let saved = try #require(try PrivateFile(path).read(limit: 1 << 20))
        let text = String(decoding: saved, as: UTF8.self)
        #expect(text.contains("NOOP"))
        #expect(!text.contains("AGFsaWNlAHNlY3JldA"))
    }

    @Test("the session gets the lines of earlier runs")
    func sessionHistory() throws {
        try file().save(history("EHLO earlier"))
        let driver = try SessionDriver(history: try file())
        #expect(lines(driver.runtime.session.history) == ["EHLO earlier"])
    }

    enum Obstacle: String, CaseIterable, Sendable { case symbolicLink, fifo, folder, readableByOthers }

    private func put(_ obstacle: Obstacle, at path: String) -> FileProblem.Reason {
        switch obstacle {
        case .symbolicLink:
            write("precious\n", mode: 0o600, to: home.path + "/precious")
            symlink(home.path + "/precious", path)
            return .symbolicLink
        case .fifo:
            mkfifo(path, 0o600)
            return .notRegular
        case .folder:
            mkdir(path, 0o700)
            return .notRegular
        case .readableByOthers:
            write("precious\n", mode: 0o644, to: path)
            return .openToOthers
        }
    }

    @Test("LS06: a history file that is none is not read, and told", arguments: Obstacle.allCases)
    func badFileOnReading(_ obstacle: Obstacle) throws {
        makeFolder()
        let reason = put(obstacle, at: path)
        let driver = try SessionDriver(history: try file())
        #expect(driver.runtime.problems == [FileProblem(path, reason)])
        #expect(driver.runtime.session.history.lines.isEmpty)
        driver.type("NOOP")
        driver.runtime.finish()
        #expect(driver.runtime.problems.count == 1, "what may not be read is not written either")
    }

    @Test("LS06: nothing is written through a link, into a FIFO or over a foreign file", arguments: Obstacle.allCases)
    func badFileOnWriting(_ obstacle: Obstacle) throws {
        makeFolder()
        let reason = put(obstacle, at: path)
        let before = mode(path)
        #expect(throws: FileProblem(path, reason)) { try PrivateFile(path).replace(with: Array("new".utf8)) }
        #expect(mode(path) == before)
        if obstacle == .symbolicLink {
            let content = try PrivateFile(home.path + "/precious").read(limit: 100)
            #expect(content == Array("precious\n".utf8))
        }
    }

    @Test("LS06: a full disk is told, and the old content stays")
    func fullDisk() throws {
        let full = open("/dev/full", O_WRONLY)
        try #require(full >= 0)
        defer { close(full) }
        let problem = #expect(throws: FileProblem.self) {
            try PrivateFile.write(Array("text".utf8), to: full, path: path)
        }
        #expect(problem?.reason == .system(SystemError(doing: "write it", number: ENOSPC)))
        #expect(problem?.description.contains("No space left") == true)
    }

    @Test("LS06: what a crashed run left behind does not stop the next save")
    func leftover() throws {
        makeFolder()
        symlink(home.path + "/elsewhere", "\(path).\(getpid()).new")
        try file().save(history("NOOP"))
        #expect(mode(home.path + "/elsewhere") == nil, "nothing was written through the leftover link")
        var next = try file()
        #expect(try lines(next.load()) == ["NOOP"])
    }

    @Test("a folder that others can write to is not used")
    func openFolder() throws {
        makeFolder()
        chmod(home.path + "/.local/state/smtpx", 0o777)
        let problem = #expect(throws: FileProblem.self) { try file().save(history("NOOP")) }
        #expect(problem?.reason == .openToOthers)
        #expect(mode(path) == nil)
    }

    @Test("LS07: the names of files never come from what was typed")
    func generatedNames() throws {
        let driver = try SessionDriver(history: try file())
        driver.type(":note ../../x")
        driver.type("../../x")
        driver.runtime.finish()
        #expect(mode(path) == 0o600)
        #expect(mode(home.path + "/x") == nil)
        #expect(mode(home.path + "/.local/x") == nil)
    }

    @Test("a file that is far too big is not read")
    func tooBig() throws {
        makeFolder()
        write(String(repeating: "x\n", count: 1_000), mode: 0o600, to: path)
        #expect(throws: FileProblem(path, .tooBig)) { try PrivateFile(path).read(limit: 100) }
    }

    // MARK: The settings

    @Test("settings are lines with their numbers, without comments")
    func settings() throws {
        let path = home.path + "/smtpxrc"
        write("\u{FEFF}# mine\n\n  :set ascii on\r\n:set color never", mode: 0o644, to: path)
        let lines = try SettingsFile(path: path).lines()
        #expect(lines.map(\.number) == [3, 4])
        #expect(lines.map { String(decoding: $0.line, as: UTF8.self) } == ["  :set ascii on", ":set color never"])
        #expect(try SettingsFile(path: home.path + "/none").lines().isEmpty)
    }

    @Test("SC05: a settings file that is a FIFO, or endless, is refused")
    func badSettings() throws {
        let path = home.path + "/fifo"
        mkfifo(path, 0o600)
        #expect(throws: FileProblem(path, .notRegular)) { try SettingsFile(path: path).lines() }
        #expect(throws: FileProblem("/dev/zero", .notRegular)) { try SettingsFile(path: "/dev/zero").lines() }
    }
}
