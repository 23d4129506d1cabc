import CUnix
import Glibc

/// A folder of mode 0700, made when it is missing.
struct PrivateFolder: Sendable {
    let path: String

    init(_ path: String) {
        self.path = path
    }

    /// Makes it, and the folders above it, and checks that nobody else can put files into it.
    func prepare() throws(FileProblem) {
        var partial = ""
        for part in path.split(separator: "/") {
            partial += "/" + part
            if mkdir(partial, 0o700) != 0, errno != EEXIST {
                throw FileProblem(partial, .system(SystemError(doing: "make the folder")))
            }
        }
        var facts = cu_file_facts()
        guard cu_file_of_path(path, &facts) == 0 else {
            throw FileProblem(path, .system(SystemError(doing: "look at the folder")))
        }
        switch facts.kind {
        case CU_FILE_FOLDER: break
        case CU_FILE_SYMBOLIC_LINK: throw FileProblem(path, .symbolicLink)
        default: throw FileProblem(path, .notRegular)
        }
        guard facts.owner == geteuid() else { throw FileProblem(path, .foreignOwner) }
        guard facts.mode & 0o022 == 0 else { throw FileProblem(path, .openToOthers) }
    }

    /// Runs the body while no other process runs its own; without the lock when it cannot be had at once.
    func withLock<Result>(_ body: () throws(FileProblem) -> Result) throws(FileProblem) -> Result {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        defer { if descriptor >= 0 { close(descriptor) } }
        // Closing the descriptor gives the lock back. A folder that cannot be locked is still the user's own.
        if descriptor >= 0 { _ = flock(descriptor, LOCK_EX | LOCK_NB) }
        return try body()
    }
}
