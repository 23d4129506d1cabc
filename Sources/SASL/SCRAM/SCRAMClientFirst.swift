/// The first message of a SCRAM client: `n,,n=user,r=nonce`.
/// - SeeAlso: RFC 5802 §5.1 and §7
struct SCRAMClientFirst: Hashable, Sendable {
    /// Whether the login is bound to the connection, and who to act as.
    let header: GS2Header
    /// Who logs in.
    let user: [UInt8]
    /// The client's part of the nonce.
    let nonce: [UInt8]
    /// The message behind the header: the first thing that both sides sign.
    let bare: [UInt8]

    /// A message that came; nil when it has not this form, or demands an extension.
    init?(_ message: [UInt8]) {
        guard let header = GS2Header(beginning: message) else { return nil }
        let bare = message[header.bytes.count...]
        guard let attributes = SCRAMAttributes(bare), !attributes.hasMandatoryExtension,
            let values = attributes.values(inOrder: "nr"), let user = SASLName.unescape(values[0]),
            SCRAMNonce.isValid(values[1])
        else { return nil }
        self.header = header
        self.user = user
        nonce = values[1]
        self.bare = Array(bare)
    }
}
