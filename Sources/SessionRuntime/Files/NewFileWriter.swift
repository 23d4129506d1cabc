import Glibc
public import SessionCore

/// Writes a file that was not there before, for its owner only.
///
/// Nothing is ever written over, through a link or into a FIFO, and a file that could not be written whole is taken away.
public enum NewFileWriter {
    /// How many files of one second can have a name made for them.
    private static let maximumAttempts = 100

    /// Writes the file. A name that has to be made tells the purpose and the time: `smtpx-chain-20261124-070312.pem`.
    public static func write(_ file: NewFile) -> SaveResult {
        switch create(file, folder: nil) {
        case .failure(let refusal): return .failed(message: refusal.message, advice: refusal.advice)
        case .success(let created):
            // A full disk may be noticed only here.
            guard close(created.descriptor) == 0 else {
                let problem = FileProblem(created.path, .system(SystemError(doing: "write it")))
                unlink(created.path)
                return .failed(message: "\(problem)", advice: "Nothing was written.")
            }
            return .saved(path: created.path)
        }
    }

    /// A file that is open for writing on.
    struct Created {
        let descriptor: Int32
        let path: String
    }

    /// Why there is none.
    struct Refusal: Error {
        let message: String
        let advice: String
    }

    /// Creates the file, writes its first bytes, and leaves it open.
    /// - Parameter folder: where a file stands whose name has to be made; nil for the working folder.
    static func create(_ file: NewFile, folder: String?) -> Result<Created, Refusal> {
        if let path = file.path {
            do throws(FileProblem) {
                if let created = try create(path, file.bytes) { return .success(created) }
                return .failure(
                    Refusal(message: "\(path) exists already and was left as it is.", advice: "Name another file."))
            } catch {
                return .failure(Refusal(message: "\(error)", advice: "Nothing was written."))
            }
        }
        let timestamp = SystemClock().now().wall.compactText
        do throws(FileProblem) {
            if let folder { try PrivateFolder(folder).prepare() }
            let place = folder.map { $0 + "/" } ?? ""
            for attempt in 1...Self.maximumAttempts {
                let number = attempt == 1 ? "" : "-\(attempt)"
                let path = "\(place)smtpx-\(file.purpose)-\(timestamp)\(number).\(file.suffix)"
                if let created = try create(path, file.bytes) { return .success(created) }
            }
        } catch {
            return .failure(
                Refusal(message: "\(error)", advice: "Nothing was written. Name a file in another folder."))
        }
        return .failure(Refusal(message: "All names for a new file are taken.", advice: "Name a file."))
    }

    /// Nil when there is something at the path already.
    private static func create(_ path: String, _ bytes: [UInt8]) throws(FileProblem) -> Created? {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC | O_APPEND, 0o600)
        guard descriptor >= 0 else {
            if errno == EEXIST { return nil }
            throw FileProblem(path, .system(SystemError(doing: "create it")))
        }
        do throws(FileProblem) {
            try PrivateFile.write(bytes, to: descriptor, path: path)
        } catch {
            close(descriptor)
            unlink(path)
            throw error
        }
        return Created(descriptor: descriptor, path: path)
    }
}
