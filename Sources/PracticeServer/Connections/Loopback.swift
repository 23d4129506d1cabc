import NIOCore

/// The addresses that lead to this machine only.
enum Loopback {
    /// True for 127.0.0.0/8 and ::1, also when the first is written as an IPv6 address.
    /// - SeeAlso: RFC 1122 §3.2.1.3, RFC 4291 §2.5.3, §2.5.5.2
    static func contains(_ address: SocketAddress) -> Bool {
        switch address {
        case .v4, .v6:
            // The system wrote this text from the binary address: there is one form of each.
            guard let text = address.ipAddress else { return false }
            return text == "::1" || text.hasPrefix("127.") || text.hasPrefix("::ffff:127.")
        case .unixDomainSocket:
            return true
        }
    }
}
