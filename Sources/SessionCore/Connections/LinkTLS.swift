import SMTPProtocol

/// How far TLS is on a connection.
enum LinkTLS: Hashable, Sendable {
    /// Everything is in the clear.
    case none
    /// The server agreed, or the connection began so: nothing goes out in the clear any more.
    case starting
    /// The connection is encrypted.
    case secured(TLSFacts)

    /// What is known of the TLS under the connection; nil without it.
    var facts: TLSFacts? {
        switch self {
        case .none, .starting: nil
        case .secured(let facts): facts
        }
    }

    /// Whether the handshake is under way.
    var isStarting: Bool { self == .starting }
}
