import Glibc

/// A listening socket or a connection of a peer: thin wrappers of the system's calls, non-blocking underneath.
struct PeerSocket: Sendable {
    let descriptor: Int32

    // MARK: Listening

    /// Listens on a loopback address with a port of the system's choice.
    static func listen(family: Int32, backlog: Int32) -> PeerSocket? {
        let descriptor = socket(family, Int32(SOCK_STREAM.rawValue) | nonBlocking, 0)
        guard descriptor >= 0 else { return nil }
        let bound: Int32
        if family == AF_INET {
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr.s_addr = in_addr_t(INADDR_LOOPBACK).bigEndian
            bound = withUnsafeBytes(of: &address) { bindRaw(descriptor, $0) }
        } else {
            var address = sockaddr_in6()
            address.sin6_family = sa_family_t(AF_INET6)
            address.sin6_addr = in6addr_loopback
            bound = withUnsafeBytes(of: &address) { bindRaw(descriptor, $0) }
        }
        return finishListening(descriptor, bound, backlog)
    }

    /// Listens on this IPv4 address and port.
    static func listen(address text: String, port: Int, backlog: Int32) -> PeerSocket? {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | nonBlocking, 0)
        guard descriptor >= 0 else { return nil }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(port).bigEndian)
        inet_pton(AF_INET, text, &address.sin_addr)
        let bound = withUnsafeBytes(of: &address) { bindRaw(descriptor, $0) }
        return finishListening(descriptor, bound, backlog)
    }

    /// Listens on a path.
    static func listen(path: String, backlog: Int32) -> PeerSocket? {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | nonBlocking, 0)
        guard descriptor >= 0 else { return nil }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return nil }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let bound = withUnsafeBytes(of: &address) { bindRaw(descriptor, $0) }
        return finishListening(descriptor, bound, backlog)
    }

    private static let nonBlocking = Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)

    private static func bindRaw(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int32 {
        guard let address = bytes.assumingMemoryBound(to: sockaddr.self).baseAddress else { return -1 }
        return Glibc.bind(descriptor, address, socklen_t(bytes.count))
    }

    private static func finishListening(_ descriptor: Int32, _ bound: Int32, _ backlog: Int32) -> PeerSocket? {
        guard bound == 0, Glibc.listen(descriptor, backlog) == 0 else {
            _ = Glibc.close(descriptor)
            return nil
        }
        return PeerSocket(descriptor: descriptor)
    }

    /// The port that the system chose; 0 for a path.
    var port: Int {
        var address = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let status = withUnsafeMutableBytes(of: &address) { bytes -> Int32 in
            guard let base = bytes.assumingMemoryBound(to: sockaddr.self).baseAddress else { return -1 }
            return getsockname(descriptor, base, &length)
        }
        guard status == 0 else { return 0 }
        // The port stands at the same place in sockaddr_in and sockaddr_in6.
        return withUnsafeBytes(of: &address) { Int($0[2]) << 8 | Int($0[3]) }
    }

    func accept(_ patience: Patience) -> PeerSocket? {
        guard patience.poll(descriptor, for: POLLIN) else { return nil }
        let accepted = Glibc.accept(descriptor, nil, nil)
        guard accepted >= 0 else { return nil }
        _ = fcntl(accepted, F_SETFL, O_NONBLOCK)
        _ = fcntl(accepted, F_SETFD, FD_CLOEXEC)
        var on: Int32 = 1
        setsockopt(accepted, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        return PeerSocket(descriptor: accepted)
    }

    // MARK: Talking

    enum Input {
        case bytes([UInt8])
        case end
        case reset
        case outOfTime
    }

    func read(_ patience: Patience) -> Input {
        while patience.poll(descriptor, for: POLLIN) {
            var buffer = [UInt8](repeating: 0, count: 16_384)
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count > 0 { return .bytes(Array(buffer[..<count])) }
            if count == 0 { return .end }
            if errno != EAGAIN, errno != EINTR { return .reset }
        }
        return .outOfTime
    }

    /// How many bytes the system took; fewer than all when the peer is gone or the time is over.
    func write(_ bytes: [UInt8], _ patience: Patience) -> Int {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { raw in
                Glibc.send(descriptor, raw.baseAddress.map { $0 + written }, raw.count - written, Int32(MSG_NOSIGNAL))
            }
            if count > 0 {
                written += count
            } else if errno == EAGAIN {
                guard patience.poll(descriptor, for: POLLOUT) else { return written }
            } else if errno != EINTR {
                return written
            }
        }
        return written
    }

    func halfClose() {
        _ = shutdown(descriptor, Int32(SHUT_WR))
    }

    /// Closes so that the system sends RST at once.
    func reset() {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
        close()
    }

    func close() {
        _ = Glibc.close(descriptor)
    }
}
