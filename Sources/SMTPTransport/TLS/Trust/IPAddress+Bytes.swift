internal import Glibc

extension IPAddress {
    /// The address as certificates hold it: 4 or 16 bytes, without the zone.
    /// - SeeAlso: RFC 5280 §4.2.1.6
    var bytes: [UInt8] {
        let address = text.utf8.prefix { $0 != UInt8(ascii: "%") }.map { CChar(bitPattern: $0) } + [0]
        let isIPv4 = family == .ipv4
        var bytes = [UInt8](repeating: 0, count: isIPv4 ? 4 : 16)
        // The text was checked when the address was made, so the C library reads it.
        return inet_pton(isIPv4 ? AF_INET : AF_INET6, address, &bytes) == 1 ? bytes : []
    }
}
