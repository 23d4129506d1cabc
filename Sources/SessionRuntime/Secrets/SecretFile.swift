import CUnix
import Glibc

/// A file that holds a secret: a password, a token, a private key. It is read only when nobody else can read it.
///
/// Unlike ``PrivateFile`` it may be a symbolic link, as the keys of some authorities' tools are: what counts is the file
/// that it leads to. Such a file may belong to root, too.
struct SecretFile: Sendable {
    /// Far more than a key or a token has.
    static let maximumSize = 256 * 1024

    let path: String

    init(_ path: String) {
        self.path = path
    }

    /// The bytes of the file.
    func read() throws(FileProblem) -> [UInt8] {
        // O_NONBLOCK keeps the opening of a FIFO from waiting for its other end.
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileProblem(path, .system(SystemError(doing: "open it"))) }
        defer { close(descriptor) }
        var facts = cu_file_facts()
        guard cu_file_of_descriptor(descriptor, &facts) == 0 else {
            throw FileProblem(path, .system(SystemError(doing: "look at it")))
        }
        guard facts.kind == CU_FILE_REGULAR else { throw FileProblem(path, .notRegular) }
        guard facts.owner == geteuid() || facts.owner == 0 else { throw FileProblem(path, .foreignOwner) }
        guard facts.mode & 0o077 == 0 else { throw FileProblem(path, .openToOthers) }
        return try PrivateFile.contents(of: descriptor, path: path, limit: Self.maximumSize)
    }

    /// The first line without its ending: a password or a token.
    func firstLine() throws(FileProblem) -> [UInt8] {
        var line = Array(try read().prefix { $0 != 0x0A })
        if line.last == 0x0D { line.removeLast() }
        return line
    }
}
