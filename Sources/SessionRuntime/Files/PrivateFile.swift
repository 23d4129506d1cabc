import CUnix
import Glibc

/// A file that only its owner may read: mode 0600 in a folder of mode 0700.
///
/// Nothing is written through a link, into a FIFO or over a file of somebody else, and a write that fails leaves the
/// old content in place.
struct PrivateFile: Sendable {
    let path: String

    init(_ path: String) {
        self.path = path
    }

    // MARK: Reading

    /// The bytes of the file; `nil` when there is none.
    func read(limit: Int) throws(FileProblem) -> [UInt8]? {
        // O_NONBLOCK keeps the opening of a FIFO from waiting for its other end.
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else {
            switch errno {
            case ENOENT, ENOTDIR: return nil
            case ELOOP: throw FileProblem(path, .symbolicLink)
            default: throw problem("open it")
            }
        }
        defer { close(descriptor) }
        try check(descriptor)
        return try Self.contents(of: descriptor, path: path, limit: limit)
    }

    static func contents(of descriptor: Int32, path: String, limit: Int) throws(FileProblem) -> [UInt8] {
        var content: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count == 0 { return content }
            if count < 0 {
                if errno == EINTR { continue }
                throw FileProblem(path, .system(SystemError(doing: "read it")))
            }
            content += buffer[..<count]
            guard content.count <= limit else { throw FileProblem(path, .tooBig) }
        }
    }

    private func check(_ descriptor: Int32) throws(FileProblem) {
        var facts = cu_file_facts()
        guard cu_file_of_descriptor(descriptor, &facts) == 0 else { throw problem("look at it") }
        try check(facts)
    }

    private func check(_ facts: cu_file_facts) throws(FileProblem) {
        switch facts.kind {
        case CU_FILE_REGULAR: break
        case CU_FILE_SYMBOLIC_LINK: throw FileProblem(path, .symbolicLink)
        default: throw FileProblem(path, .notRegular)
        }
        guard facts.owner == geteuid() else { throw FileProblem(path, .foreignOwner) }
        guard facts.mode & 0o077 == 0 else { throw FileProblem(path, .openToOthers) }
    }

    // MARK: Writing

    /// Puts these bytes in the place of the old ones, wholly or not at all.
    func replace(with bytes: [UInt8]) throws(FileProblem) {
        var facts = cu_file_facts()
        if cu_file_of_path(path, &facts) == 0 {
            try check(facts)
        } else if errno != ENOENT {
            throw problem("look at it")
        }
        let temporary = PrivateFile("\(path).\(getpid()).new")
        // What an earlier process with our number left behind is ours alone to remove: the folder is private.
        unlink(temporary.path)
        let descriptor = open(temporary.path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw temporary.problem("create it") }
        do throws(FileProblem) {
            defer { close(descriptor) }
            try Self.write(bytes, to: descriptor, path: path)
            guard fchmod(descriptor, 0o600) == 0, fsync(descriptor) == 0 else { throw problem("write it") }
        } catch {
            unlink(temporary.path)
            throw error
        }
        guard rename(temporary.path, path) == 0 else {
            let failure = problem("replace it")
            unlink(temporary.path)
            throw failure
        }
    }

    static func write(_ bytes: [UInt8], to descriptor: Int32, path: String) throws(FileProblem) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { raw in
                Glibc.write(descriptor, raw.baseAddress.map { $0 + written }, raw.count - written)
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw FileProblem(path, .system(SystemError(doing: "write it")))
            }
            written += count
        }
    }

    private func problem(_ attempt: String) -> FileProblem {
        FileProblem(path, .system(SystemError(doing: attempt)))
    }
}
