import Glibc
import Synchronization

/// A scenario in a file of the user's, which can be read again when the file has changed.
///
/// Looking costs one call of the system: a server does it for each client that connects.
public final class ScenarioFile: Sendable {
    /// The most bytes that a scenario can have.
    public static let sizeLimit = 1 << 20

    /// The file as it was named.
    public let path: String

    /// By what a file is known to be the same as before.
    private struct Facts: Equatable {
        let device: UInt
        let inode: UInt
        let size: Int
        let seconds: Int
        let nanoseconds: Int
        let isRegular: Bool

        init(_ facts: stat) {
            device = UInt(facts.st_dev)
            inode = UInt(facts.st_ino)
            size = Int(facts.st_size)
            seconds = facts.st_mtim.tv_sec
            nanoseconds = facts.st_mtim.tv_nsec
            isRegular = facts.st_mode & S_IFMT == S_IFREG
        }
    }

    /// How the file was when it was last looked at; nil when it was not there.
    private let lastFacts = Mutex<Facts?>(nil)

    /// A file that has not been looked at yet.
    public init(path: String) {
        self.path = path
    }

    /// The scenario that the file holds now.
    public func read() throws(ScenarioError) -> Scenario {
        // O_NONBLOCK keeps the opening of a FIFO from waiting for its other end.
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw unreadable(errno) }
        defer { close(descriptor) }
        var found = stat()
        guard fstat(descriptor, &found) == 0 else { throw unreadable(errno) }
        guard found.st_mode & S_IFMT != S_IFDIR else { throw mistake("it is a folder; expected a file") }
        // As it was before it was read: what is written meanwhile is seen as a change.
        lastFacts.withLock { $0 = Facts(found) }
        if found.st_mode & S_IFMT == S_IFIFO {
            // The output of another program, as <(…) of a shell gives it.
            _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK)
        }
        return try ScenarioReader.read(String(decoding: try bytes(of: descriptor), as: UTF8.self), file: path)
    }

    /// The scenario that the file holds now, or what is wrong in it; nil when the file is as it was when it was last looked at.
    func readIfChanged() -> Result<Scenario, ScenarioError>? {
        var found = stat()
        let facts = stat(path, &found) == 0 ? Facts(found) : nil
        let number = errno
        let hasChanged = lastFacts.withLock { last in
            // What is no file with a size, such as a pipe, is read once.
            if let last, !last.isRegular { return false }
            defer { last = facts }
            return last != facts
        }
        guard hasChanged else { return nil }
        guard let facts else { return .failure(unreadable(number)) }
        guard facts.isRegular else { return .failure(mistake("it is no file any more")) }
        do throws(ScenarioError) {
            return .success(try read())
        } catch {
            return .failure(error)
        }
    }

    private func bytes(of descriptor: Int32) throws(ScenarioError) -> [UInt8] {
        var content: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Glibc.read(descriptor, &piece, piece.count)
            if count == 0 { return content }
            if count < 0 {
                if errno == EINTR { continue }
                throw unreadable(errno)
            }
            content += piece[..<count]
            guard content.count <= Self.sizeLimit else {
                throw mistake("it is too big; expected at most \(Self.sizeLimit >> 20) MiB")
            }
        }
    }

    private func unreadable(_ number: Int32) -> ScenarioError {
        mistake("it cannot be read: \(String(cString: strerror(number)))")
    }

    private func mistake(_ message: String) -> ScenarioError {
        ScenarioError(file: path, line: nil, message: message)
    }
}

/// What a server says when the file of its scenario has changed.
public enum ScenarioReload: Hashable, Sendable {
    /// The new text counts, for whoever connects from now on.
    /// - Parameter keepsCertificate: the scenario asks for another certificate, which only a new start brings.
    case replaced(keepsCertificate: Bool)
    /// The new text has a mistake, so the old one still counts.
    case kept(ScenarioError)
}
