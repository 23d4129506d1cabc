/// Where a session goes: a host or an address with a port, or a Unix-domain socket, and the protocol spoken there.
///
/// A value of this type has been checked: it holds no byte that a look-up, a log or a command could misread.
/// Make one from what a person typed with ``init(parsing:)``.
public struct Endpoint: Hashable, Sendable {
    /// The thing that is connected to.
    public enum Place: Hashable, Sendable {
        /// A name that has to be looked up.
        case host(HostName)
        /// An address, which needs no look-up.
        case address(IPAddress)
        /// A Unix-domain socket in the file system.
        case unixSocket(path: String)
    }

    /// What the target was written as: it decides the default port and the greeting command.
    public enum Scheme: String, Hashable, Sendable, CaseIterable {
        /// Mail transfer, port 25.
        /// - SeeAlso: RFC 5321 §4.5.4.2
        case smtp
        /// Message submission, port 587.
        /// - SeeAlso: RFC 6409 §3.1
        case submission
        /// Message submission with TLS from the first byte, port 465; written `smtps://` or `submissions://`.
        /// - SeeAlso: RFC 8314 §3.3
        case submissions
        /// Local mail transfer. It has no port of its own and must not use 25; 24 is what servers use by custom.
        /// - SeeAlso: RFC 2033 §5
        case lmtp

        /// The port that is meant when none is written.
        public var defaultPort: Int {
            switch self {
            case .smtp: 25
            case .submission: 587
            case .submissions: 465
            case .lmtp: 24
            }
        }
    }

    /// The host, the address or the socket.
    public let place: Place
    /// The TCP port, 1...65535; `nil` for a Unix-domain socket.
    public let port: Int?
    /// How the target was written.
    public let scheme: Scheme

    /// A host by name.
    public init?(host: HostName, port: Int? = nil, scheme: Scheme = .smtp) {
        self.init(place: .host(host), port: port ?? scheme.defaultPort, scheme: scheme)
    }

    /// A host by address.
    public init?(address: IPAddress, port: Int? = nil, scheme: Scheme = .smtp) {
        self.init(place: .address(address), port: port ?? scheme.defaultPort, scheme: scheme)
    }

    /// `nil` when the port is not one that can be connected to.
    private init?(place: Place, port: Int, scheme: Scheme) {
        guard (1...65535).contains(port) else { return nil }
        self.place = place
        self.port = port
        self.scheme = scheme
    }

    /// A Unix-domain socket. The parser has checked the path.
    init(checkedSocketPath path: String, scheme: Scheme) {
        self.place = .unixSocket(path: path)
        self.port = nil
        self.scheme = scheme
    }

    /// Reads a target as a person types it.
    ///
    /// Understood are `host`, `host:port`, `192.0.2.1`, `[2001:db8::1]:25`, a bare IPv6 address, `unix:PATH`,
    /// `smtp://…`, `submission://…`, `smtps://…` and `submissions://…`, `lmtp://…` (also `lmtp:///PATH` and `lmtp:unix:PATH` for a socket).
    /// - Throws: ``EndpointError`` that says what is wrong and what to write instead.
    public init(parsing target: String) throws(EndpointError) {
        self = try EndpointParser.parse(Array(target.utf8))
    }

    /// Whether TLS is meant to begin with the first byte: by the scheme, or by port 465 in another scheme.
    /// - SeeAlso: RFC 8314 §3.3
    public var impliesTLS: Bool { scheme == .submissions || port == Scheme.submissions.defaultPort }

    /// The host or address without its port, or the path of the socket.
    public var name: String {
        switch place {
        case .host(let host): host.text
        case .address(let address): address.text
        case .unixSocket(let path): path
        }
    }
}

extension Endpoint: CustomStringConvertible {
    /// `mx.example.net:25`, `[2001:db8::1]:25` or `unix:/run/mail.sock`.
    public var description: String {
        switch place {
        case .host(let host): "\(host.text):\(port ?? scheme.defaultPort)"
        case .address(let address):
            switch address.family {
            case .ipv4: "\(address.text):\(port ?? scheme.defaultPort)"
            case .ipv6: "[\(address.text)]:\(port ?? scheme.defaultPort)"
            }
        case .unixSocket(let path): "unix:\(path)"
        }
    }
}
