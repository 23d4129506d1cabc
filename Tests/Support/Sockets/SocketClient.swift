import Glibc

/// A mail client for tests on a real TCP socket: it blocks, and every wait ends after `patience`.
///
/// Use it on a thread of its own: ``SocketClient/run(_:)``.
public final class SocketClient {
    /// Why an exchange failed.
    public struct Failure: Error, CustomStringConvertible {
        /// The call and what the system said.
        public let description: String
    }

    /// How long one wait may take, in milliseconds, before the test fails.
    public static let patience: Int32 = 20_000

    private let descriptor: Int32
    private var received: [UInt8] = []
    private var isClosed = false

    /// Connects to a port on loopback, from a source address on loopback such as 127.0.0.2.
    public init(port: Int, source: String = "127.0.0.1") throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw Self.failure("socket") }
        do {
            try Self.withAddress(source, port: 0) { address, length in
                guard bind(descriptor, address, length) == 0 else { throw Self.failure("bind to \(source)") }
            }
            try Self.withAddress("127.0.0.1", port: port) { address, length in
                guard connect(descriptor, address, length) == 0 else { throw Self.failure("connect to \(port)") }
            }
        } catch {
            Glibc.close(descriptor)
            throw error
        }
    }

    deinit {
        if !isClosed { Glibc.close(descriptor) }
    }

    /// Runs blocking work on a thread of its own, so that no thread of Swift's pool is held up.
    public static func run<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            let box = Unmanaged.passRetained(Work { continuation.resume(with: Swift.Result(catching: work)) })
            var thread = pthread_t()
            let status = pthread_create(
                &thread, nil,
                { argument in
                    // The argument is the box that was retained above, and nobody else releases it.
                    if let argument { Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body() }
                    return nil
                }, box.toOpaque())
            if status == 0 {
                pthread_detach(thread)
            } else {
                box.release()
                continuation.resume(throwing: Failure(description: "pthread_create: \(status)"))
            }
        }
    }

    private final class Work {
        let body: () -> Void
        init(_ body: @escaping () -> Void) { self.body = body }
    }

    // MARK: Sending

    /// Sends all bytes; false when the server has closed and takes no more.
    @discardableResult
    public func send(_ bytes: [UInt8]) throws -> Bool {
        var position = 0
        while position < bytes.count {
            let count = bytes[position...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0 {
                if errno == EINTR { continue }
                if errno == EPIPE || errno == ECONNRESET { return false }
                throw Self.failure("send")
            }
            position += count
        }
        return true
    }

    /// Sends text as UTF-8.
    @discardableResult
    public func send(_ text: String) throws -> Bool { try send(Array(text.utf8)) }

    /// Sends as many of the bytes as the kernel takes at once; nil when the server has closed.
    public func offer(_ bytes: [UInt8]) -> Int? {
        let count = bytes.withUnsafeBytes {
            Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
        }
        if count >= 0 { return count }
        return errno == EAGAIN || errno == EINTR ? 0 : nil
    }

    /// Says that nothing more will be sent.
    public func finishSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Closes at once.
    public func close() {
        guard !isClosed else { return }
        isClosed = true
        Glibc.close(descriptor)
    }

    /// Closes so that the kernel sends RST in place of FIN.
    public func reset() {
        guard !isClosed else { return }
        var now = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
        close()
    }

    // MARK: Receiving

    /// The next line without CRLF; nil when the server has closed.
    public func line() throws -> String? {
        while true {
            if let end = received.firstIndex(of: 0x0A) {
                var line = received[..<end]
                if line.last == 0x0D { line.removeLast() }
                received.removeFirst(end + 1)
                return String(decoding: line, as: UTF8.self)
            }
            guard try readMore() else { return nil }
        }
    }

    /// The lines of the next reply: up to the first without a hyphen behind its code. Fewer when the server has closed.
    public func reply() throws -> [String] {
        var lines: [String] = []
        while let line = try line() {
            lines.append(line)
            if line.utf8.dropFirst(3).first != UInt8(ascii: "-") { break }
        }
        return lines
    }

    /// Sends a line with CRLF and takes the reply.
    @discardableResult
    public func exchange(_ line: String) throws -> [String] {
        try send(line + "\r\n")
        return try reply()
    }

    /// All lines until the server closes.
    public func linesUntilClosed() throws -> [String] {
        var lines: [String] = []
        while let line = try line() { lines.append(line) }
        return lines
    }

    /// All bytes until the server closes, line endings included.
    public func bytesUntilClosed() throws -> [UInt8] {
        while try readMore() {}
        return received
    }

    /// How many bytes are there, which are thrown away; nil when the server has closed.
    public func ignoreWhatCame() -> Int? {
        // With MSG_TRUNC the kernel drops the bytes itself, see tcp(7).
        let count = recv(descriptor, nil, 1 << 20, Int32(MSG_TRUNC) | Int32(MSG_DONTWAIT))
        if count > 0 { return count }
        return count < 0 && (errno == EAGAIN || errno == EINTR) ? 0 : nil
    }

    /// Waits for the server to say something or to close; false when it has not within this time.
    public func hearsSomething(within milliseconds: Int32) -> Bool {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        var ready = poll(&entry, 1, milliseconds)
        while ready < 0, errno == EINTR { ready = poll(&entry, 1, milliseconds) }
        return ready > 0
    }

    /// Reads what is there; false when the server has closed, or has reset the connection.
    private func readMore() throws -> Bool {
        guard hearsSomething(within: Self.patience) else {
            throw Failure(description: "nothing came within \(Self.patience) ms")
        }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = buffer.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
        if count < 0, errno != ECONNRESET { throw Self.failure("recv") }
        guard count > 0 else { return false }
        received += buffer[..<count]
        return true
    }

    // MARK: The system

    private static func failure(_ call: String) -> Failure {
        Failure(description: "\(call): \(String(cString: strerror(errno)))")
    }

    private static func withAddress(
        _ text: String, port: Int, _ body: (UnsafePointer<sockaddr>, socklen_t) throws -> Void
    ) throws {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(port)).bigEndian
        guard inet_pton(AF_INET, text, &address.sin_addr) == 1 else { throw failure("inet_pton \(text)") }
        let length = socklen_t(MemoryLayout<sockaddr_in>.size)
        try withUnsafePointer(to: &address) { pointer in
            try pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { try body($0, length) }
        }
    }
}
