/// What a target that was typed is made of, as far as words about it need to know. Whether it can be connected to is judged by
/// the part that knows addresses.
struct TargetParts: Hashable, Sendable {
    /// `smtp`, `smtps` and so on, in small letters; nil when none is written.
    let scheme: String?
    /// The host or the address, without brackets; the path of a socket.
    let host: String
    /// The port, when one is written.
    let port: Int?
    /// Whether it is a Unix-domain socket.
    let isSocket: Bool

    /// Takes a target apart.
    init(_ target: String) {
        var rest = Array(target.utf8)[...]
        var scheme: String?
        if let colon = rest.firstIndex(of: UInt8(ascii: ":")), rest[colon...].starts(with: Array("://".utf8)) {
            scheme = String(decoding: rest[..<colon], as: UTF8.self).lowercased()
            rest = rest[(colon + 3)...]
        }
        if Array(rest).hasPrefix(ignoringCase: "unix:") || Array(rest).hasPrefix(ignoringCase: "lmtp:unix:")
            || rest.first == UInt8(ascii: "/")
        {
            let path = rest.firstIndex(of: UInt8(ascii: "/")) ?? rest.startIndex
            self.init(scheme: scheme, host: String(decoding: rest[path...], as: UTF8.self), port: nil, isSocket: true)
            return
        }
        rest = rest.prefix { $0 != UInt8(ascii: "/") }
        var host = rest
        var port: Int?
        if rest.first == UInt8(ascii: "["), let end = rest.firstIndex(of: UInt8(ascii: "]")) {
            host = rest[(rest.startIndex + 1)..<end]
            port = Int(String(decoding: rest[end...].dropFirst(2), as: UTF8.self))
        } else if rest.count(where: { $0 == UInt8(ascii: ":") }) == 1,
            let colon = rest.firstIndex(of: UInt8(ascii: ":"))
        {
            host = rest[..<colon]
            port = Int(String(decoding: rest[(colon + 1)...], as: UTF8.self))
        }
        self.init(scheme: scheme, host: String(decoding: host, as: UTF8.self), port: port, isSocket: false)
    }

    private init(scheme: String?, host: String, port: Int?, isSocket: Bool) {
        self.scheme = scheme
        self.host = host
        self.port = port
        self.isSocket = isSocket
    }

    /// Whether the host is written as an IP address.
    var isAddress: Bool {
        let bytes = Array(host.utf8)
        if bytes.contains(UInt8(ascii: ":")) { return true }
        let numbers = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return numbers.count == 4
            && numbers.allSatisfy { !$0.isEmpty && $0.allSatisfy { (0x30...0x39).contains($0) } }
    }

    /// Whether it asks for TLS from the first byte by itself.
    /// - SeeAlso: RFC 8314 §3.3
    var impliesTLS: Bool {
        if let scheme { return scheme == "smtps" || scheme == "submissions" }
        return port == 465
    }
}
