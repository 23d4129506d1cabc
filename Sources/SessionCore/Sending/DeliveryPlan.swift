public import SMTPProtocol

/// What is to be sent to whom, and how far: everything about a delivery but the message itself.
public struct DeliveryPlan: Hashable, Sendable {
    /// A stage of the session behind which it can be ended.
    public enum Stage: String, Hashable, Sendable, CaseIterable {
        /// The greeting is in; `connect` is another name of it.
        case banner
        /// EHLO was answered.
        case ehlo
        /// TLS stands, and EHLO was answered under it.
        case tls
        /// The login is over.
        case auth
        /// MAIL was answered.
        case mail
        /// All RCPT were answered.
        case rcpt
        /// The message was answered.
        case data

        /// The stage of this name; nil when there is none.
        public init?(named name: String) {
            guard let stage = Stage(rawValue: name == "connect" ? "banner" : name) else { return nil }
            self = stage
        }
    }

    /// What is asked of the server about notices.
    /// - SeeAlso: RFC 3461 §4
    public struct Notices: Hashable, Sendable {
        /// When the sender wants to be told: `NEVER`, or `SUCCESS`, `FAILURE`, `DELAY` with commas between them.
        public var notify: String?
        /// How much of the message comes back: `FULL` or `HDRS`.
        public var `return`: String?
        /// A name for the message that notices repeat, not encoded yet.
        public var envelopeID: String?

        /// No wishes.
        public init() {}
    }

    /// The reverse-path.
    public var sender: MailPath
    /// The forward-paths, in order.
    public var recipients: [MailPath]
    /// How to log in; nil for not at all.
    public var login: AuthRequest?
    /// Lines of `:xclient` and `:xforward` that come before everything that depends on who we are.
    public var pretending: [[UInt8]] = []
    /// Behind which stage the session ends; nil for the end of the message.
    public var lastStage: Stage?
    /// Whether MAIL, RCPT and DATA go out in one write where the server offers PIPELINING.
    public var pipelines = false
    /// What is asked about notices; nil for nothing.
    public var notices: Notices?
    /// Whether SIZE is declared where the server offers it.
    public var declaresSize = true
    /// Whether the content goes by BDAT.
    public var usesChunks = false
    /// Whether a reply for each recipient is asked for.
    /// - SeeAlso: draft-hall-prdr
    public var wantsRecipientReplies = false
    /// How many messages are sent over one connection.
    public var messageCount = 1

    /// A plan for one message.
    public init(sender: MailPath, recipients: [MailPath]) {
        self.sender = sender
        self.recipients = recipients
    }
}

/// What has to be known of a message before it is sent.
public struct MessageFacts: Hashable, Sendable {
    /// Its size in bytes, with CRLF at the end of each line.
    public var size: Int
    /// Whether it holds bytes above 0x7F.
    public var hasEightBit: Bool
    /// Whether its header does.
    public var hasEightBitHeader: Bool

    /// Facts.
    public init(size: Int, hasEightBit: Bool, hasEightBitHeader: Bool) {
        self.size = size
        self.hasEightBit = hasEightBit
        self.hasEightBitHeader = hasEightBitHeader
    }
}
