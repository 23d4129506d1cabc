import NIOCore

/// One end of a connection as the system names it.
public enum NetworkAddress: Hashable, Sendable {
    /// An IPv4 or IPv6 address in its shortest form, without brackets, and a TCP port.
    case ip(String, port: Int, family: IPAddress.Family)
    /// A Unix-domain socket; the path is empty for a client that bound none.
    case unixSocket(path: String)

    /// The address as NIO holds it.
    init(_ address: SocketAddress) {
        switch address {
        case .v4: self = .ip(address.ipAddress ?? "0.0.0.0", port: address.port ?? 0, family: .ipv4)
        case .v6: self = .ip(address.ipAddress ?? "::", port: address.port ?? 0, family: .ipv6)
        case .unixDomainSocket: self = .unixSocket(path: address.pathname ?? "")
        }
    }
}

extension NetworkAddress: CustomStringConvertible {
    /// `192.0.2.1:25`, `[2001:db8::1]:25`, `unix:/run/mail.sock`.
    public var description: String {
        switch self {
        case .ip(let text, let port, .ipv4): "\(text):\(port)"
        case .ip(let text, let port, .ipv6): "[\(text)]:\(port)"
        case .unixSocket(let path): "unix:\(path)"
        }
    }
}
