/// What ties a login to the TLS connection under it.
/// - SeeAlso: RFC 5929, RFC 9266
public struct ChannelBinding: Hashable, Sendable {
    /// The kind, by its registered name.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Bytes that both ends compute from the secrets of this one TLS connection.
        /// - SeeAlso: RFC 9266
        case exporter = "tls-exporter"
        /// A digest of the server's certificate: the same in every connection to that server.
        /// - SeeAlso: RFC 5929 §4
        case serverEndPoint = "tls-server-end-point"

        /// The kinds, the strongest first.
        static let byStrength: [Kind] = [.exporter, .serverEndPoint]
    }

    /// The kind.
    public let kind: Kind
    /// The bytes that both ends know.
    public let data: [UInt8]

    /// A binding.
    public init(_ kind: Kind, data: [UInt8]) {
        self.kind = kind
        self.data = data
    }
}
