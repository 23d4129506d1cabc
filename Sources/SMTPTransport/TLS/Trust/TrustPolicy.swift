/// Whom to believe, for one connection.
public struct TrustPolicy: Hashable, Sendable {
    /// Who may vouch for a server.
    public enum Anchors: Hashable, Sendable {
        /// The trust store of the system.
        case system
        /// These certificates and nobody else, from a file in PEM.
        case file(path: String, pem: [UInt8])
        /// The throw-away authority of the built-in practice server, in PEM.
        case practice(pem: [UInt8])
    }

    /// Who may vouch for a server.
    public var anchors: Anchors
    /// Hashes of keys (SHA-256 of the SubjectPublicKeyInfo, 32 bytes each). When there are any, the server's own key must be
    /// one of them, and then nobody else need vouch for it.
    public var pins: [[UInt8]]
    /// Connect whatever is found, and say loudly why it would not have been good enough.
    public var isInsecure: Bool

    /// A policy; without anything said, the system's trust store.
    public init(anchors: Anchors = .system, pins: [[UInt8]] = [], isInsecure: Bool = false) {
        self.anchors = anchors
        self.pins = pins
        self.isInsecure = isInsecure
    }
}
