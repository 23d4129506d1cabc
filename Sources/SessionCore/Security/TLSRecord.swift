import SMTPProtocol

/// What is known of TLS, for the page that shows it. It outlives the connection, so that it can be read after a failure.
enum TLSRecord: Sendable {
    /// The connection has had no TLS.
    case none
    /// The connection is, or was, secured.
    case secured(TLSFacts)
    /// The connection could not be secured.
    case failed(TLSFailure)

    /// What was learnt; of a failure, as far as it came.
    var facts: TLSFacts? {
        switch self {
        case .none: nil
        case .secured(let facts): facts
        case .failed(let failure): failure.facts
        }
    }
}
