/// The header that HAProxy and other proxies put before everything else on a connection, to tell the server behind them
/// who really connected.
///
///     v1 192.0.2.7:4711 198.51.100.1:25       PROXY TCP4 192.0.2.7 198.51.100.1 4711 25 CR LF
///     v1 UNKNOWN                              PROXY UNKNOWN CR LF
///     v2 [2001:db8::7]:4711 [2001:db8::1]:25  the same, in binary
///     v2 LOCAL                                the proxy itself connects, for example to see whether the server is alive
///
/// - SeeAlso: W. Tarreau, "The PROXY protocol", versions 1 and 2
public struct ProxyHeader: Hashable, Sendable {
    /// The two forms.
    public enum Version: String, Hashable, Sendable, CaseIterable {
        /// A line of text.
        case v1
        /// Binary.
        case v2
    }

    /// What the header says about the connection.
    public enum Connection: Hashable, Sendable {
        /// The proxy speaks for itself; the server uses the addresses that it sees (version 2 only).
        case local
        /// The proxy does not know who connected.
        case unknown
        /// Who connected, from where to where. Both addresses are of one family.
        case tcp(source: IPNumber, sourcePort: UInt16, destination: IPNumber, destinationPort: UInt16)
    }

    /// The longest header of version 1, with its CR LF.
    public static let longestLine = 107

    /// Which form it has.
    public let version: Version
    /// What it says.
    public let connection: Connection

    /// Reads the form that a person writes: `v1` or `v2`, then `UNKNOWN`, `LOCAL`, or two addresses with their ports.
    public init(parsing text: String) throws(ProxyHeaderError) {
        let words = text.utf8.split { ASCII.isBlank($0) }.map { Array($0) }
        guard let first = words.first else { throw .empty }
        guard let version = Version(rawValue: String(decoding: first, as: UTF8.self).lowercased()) else {
            throw .version
        }
        self.version = version
        switch words.count {
        case 2 where ASCII.equal(words[1], "UNKNOWN"): connection = .unknown
        case 2 where ASCII.equal(words[1], "LOCAL"):
            guard version == .v2 else { throw .localNeedsVersion2 }
            connection = .local
        case 3:
            let source = try Self.end(words[1])
            let destination = try Self.end(words[2])
            guard source.address.isIPv6 == destination.address.isIPv6 else { throw .mixedFamilies }
            connection = .tcp(
                source: source.address, sourcePort: source.port, destination: destination.address,
                destinationPort: destination.port)
        default: throw .wordCount
        }
    }

    /// The header as a person writes it. Parsing it gives the same.
    public var text: String {
        switch connection {
        case .local: "\(version.rawValue) LOCAL"
        case .unknown: "\(version.rawValue) UNKNOWN"
        case .tcp(let source, let sourcePort, let destination, let destinationPort):
            "\(version.rawValue) \(Self.text(source, sourcePort)) \(Self.text(destination, destinationPort))"
        }
    }

    /// Exactly what goes over the wire, before TLS and before the greeting.
    public var bytes: [UInt8] {
        switch version {
        case .v1: Array(line.utf8)
        case .v2: binary
        }
    }

    // MARK: Version 1

    private var line: String {
        guard case .tcp(let source, let sourcePort, let destination, let destinationPort) = connection else {
            return "PROXY UNKNOWN\r\n"
        }
        let family = source.isIPv6 ? "TCP6" : "TCP4"
        return "PROXY \(family) \(source.text) \(destination.text) \(sourcePort) \(destinationPort)\r\n"
    }

    // MARK: Version 2

    private static let signature: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A]
    private static let localCommand: UInt8 = 0x20
    private static let proxyCommand: UInt8 = 0x21
    private static let unspecified: UInt8 = 0x00
    private static let tcpOverIPv4: UInt8 = 0x11
    private static let tcpOverIPv6: UInt8 = 0x21

    private var binary: [UInt8] {
        switch connection {
        case .local: return Self.header(Self.localCommand, Self.unspecified, [])
        case .unknown: return Self.header(Self.proxyCommand, Self.unspecified, [])
        case .tcp(let source, let sourcePort, let destination, let destinationPort):
            let family = source.isIPv6 ? Self.tcpOverIPv6 : Self.tcpOverIPv4
            let addresses = source.bytes + destination.bytes
            return Self.header(
                Self.proxyCommand, family, addresses + Self.bigEndian(sourcePort) + Self.bigEndian(destinationPort))
        }
    }

    private static func header(_ command: UInt8, _ family: UInt8, _ addresses: [UInt8]) -> [UInt8] {
        signature + [command, family] + bigEndian(UInt16(addresses.count)) + addresses
    }

    private static func bigEndian(_ value: UInt16) -> [UInt8] { [UInt8(value >> 8), UInt8(value & 0xFF)] }

    // MARK: Addresses with ports

    private static func text(_ address: IPNumber, _ port: UInt16) -> String {
        address.isIPv6 ? "[\(address.text)]:\(port)" : "\(address.text):\(port)"
    }

    /// `192.0.2.7:4711` or `[2001:db8::7]:4711`.
    private static func end(_ word: [UInt8]) throws(ProxyHeaderError) -> (address: IPNumber, port: UInt16) {
        guard let colon = word.lastIndex(of: ASCII.colon) else { throw .port }
        guard let port = Decimal.value(of: word[(colon + 1)...]).flatMap({ UInt16(exactly: $0) }) else { throw .port }
        var host = word[..<colon]
        let isBracketed = host.first == 0x5B && host.last == 0x5D
        if isBracketed { host = host.dropFirst().dropLast() }
        guard let address = IPNumber(host), address.isIPv6 == isBracketed else { throw .address }
        return (address, port)
    }
}

/// Why a text is no ``ProxyHeader``.
public enum ProxyHeaderError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Nothing stands there.
    case empty
    /// It begins with something else than `v1` or `v2`.
    case version
    /// There are too few words, or too many.
    case wordCount
    /// Version 1 has no LOCAL.
    case localNeedsVersion2
    /// A word is no IP address.
    case address
    /// An address has no port, or a wrong one.
    case port
    /// One address is of IPv4 and the other of IPv6.
    case mixedFamilies

    /// What is wrong, in a sentence.
    public var description: String {
        switch self {
        case .empty: "The header is empty."
        case .version: "The header begins with v1 or v2."
        case .wordCount: "After the version come two addresses with ports, or UNKNOWN, or LOCAL."
        case .localNeedsVersion2: "LOCAL is only in version 2."
        case .address: "This is no IP address; one of IPv6 stands in brackets."
        case .port: "Each address has a colon and a port from 0 to 65535 behind it."
        case .mixedFamilies: "Both addresses must be of IPv4, or both of IPv6."
        }
    }
}
