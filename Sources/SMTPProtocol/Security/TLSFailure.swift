/// Why a connection could not be secured. It is over then: nothing goes on in the clear.
public struct TLSFailure: Error, Hashable, Sendable {
    /// What happened. Bytes and text in it come from the server: escape them.
    public enum Reason: Hashable, Sendable {
        /// The server's certificate is not good enough, for each of these reasons.
        case certificate([CertificateProblem])
        /// The server sent an alert: its registered number.
        /// - SeeAlso: RFC 8446 §6
        case alert(UInt8)
        /// Bytes stood behind the 220 to STARTTLS, in the clear: somebody on the way may have put them there.
        /// - SeeAlso: CVE-2021-22947
        case injection([UInt8])
        /// Plain text came where the handshake should have been; its first bytes.
        case plaintext([UInt8])
        /// The server speaks no version that is new enough; the one it chose or named, when it did.
        case versionTooOld(offered: TLSVersion?, minimum: TLSVersion)
        /// The handshake took longer than this, in seconds.
        case timedOut(seconds: Int)
        /// The server closed the connection in the middle of the handshake.
        case closed
        /// The connection broke off in the middle of the handshake.
        case broken(String)
        /// What the user gave for TLS cannot be used: a file of authorities, a certificate, a key.
        case unusable(String)
        /// Anything else, in the words of the TLS library.
        case other(String)
    }

    /// How far the handshake had come.
    public enum Stage: String, Hashable, Sendable, CaseIterable {
        /// Nothing was sent yet.
        case start
        /// Our hello was sent, and nothing has come back.
        case clientHello
        /// The server has chosen version and cipher suite.
        case serverHello
        /// The server has shown its certificate.
        case certificate
        /// The handshake was complete on our side.
        case finished
    }

    /// What happened.
    public let reason: Reason
    /// How far the handshake had come.
    public let stage: Stage
    /// What was learnt before it failed.
    public let facts: TLSFacts?

    /// A failure.
    public init(_ reason: Reason, at stage: Stage, facts: TLSFacts? = nil) {
        self.reason = reason
        self.stage = stage
        self.facts = facts
    }
}
