internal import Glibc
internal import SMTPProtocol

/// Whom a certificate has to name: the host or the address that the user asked for.
///
/// Everything is compared as bytes. Only subject alternative names count, never the common name.
/// - SeeAlso: RFC 9525 §6
enum ServerIdentity: Hashable, Sendable {
    /// A host name in small letters, without the dot of an absolute name. Names in other scripts are in their `xn--`
    /// form on both sides, so they need no care.
    case host([UInt8])
    /// 4 or 16 bytes.
    case address([UInt8])
    /// Nothing that a certificate could name; nothing matches it.
    case nameless(String)

    /// Whom the place of an endpoint names. A socket in the file system has no name that could be checked.
    init(_ place: Endpoint.Place) {
        switch place {
        case .host(let name):
            let bytes = name.text.utf8.map(Self.small)
            self = .host(bytes.last == Self.dot ? bytes.dropLast() : bytes)
        case .address(let address): self = .address(address.bytes)
        case .unixSocket(let path): self = .nameless(path)
        }
    }

    /// Whether one of the names is for it.
    func matches(_ names: [GeneralNameBytes]) -> Bool {
        names.contains { name in
            switch (self, name) {
            case (.host(let host), .dns(let pattern)): Self.host(host, matches: pattern)
            case (.address(let address), .address(let bytes)): !address.isEmpty && bytes == address[...]
            case (.host, _), (.address, _), (.nameless, _): false
            }
        }
    }

    /// What is wrong with a certificate's names; nil when one of them fits.
    func problem(_ names: [GeneralNameBytes], asked: String, commonName: String?) -> CertificateProblem? {
        if matches(names) { return nil }
        let shown = names.compactMap { name -> String? in
            switch name {
            case .dns(let bytes): CertificateText.text(bytes)
            case .address(let bytes): Self.text(address: Array(bytes))
            case .email, .uri, .other: nil
            }
        }
        if shown.isEmpty { return .noName(asked: asked, commonName: commonName) }
        return .wrongName(asked: asked, names: shown)
    }

    private static let dot = UInt8(ascii: ".")
    private static let star = UInt8(ascii: "*")

    /// A wildcard stands for exactly one label, the first, and only as the whole of it; at least two must follow it.
    /// - SeeAlso: RFC 9525 §6.3
    private static func host(_ host: [UInt8], matches pattern: ArraySlice<UInt8>) -> Bool {
        let pattern = pattern.map(small)
        guard pattern.starts(with: [star, dot]) else { return isHostName(pattern[...]) && pattern == host }
        let parent = pattern[2...]
        guard isHostName(parent), parent.contains(dot), let end = host.firstIndex(of: dot), end > 0 else {
            return false
        }
        return host[(end + 1)...] == parent
    }

    /// Labels of letters, digits, hyphens and underscores, with single dots between them.
    private static func isHostName(_ name: ArraySlice<UInt8>) -> Bool {
        name.split(separator: dot, omittingEmptySubsequences: false).allSatisfy { label in
            !label.isEmpty
                && label.allSatisfy { byte in
                    switch byte {
                    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
                    case UInt8(ascii: "-"), UInt8(ascii: "_"): true
                    default: false
                    }
                }
        }
    }

    private static func small(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }

    /// An address as people write it; bytes of another length in hexadecimal.
    private static func text(address: [UInt8]) -> String {
        guard address.count == 4 || address.count == 16 else { return Hexadecimal.text(address) }
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let family = address.count == 4 ? AF_INET : AF_INET6
        guard inet_ntop(family, address, &text, socklen_t(text.count)) != nil else { return Hexadecimal.text(address) }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
