import Glibc
import SessionCore
import TestSupport
import Testing

@testable import SessionRuntime

@Suite("Where secrets come from")
struct SecretTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func path(_ name: String) -> String { folder.path + "/" + name }

    private func write(_ text: String, mode: mode_t, to name: String) throws {
        try folder.write(text, to: name)
        #expect(chmod(path(name), mode) == 0)
    }

    private func secret(_ source: SecretSource) -> String? {
        if case .found(let bytes) = SecretFinder.find(source) { String(decoding: bytes, as: UTF8.self) } else { nil }
    }

    private func refusal(for source: SecretSource) -> String? {
        if case .missing(let message, _) = SecretFinder.find(source) { message } else { nil }
    }

    @Test(
        "the first line of a file is the secret, without its ending",
        arguments: ["pass word\n", "pass word\r\nmore\n", "pass word"])
    func firstLine(_ content: String) throws {
        try write(content, mode: 0o600, to: "secret")
        #expect(secret(.file(path("secret"))) == "pass word")
    }

    @Test("LS05 a secret file that others may read is refused with the reason", arguments: [0o644, 0o640, 0o602])
    func openFile(_ mode: mode_t) throws {
        try write("canary\n", mode: mode, to: "secret")
        let refusal = try #require(self.refusal(for: .file(path("secret"))))
        #expect(refusal.contains("can be used by other users"))
        #expect(!refusal.contains("canary"))
    }

    @Test("LS05 a secret file of somebody else is refused with the reason", .enabled(if: geteuid() == 0))
    func foreignFile() throws {
        try write("canary\n", mode: 0o600, to: "secret")
        #expect(chown(path("secret"), 12_345, 12_345) == 0)
        #expect(try #require(self.refusal(for: .file(path("secret")))).contains("belongs to another user"))
    }

    @Test("a secret file may be a link to a file that is private, and not to one that is not")
    func link() throws {
        try write("good\n", mode: 0o600, to: "private")
        try write("bad\n", mode: 0o644, to: "open")
        #expect(symlink(path("private"), path("first")) == 0)
        #expect(symlink(path("open"), path("second")) == 0)
        #expect(secret(.file(path("first"))) == "good")
        #expect(secret(.file(path("second"))) == nil)
    }

    @Test("a FIFO, a folder, an empty file and a missing one are refused at once")
    func odd() throws {
        #expect(mkfifo(path("fifo"), 0o600) == 0)
        try write("\n", mode: 0o600, to: "empty")
        for name in ["fifo", "", "empty", "missing"] { #expect(refusal(for: .file(path(name))) != nil, "\(name)") }
    }

    @Test("an environment variable is taken byte for byte; one that is not set or empty is refused")
    func environment() {
        setenv("SMTPX_TEST_SECRET", "p\u{E4}ss", 1)
        setenv("SMTPX_TEST_EMPTY", "", 1)
        defer {
            unsetenv("SMTPX_TEST_SECRET")
            unsetenv("SMTPX_TEST_EMPTY")
        }
        #expect(secret(.environment("SMTPX_TEST_SECRET")) == "p\u{E4}ss")
        #expect(refusal(for: .environment("SMTPX_TEST_EMPTY")) != nil)
        #expect(refusal(for: .environment("SMTPX_TEST_UNSET")) != nil)
    }
}
