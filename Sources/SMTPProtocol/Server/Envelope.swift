/// Who a message is from and for, as MAIL and RCPT said, and how its content was announced.
///
/// - SeeAlso: RFC 5321 §2.3.1
public struct Envelope: Hashable, Sendable {
    /// The argument of EHLO or HELO, as received.
    public var clientName: [UInt8]
    /// Where bounces go; `MailPath.null` for a bounce itself.
    public var reversePath: MailPath
    /// The accepted forward-paths, in the order of their RCPT commands.
    public var recipients: [MailPath]
    /// The size that MAIL announced with `SIZE=`, in octets.
    /// - SeeAlso: RFC 1870 §6
    public var announcedSize: UInt64?
    /// What MAIL announced with `BODY=`.
    public var body: BodyKind
    /// Whether MAIL announced addresses or a header beyond ASCII with `SMTPUTF8`.
    /// - SeeAlso: RFC 6531 §3.4
    public var isInternationalized = false
    /// The octets of content received so far, dot-stuffing undone; the whole content when the message is accepted.
    public var contentSize: Int

    /// What the client said about the octets of the content.
    /// - SeeAlso: RFC 6152 §3
    public enum BodyKind: String, Hashable, Sendable, CaseIterable {
        /// Nothing was said, or `BODY=7BIT`.
        case sevenBit = "7BIT"
        /// `BODY=8BITMIME`.
        case eightBitMIME = "8BITMIME"
        /// `BODY=BINARYMIME`: only BDAT can bring it. RFC 3030 §3
        case binaryMIME = "BINARYMIME"
    }

    /// An envelope at the moment MAIL is accepted.
    public init(
        clientName: [UInt8], reversePath: MailPath, announcedSize: UInt64? = nil, body: BodyKind = .sevenBit
    ) {
        self.clientName = clientName
        self.reversePath = reversePath
        self.recipients = []
        self.announcedSize = announcedSize
        self.body = body
        self.contentSize = 0
    }
}
