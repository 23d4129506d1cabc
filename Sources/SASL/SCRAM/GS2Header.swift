/// What stands at the beginning of the first message of SCRAM and OAUTHBEARER: whether the login is bound to the
/// connection, and who to act as.
///
///     C: p=tls-exporter,,n=student,r=…
///     C: n,a=postmaster,n=student,r=…
///
/// - SeeAlso: RFC 5801 §4, RFC 5802 §7
struct GS2Header: Hashable, Sendable {
    /// Whether the login is bound to the connection under it.
    enum Binding: Hashable, Sendable {
        /// `n`: the client cannot.
        case unsupported
        /// `y`: the client could, but the server did not offer it.
        case notOffered
        /// `p=`: to this kind, named as the client named it.
        case bound(kind: [UInt8])
    }
    /// Whether the login is bound.
    let binding: Binding
    /// Who to act as; empty for the user who logs in.
    let authorizationIdentity: [UInt8]
    /// The header as it stands in the message, with its last comma.
    let bytes: [UInt8]

    /// A header to send.
    init(_ binding: Binding, authorizationIdentity: [UInt8]) {
        self.binding = binding
        self.authorizationIdentity = authorizationIdentity
        let flag: [UInt8] =
            switch binding {
            case .unsupported: Array("n".utf8)
            case .notOffered: Array("y".utf8)
            case .bound(let kind): Array("p=".utf8) + kind
            }
        let identity = SASLName.escape(authorizationIdentity)
        bytes = flag + Array(",".utf8) + (identity.isEmpty ? [] : Array("a=".utf8) + identity) + Array(",".utf8)
    }

    /// The header at the beginning of a message; nil when there is none.
    init?(beginning message: [UInt8]) {
        let parts = message.split(separator: UInt8(ascii: ","), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3 else { return nil }
        let binding: Binding
        if parts[0].elementsEqual("n".utf8) {
            binding = .unsupported
        } else if parts[0].elementsEqual("y".utf8) {
            binding = .notOffered
        } else if parts[0].starts(with: "p=".utf8), Self.isKind(parts[0].dropFirst(2)) {
            binding = .bound(kind: Array(parts[0].dropFirst(2)))
        } else {
            return nil
        }
        var identity: [UInt8] = []
        if !parts[1].isEmpty {
            guard parts[1].starts(with: "a=".utf8), let name = SASLName.unescape(Array(parts[1].dropFirst(2))) else {
                return nil
            }
            identity = name
        }
        self.binding = binding
        authorizationIdentity = identity
        bytes = Array(message[..<parts[2].startIndex])
    }

    /// Letters, digits, dots and hyphens, and at least one of them.
    private static func isKind(_ name: ArraySlice<UInt8>) -> Bool {
        !name.isEmpty
            && name.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"): true
                case _: false
                }
            }
    }
}
