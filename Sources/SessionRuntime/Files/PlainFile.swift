import CUnix
import Glibc
import SessionCore

/// A file that the user names to be read: any plain file, also behind a link.
enum PlainFile {
    /// What it holds, when that is no more than `limit` bytes.
    static func read(_ path: String, limit: Int) -> FileAnswer {
        // O_NONBLOCK keeps the opening of a FIFO from waiting for its other end.
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else {
            let problem = FileProblem(path, .system(SystemError(doing: "open it")))
            return .failed(message: "\(problem)", advice: "Name another file.")
        }
        defer { close(descriptor) }
        var facts = cu_file_facts()
        guard cu_file_of_descriptor(descriptor, &facts) == 0, facts.kind == CU_FILE_REGULAR else {
            return .failed(message: "\(path) is not a plain file.", advice: "Name another file.")
        }
        do throws(FileProblem) {
            return .found(try PrivateFile.contents(of: descriptor, path: path, limit: limit))
        } catch {
            return .failed(message: "\(error)", advice: "Name another file.")
        }
    }
}
