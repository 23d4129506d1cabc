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
        if let path = file.path {
            do throws(FileProblem) {
                guard try create(path, file.bytes) else {
                    return .failed(
                        message: "\(path) exists already and was left as it is.", advice: "Name another file.")
                }
                return .saved(path: path)
            } catch {
                return .failed(message: "\(error)", advice: "Nothing was written.")
            }
        }
        let timestamp = SystemClock().now().wall.compactText
        for attempt in 1...Self.maximumAttempts {
            let number = attempt == 1 ? "" : "-\(attempt)"
            let path = "smtpx-\(file.purpose)-\(timestamp)\(number).\(file.suffix)"
            do throws(FileProblem) {
                if try create(path, file.bytes) { return .saved(path: path) }
            } catch {
                return .failed(message: "\(error)", advice: "Nothing was written. Name a file in another folder.")
            }
        }
        return .failed(message: "All names for a new file are taken.", advice: "Name a file.")
    }

    /// False when there is something at the path already.
    private static func create(_ path: String, _ bytes: [UInt8]) throws(FileProblem) -> Bool {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            if errno == EEXIST { return false }
            throw FileProblem(path, .system(SystemError(doing: "create it")))
        }
        do throws(FileProblem) {
            try PrivateFile.write(bytes, to: descriptor, path: path)
        } catch {
            close(descriptor)
            unlink(path)
            throw error
        }
        // A full disk may be noticed only here.
        guard close(descriptor) == 0 else {
            let problem = FileProblem(path, .system(SystemError(doing: "write it")))
            unlink(path)
            throw problem
        }
        return true
    }
}
