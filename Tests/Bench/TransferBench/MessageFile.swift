import Glibc

/// A file that is read piece by piece.
final class MessageFile {
    /// The file cannot be read; the system's reason.
    struct Unreadable: Error {
        let path: String
        let reason: String
    }

    private static let pieceSize = 256 * 1024
    private let descriptor: CInt
    private let path: String

    init(_ path: String) throws(Unreadable) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Unreadable(path: path, reason: String(cString: strerror(errno))) }
        self.descriptor = descriptor
        self.path = path
    }

    deinit { close(descriptor) }

    /// The next piece; empty at the end.
    func piece() throws(Unreadable) -> [UInt8] {
        let descriptor = descriptor
        var count = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: Self.pieceSize) { buffer, initializedCount in
            count = read(descriptor, buffer.baseAddress, buffer.count)
            initializedCount = max(0, count)
        }
        guard count >= 0 else { throw Unreadable(path: path, reason: String(cString: strerror(errno))) }
        return bytes
    }

    /// All that has not been read yet.
    func rest() throws(Unreadable) -> [UInt8] {
        var bytes: [UInt8] = []
        while true {
            let more = try piece()
            guard !more.isEmpty else { return bytes }
            bytes += more
        }
    }
}
