import Glibc
import SessionCore
import SessionRuntime
import TestSupport
import Testing

@Suite("The files of scripts")
struct ScriptFileTests {
    private func loaded(_ path: String) -> ScriptSurroundings.Loaded { ScriptFile.surroundings().load(path) }

    @Test("SC05: a file of 1 GB is refused by its size, without being read")
    func huge() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/huge.smtpx"
        let descriptor = open(path, O_WRONLY | O_CREAT, 0o600)
        // A hole: the file takes no space.
        #expect(ftruncate(descriptor, 1 << 30) == 0)
        close(descriptor)
        let start = ContinuousClock.now
        guard case .failed(let message, .badData) = loaded(path) else {
            Issue.record("it was taken")
            return
        }
        #expect(message.contains("too big"))
        #expect(start.duration(to: .now) < .milliseconds(200))
    }

    @Test("SC05: an endless device and a folder are no scripts", arguments: ["/dev/zero", "/", "/no/such/file"])
    func noFiles(path: String) {
        guard case .failed(_, .noInput) = loaded(path) else {
            Issue.record("\(path) was taken")
            return
        }
    }

    @Test("a file is known by its place, however its path is written")
    func identity() throws {
        let folder = try TemporaryFolder()
        try folder.write("NOOP\n", to: "a")
        guard case .file(let bytes, let identity) = loaded(folder.path + "/a"),
            case .file(_, let same) = loaded(
                folder.path + "/../" + (folder.path.split(separator: "/").last ?? "") + "/./a")
        else {
            Issue.record("it was not read")
            return
        }
        #expect(bytes == Array("NOOP\n".utf8))
        #expect(identity == same)
    }
}
