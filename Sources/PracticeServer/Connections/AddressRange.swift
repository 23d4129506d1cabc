public import NIOCore

/// A range of addresses, written as CIDR: `192.168.1.0/24`, `2001:db8::/32`, or one address.
/// - SeeAlso: RFC 4632 §3.1, RFC 4291 §2.3
public struct AddressRange: Hashable, Sendable, CustomStringConvertible {
    private let network: [UInt8]
    private let bits: Int
    /// The range as it was written.
    public let description: String

    /// Reads a range; nil when it is none, or when the address has bits beyond the prefix: that is usually a slip.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let address = try? SocketAddress(ipAddress: String(parts[0]), port: 0) else {
            return nil
        }
        let bytes = Self.bytes(of: address)
        let most = bytes.count * 8
        if parts.count == 2 {
            guard !parts[1].isEmpty, parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }), let bits = Int(parts[1]),
                bits <= most
            else { return nil }
            self.bits = bits
        } else {
            bits = most
        }
        guard !bytes.isEmpty, bytes == Self.masked(bytes, bits) else { return nil }
        network = bytes
        description = text
    }

    /// Whether the address lies in the range; one of IPv4 also when it is written as one of IPv6.
    public func contains(_ address: SocketAddress) -> Bool {
        let bytes = Self.bytes(of: address)
        return bytes.count == network.count && Self.masked(bytes, bits) == network
    }

    private static func masked(_ bytes: [UInt8], _ bits: Int) -> [UInt8] {
        bytes.enumerated().map { index, byte in
            let kept = min(8, max(0, bits - index * 8))
            return kept == 0 ? 0 : byte & (0xFF << UInt8(8 - kept))
        }
    }

    /// 4 octets or 16, none for a socket without an address.
    static func bytes(of address: SocketAddress) -> [UInt8] {
        switch address {
        case .v4(let v4):
            // Behind family and port, which have two octets each.
            return withUnsafeBytes(of: v4.address) { Array($0[4..<8]) }
        case .v6(let v6):
            // Behind family, port and flow label.
            let bytes = withUnsafeBytes(of: v6.address) { Array($0[8..<24]) }
            let isMapped = bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
            return isMapped ? Array(bytes.suffix(4)) : bytes
        case .unixDomainSocket:
            return []
        }
    }
}
