/// What a client of OAUTHBEARER or XOAUTH2 sends: a user, perhaps the server's address, and an access token.
///
///     C: n,a=user@example.com,^Ahost=server.example.com^Aport=143^Aauth=Bearer vF9dft4qmT…^A^A
///     C: user=user@example.com^Aauth=Bearer ya29.vF9dft4qmT…^A^A
///
/// - SeeAlso: RFC 7628 §3.1
struct OAuthMessage: Hashable, Sendable, SecretHolder {
    /// Who to log in as; empty when the token alone decides.
    let user: [UInt8]
    /// The access token; empty when the client only asks what it needs.
    let token: [UInt8]
    /// The server's name as the client knows it; empty when it was not sent.
    let host: [UInt8]
    /// The server's port as the client knows it; empty when it was not sent.
    let port: [UInt8]

    /// A message to send.
    init(user: [UInt8], token: [UInt8], host: [UInt8] = [], port: [UInt8] = []) {
        self.user = user
        self.token = token
        self.host = host
        self.port = port
    }

    /// A message in the form of OAUTHBEARER; nil when it has not this form.
    init?(bearer message: [UInt8]) {
        guard let header = GS2Header(beginning: message), let pairs = Self.pairs(message[header.bytes.count...]) else {
            return nil
        }
        switch header.binding {
        case .unsupported, .notOffered: break
        case .bound: return nil
        }
        guard let token = pairs["auth"].flatMap(Self.token) else { return nil }
        self.init(
            user: header.authorizationIdentity, token: token, host: pairs["host"] ?? [], port: pairs["port"] ?? [])
    }

    /// A message in the form of XOAUTH2; nil when it has not this form.
    init?(xoauth2 message: [UInt8]) {
        // It is as in OAUTHBEARER, with one more pair in the place of the header.
        guard let pairs = Self.pairs([Self.separator] + message), let user = pairs["user"], !user.isEmpty,
            let token = pairs["auth"].flatMap(Self.token)
        else { return nil }
        self.init(user: user, token: token)
    }

    /// The bytes in the form of OAUTHBEARER.
    var bearerBytes: [UInt8] {
        var pairs: [[UInt8]] = [GS2Header(.unsupported, authorizationIdentity: user).bytes]
        if !host.isEmpty { pairs.append(Array("host=".utf8) + host) }
        if !port.isEmpty { pairs.append(Array("port=".utf8) + port) }
        return Array((pairs + [Array("auth=Bearer ".utf8) + token, [], []]).joined(separator: [Self.separator]))
    }

    /// The bytes in the form of XOAUTH2.
    var xoauth2Bytes: [UInt8] {
        let pairs = [Array("user=".utf8) + user, Array("auth=Bearer ".utf8) + token, [], []]
        return Array(pairs.joined(separator: [Self.separator]))
    }

    /// The byte 0x01 that stands before, between and behind the pairs.
    static let separator: UInt8 = 1

    /// The pairs of `^Akey=value^Akey=value^A^A`; nil for anything else, and for a key that comes twice.
    private static func pairs(_ bytes: some Collection<UInt8>) -> [String: [UInt8]]? {
        let parts = Array(bytes).split(separator: separator, omittingEmptySubsequences: false)
        guard parts.count >= 4, parts[0].isEmpty, parts.suffix(2).allSatisfy(\.isEmpty) else { return nil }
        var pairs: [String: [UInt8]] = [:]
        for part in parts.dropFirst().dropLast(2) {
            guard let equals = part.firstIndex(of: UInt8(ascii: "=")), equals > part.startIndex else { return nil }
            let key = String(decoding: part[..<equals], as: UTF8.self)
            guard pairs.updateValue(Array(part[(equals + 1)...]), forKey: key) == nil else { return nil }
        }
        return pairs
    }

    /// The token of `Bearer TOKEN`; nothing for nothing, and nil for another kind of credential.
    /// - SeeAlso: RFC 6750 §2.1
    private static func token(_ value: [UInt8]) -> [UInt8]? {
        if value.isEmpty { return [] }
        let words = value.split(separator: UInt8(ascii: " "))
        guard words.count == 2, String(decoding: words[0], as: UTF8.self).lowercased() == "bearer" else { return nil }
        return Array(words[1])
    }
}
