import Glibc
import NIOCore

extension IPAddress {
    /// The address as NIO connects to it; `nil` when its zone names no interface of this machine.
    ///
    /// The C library reads it, since only it knows the numbers of zones. Nothing is looked up.
    /// - SeeAlso: RFC 4007 §11
    func socketAddress(port: Int) -> SocketAddress? {
        var hints = addrinfo()
        hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(text, String(port), &hints, &list) == 0, let entry = list?.pointee else { return nil }
        defer { freeaddrinfo(list) }
        switch (family, entry.ai_family) {
        case (.ipv4, AF_INET):
            return entry.ai_addr?.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { SocketAddress($0.pointee) }
        case (.ipv6, AF_INET6):
            return entry.ai_addr?.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { SocketAddress($0.pointee) }
        default:
            return nil
        }
    }
}
