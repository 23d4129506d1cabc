import CUnix
import Glibc
import SessionCore

/// The file of a recording, while it is written: each event goes out by one call of the system, so that it stands there whatever
/// becomes of the program.
final class RecordingFile {
    private let descriptor: Int32
    private let path: String
    /// Where the last whole event ends.
    private var length: Int

    private init(_ created: NewFileWriter.Created, length: Int) {
        descriptor = created.descriptor
        path = created.path
        self.length = length
    }

    deinit { close(descriptor) }

    /// Creates the file with its first bytes.
    /// - Returns: the file, nil when there is none; and what to tell the session.
    static func start(_ file: NewFile, folder: String?) -> (RecordingFile?, SaveResult) {
        switch NewFileWriter.create(file, folder: folder) {
        case .success(let created):
            (RecordingFile(created, length: file.bytes.count), .saved(path: created.path))
        case .failure(let refusal): (nil, .failed(message: refusal.message, advice: refusal.advice))
        }
    }

    /// Adds whole events. After a failure the file ends with the last whole event before.
    func append(_ bytes: [UInt8]) throws(FileProblem) {
        do throws(FileProblem) {
            try PrivateFile.write(bytes, to: descriptor, path: path)
        } catch {
            _ = ftruncate(descriptor, length)
            throw error
        }
        length += bytes.count
        // Writing into a file that was removed succeeds, and is lost.
        guard cu_file_links(descriptor) != 0 else { throw FileProblem(path, .removed) }
    }
}
