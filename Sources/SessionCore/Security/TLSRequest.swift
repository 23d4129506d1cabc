public import SMTPProtocol

/// What the user said about TLS for one connection.
public struct TLSRequest: Hashable, Sendable {
    /// When the connection is secured; nil for what the target says: port 465 and `smtps://` from the first byte, else by hand.
    public var mode: TLSMode?
    /// A file of authorities in PEM, which stands in for the system's.
    public var authorities: String?
    /// Connect whatever certificate is shown.
    public var isInsecure = false
    /// Hashes of keys, as `--pin` takes them: SHA-256 in hexadecimal, with or without colons, or in base64.
    public var pins: [String] = []
    /// A file with our certificate in PEM.
    public var certificate: String?
    /// A file with its key in PEM.
    public var key: String?
    /// The name to send instead of the host's.
    public var serverName: String?
    /// The oldest version to speak.
    public var minimumVersion: TLSVersion?

    /// A request that says nothing.
    public init() {}
}
