/// A mail transaction: everything between an accepted MAIL and the server's verdict on the content.
/// - SeeAlso: RFC 5321 §3.3
public struct Transaction: Hashable, Sendable {
    /// One RCPT and the server's answer to it.
    public struct Recipient: Hashable, Sendable {
        /// The forward-path; nil when the line was not understood, though the server may have.
        public let path: MailPath?
        /// The reply code.
        public let code: ReplyCode
    }

    /// The reverse-path; nil when the line was not understood, though the server accepted it.
    public let reversePath: MailPath?
    /// The parameters of MAIL.
    public let parameters: [Parameter]
    /// The recipients that the server accepted, in order.
    public internal(set) var accepted: [Recipient] = []
    /// The recipients that the server refused, in order.
    public internal(set) var refused: [Recipient] = []
    /// The bytes of content sent so far: without stuffed dots and without the dot that ends it.
    public internal(set) var contentByteCount = 0
    /// The lines of content sent so far by DATA.
    public internal(set) var contentLineCount = 0
    /// Whether content came by BDAT, so that DATA is no longer possible.
    public internal(set) var isChunked = false
    /// Whether a chunk was refused, so that only RSET goes on.
    /// - SeeAlso: RFC 3030 §2
    public internal(set) var needsReset = false

    init(reversePath: MailPath?, parameters: [Parameter]) {
        self.reversePath = reversePath
        self.parameters = parameters
    }

    /// Whether the message was announced with SMTPUTF8.
    public var usesSMTPUTF8: Bool { parameters.contains { $0.keyword == "SMTPUTF8" } }
}
