/// Why a server refuses an access token, as it says so in a challenge.
///
///     S: {"status":"invalid_token","scope":"mail","openid-configuration":"https://example.com/.well-known/…"}
///
/// - SeeAlso: RFC 7628 §3.2.2
struct OAuthError: Hashable, Sendable {
    /// What is wrong with the token: `invalid_token`, or a number of HTTP from Google.
    let status: [UInt8]
    /// What the token has to be good for.
    let scope: [UInt8]
    /// Where a client learns how to get a token; empty when the server does not say.
    let openIDConfiguration: [UInt8]

    /// An error to send.
    init(status: String, scope: String, openIDConfiguration: String = "") {
        self.status = Array(status.utf8)
        self.scope = Array(scope.utf8)
        self.openIDConfiguration = Array(openIDConfiguration.utf8)
    }

    /// The names and values of an error that came, those that RFC 7628 names first; nil when it is not JSON.
    static func fields(_ challenge: [UInt8]) -> [(name: String, value: [UInt8])]? {
        guard let members = JSONMembers.of(challenge) else { return nil }
        return names.flatMap { name in members.filter { $0.name == name } }
    }

    private static let names = ["status", "scope", "openid-configuration", "schemes", "error", "error_description"]

    /// The error as JSON.
    var bytes: [UInt8] {
        let members = zip(Self.names, [status, scope, openIDConfiguration]).filter { !$0.1.isEmpty }.map {
            name, value in
            "\"\(name)\":\"\(Self.escape(value))\""
        }
        return Array("{\(members.joined(separator: ","))}".utf8)
    }

    private static func escape(_ value: [UInt8]) -> String {
        String(decoding: value, as: UTF8.self).unicodeScalars.map { scalar in
            switch scalar {
            case "\"": "\\\""
            case "\\": "\\\\"
            case "\u{0}"..<"\u{20}": "\\u00" + (scalar.value < 0x10 ? "0" : "") + String(scalar.value, radix: 16)
            case _: String(scalar)
            }
        }.joined()
    }
}
