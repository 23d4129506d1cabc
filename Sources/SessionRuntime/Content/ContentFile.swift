import CUnix
import Glibc
import SessionCore

/// An open content: a file, standard input, or bytes that are there already.
struct ContentFile {
    /// Why a content cannot be read.
    struct Problem: Error, Sendable {
        let message: String
        let advice: String
    }

    /// The bytes it has; nil when it ends where it ends.
    let size: UInt64?
    /// Whether the last byte was read.
    private(set) var isAtEnd = false

    private let name: String
    private let descriptor: Int32
    private var bytes: ArraySlice<UInt8> = []
    /// Of a size that is known: what is still to come.
    private var left: UInt64 = 0

    /// Opens the source. A FIFO is opened without waiting for its other end.
    init(_ source: ContentSource) throws(Problem) {
        name = source.name
        switch source {
        case .bytes(let bytes, _):
            descriptor = -1
            self.bytes = bytes[...]
            size = UInt64(bytes.count)
        case .standardInput:
            descriptor = STDIN_FILENO
            size = nil
        case .file(let path):
            let (opened, size) = try Self.open(path)
            descriptor = opened
            self.size = size
        }
        left = size ?? 0
    }

    private static func open(_ path: String) throws(Problem) -> (descriptor: Int32, size: UInt64?) {
        let descriptor = Glibc.open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw Problem(
                message: "\(path) cannot be read: \(reason()).", advice: "Check the path and the permissions.")
        }
        var facts = cu_file_facts()
        guard cu_file_of_descriptor(descriptor, &facts) == 0, facts.kind != CU_FILE_FOLDER else {
            Glibc.close(descriptor)
            throw Problem(message: "\(path) is a folder, not a file.", advice: "Name a file.")
        }
        // Files that the kernel makes up as they are read, as in /proc, say that they are empty.
        let hasSize = facts.kind == CU_FILE_REGULAR && facts.size > 0
        return (descriptor, hasSize ? UInt64(facts.size) : nil)
    }

    /// Lets go of the file. Standard input stays open.
    func close() {
        if descriptor > STDIN_FILENO { Glibc.close(descriptor) }
    }

    /// The next bytes: as many as are wanted, or fewer at the end only.
    /// - Parameter other: a pipe; when its other end is closed, reading is given up.
    /// - Returns: nil when it was given up.
    mutating func read(atMost byteCount: Int, until other: Int32) throws(Problem) -> [UInt8]? {
        guard descriptor >= 0 else { return readBytes(byteCount) }
        let wanted = size == nil ? byteCount : Int(min(UInt64(byteCount), left))
        var outcome = Outcome.full
        let piece = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
            outcome = fill(buffer, &count, until: other)
        }
        switch outcome {
        case .full: break
        case .givenUp: return nil
        case .failed(let reason):
            throw Problem(
                message: "\(name) cannot be read on: \(reason).", advice: "Check the disk or the other program.")
        case .ended where size != nil:
            throw Problem(
                message: "\(name) has become shorter while it was sent.", advice: "Send it when nobody writes to it.")
        case .ended: isAtEnd = true
        }
        if size != nil {
            left -= UInt64(piece.count)
            isAtEnd = left == 0
        }
        return piece
    }

    private mutating func readBytes(_ byteCount: Int) -> [UInt8] {
        let piece = Array(bytes.prefix(byteCount))
        bytes = bytes.dropFirst(byteCount)
        isAtEnd = bytes.isEmpty
        return piece
    }

    private enum Outcome {
        case full, ended, givenUp
        case failed(String)
    }

    private func fill(_ buffer: UnsafeMutableBufferPointer<UInt8>, _ count: inout Int, until other: Int32) -> Outcome {
        while count < buffer.count {
            var ready = (
                pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0), pollfd(fd: other, events: 0, revents: 0)
            )
            let polled = withUnsafeMutableBytes(of: &ready) { bytes in
                bytes.withMemoryRebound(to: pollfd.self) { poll($0.baseAddress, nfds_t($0.count), -1) }
            }
            if polled < 0, errno != EINTR { return .failed(Self.reason()) }
            guard polled > 0 else { continue }
            if ready.1.revents != 0 { return .givenUp }
            let got = Glibc.read(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count)
            if got == 0 { return .ended }
            if got > 0 { count += got }
            if got < 0, errno != EINTR, errno != EAGAIN { return .failed(Self.reason()) }
        }
        return .full
    }

    private static func reason() -> String { String(cString: strerror(errno)) }
}
