import SMTPProtocol

/// An address as EHLO takes it from a client without a name: `[192.0.2.1]` or `[IPv6:2001:db8::1]`.
/// - SeeAlso: RFC 5321 §4.1.3
struct AddressLiteral: Hashable, Sendable {
    /// Whether one end of a connection, written `127.0.0.1:4711` or `[::1]:4711`, is this machine itself.
    /// - SeeAlso: RFC 1122 §3.2.1.3, RFC 4291 §2.5.3
    static func isLoopback(socketAddress: String) -> Bool {
        let bytes = Array(socketAddress.utf8)
        let host =
            bytes.first == UInt8(ascii: "[")
            ? bytes.dropFirst().prefix { $0 != UInt8(ascii: "]") && $0 != UInt8(ascii: "%") }
            : bytes.prefix { $0 != UInt8(ascii: ":") }
        switch IPNumber(host) {
        case .ipv4(let address): return address[0] == 127
        case .ipv6(let address):
            let isMapped = address.prefix(12) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
            return address == [UInt8](repeating: 0, count: 15) + [1] || (isMapped && address[12] == 127)
        case nil: return false
        }
    }

    /// With its brackets.
    let text: String

    /// The literal for one end of a connection, written `192.0.2.1:4711` or `[2001:db8::1%eth0]:4711`; nil for anything else.
    init?(socketAddress: String) {
        let bytes = Array(socketAddress.utf8)
        if bytes.first == UInt8(ascii: "[") {
            // The zone means something on this machine only.
            let address = bytes.dropFirst().prefix { $0 != UInt8(ascii: "]") && $0 != UInt8(ascii: "%") }
            guard !address.isEmpty, address.allSatisfy({ $0.hexValue != nil || $0 == 0x3A || $0 == 0x2E }) else {
                return nil
            }
            text = "[IPv6:\(String(decoding: address, as: UTF8.self))]"
        } else {
            let address = bytes.prefix { $0 != UInt8(ascii: ":") }
            guard address.split(separator: 0x2E).count == 4,
                address.allSatisfy({ (0x2E...0x39).contains($0) && $0 != 0x2F })
            else { return nil }
            text = "[\(String(decoding: address, as: UTF8.self))]"
        }
    }
}
