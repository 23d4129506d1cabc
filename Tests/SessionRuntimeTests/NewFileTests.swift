import CUnix
import Glibc
import SessionCore
import TestSupport
import Testing

@testable import SessionRuntime

@Suite("Files that are written for the user")
struct NewFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func file(_ name: String, _ text: String = "new") -> NewFile {
        NewFile(path: folder.path + "/" + name, purpose: "chain", suffix: "pem", bytes: Array(text.utf8))
    }

    private func mode(_ name: String) -> UInt32? {
        var facts = cu_file_facts()
        return cu_file_of_path(folder.path + "/" + name, &facts) == 0 ? facts.mode : nil
    }

    @Test("LS06 a new file is for its owner only, whatever the umask")
    func owner() throws {
        #expect(NewFileWriter.write(file("a.pem")) == .saved(path: folder.path + "/a.pem"))
        #expect(mode("a.pem") == 0o600)
        #expect(try folder.read("a.pem") == Array("new".utf8))
    }

    @Test("LS06 what is there already is left as it is: a file, a link, a FIFO", arguments: ["file", "link", "fifo"])
    func existing(_ kind: String) throws {
        try folder.write("old", to: "file")
        #expect(symlink(folder.path + "/file", folder.path + "/link") == 0)
        #expect(mkfifo(folder.path + "/fifo", 0o600) == 0)
        guard case .failed(let message, _) = NewFileWriter.write(file(kind)) else {
            Issue.record("it was written")
            return
        }
        #expect(message.contains("exists already"))
        #expect(try folder.read("file") == Array("old".utf8))
    }

    @Test("LS06 a link that leads nowhere is not written through")
    func danglingLink() {
        #expect(symlink(folder.path + "/target", folder.path + "/link") == 0)
        if case .saved = NewFileWriter.write(file("link")) { Issue.record("it was written") }
        #expect(mode("target") == nil)
    }

    @Test("LS06 a file that could not be written whole is told and taken away")
    func fullDisk() async {
        // A limit on the size of files stands in for a disk that is full: the write fails half-way.
        await #expect(processExitsWith: .success) {
            let folder = try TemporaryFolder()
            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit(rlim_cur: 1_000, rlim_max: 1_000)
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            let path = folder.path + "/big"
            let bytes = [UInt8](repeating: 0x41, count: 100_000)
            let result = NewFileWriter.write(NewFile(path: path, purpose: "chain", suffix: "pem", bytes: bytes))
            guard case .failed(let message, _) = result, message.contains(path) else { exit(2) }
            exit(access(path, F_OK) == 0 ? 3 : 0)
        }
    }

    @Test("LS07 a name that is made has nothing in it but the purpose and the time")
    func madeName() async {
        await #expect(processExitsWith: .success) {
            let folder = try TemporaryFolder()
            guard chdir(folder.path) == 0 else { exit(2) }
            let file = NewFile(path: nil, purpose: "chain", suffix: "pem", bytes: [0x41])
            // Two in the same second get two names.
            guard case .saved(let first) = NewFileWriter.write(file),
                case .saved(let second) = NewFileWriter.write(file), first != second
            else { exit(3) }
            let shape = "smtpx-chain-20261124-070312.pem".utf8.count
            exit(first.hasPrefix("smtpx-chain-2") && first.utf8.count == shape && !first.contains("/") ? 0 : 4)
        }
    }
}
