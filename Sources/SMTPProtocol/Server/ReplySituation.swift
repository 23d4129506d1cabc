/// A situation in which a server replies, with the words that the practice server has for it.
///
/// The machine says what happened; who imitates other software finds that software's words by the name.
/// - SeeAlso: ``ServerPolicy/reply(in:of:)``
public struct ReplySituation: Hashable, Sendable {
    /// Which situation it is; nil where exactly these words were asked for, so that nobody puts others in their place.
    public let name: Name?
    /// The practice server's own reply.
    public let own: ServerReply
    /// What it is about: the parameter, the mechanism, or how many octets came; empty in most situations.
    public private(set) var detail = ""

    /// A situation and the practice server's words for it.
    public init(_ name: Name, _ own: ServerReply) {
        self.name = name
        self.own = own
    }

    /// The same situation, about this.
    func about(_ detail: String) -> ReplySituation {
        var situation = self
        situation.detail = detail
        return situation
    }

    /// A reply that is given as it is.
    public init(exactly reply: ServerReply) {
        name = nil
        own = reply
    }

    /// A situation whose reply has an enhanced status code, given by its three numbers.
    public init(_ name: Name, _ code: ReplyCode, _ statusClass: Int, _ subject: Int, _ detail: Int, _ lines: String...)
    {
        self.init(
            name,
            ServerReply(
                code, enhanced: EnhancedStatusCode(statusClass: statusClass, subject: subject, detail: detail),
                lines: lines))
    }

    /// The names of all situations in which the practice server replies.
    public enum Name: String, Hashable, Sendable, CaseIterable {
        // The connection.
        case greeting
        case quit
        case timeout
        case shuttingDown = "shutting-down"
        case tooManyConnections = "too-many-connections"

        // Who did not wait for its turn, or speaks something else.
        case spokeBeforeGreeting = "spoke-before-greeting"
        case outOfStep = "out-of-step"
        case tooEarly = "too-early"
        case tooMuchAtOnce = "too-much-at-once"
        case tooManyErrors = "too-many-errors"
        case tooManyIdleCommands = "too-many-idle-commands"
        case foreignProtocol = "foreign-protocol"

        // Lines.
        case lineTooLong = "line-too-long"
        case lineWithBareLF = "line-with-bare-lf"
        case controlInLine = "control-in-line"
        case emptyLine = "empty-line"
        case unknownCommand = "unknown-command"
        /// No command, and possibly a secret, so nothing of it may be repeated.
        case unknownHidden = "unknown-hidden"
        /// A command of an extension that is not offered.
        case notOffered = "not-offered"
        /// ETRN, which asks for what is queued.
        case queueStart = "etrn"
        /// Something stands behind a command that stands alone.
        case unexpectedArgument = "unexpected-argument"

        // Commands that open no transaction.
        case helo
        /// The first line; the capabilities stand behind it.
        case ehlo
        case helloWithoutName = "hello-without-name"
        case helloSyntax = "hello-syntax"
        case reset
        case noop
        case help
        case helpOnCommand = "help-on-command"
        case helpUnknown = "help-unknown"
        case verifyKnown = "verify-known"
        case verifyUnknown = "verify-unknown"
        case verifyElsewhere = "verify-elsewhere"
        case verifyWithoutName = "verify-without-name"
        case expandKnown = "expand-known"
        case expandUnknown = "expand-unknown"
        case expandElsewhere = "expand-elsewhere"
        case expandWithoutName = "expand-without-name"

        // The transaction.
        case mailAccepted = "mail-accepted"
        case mailSyntax = "mail-syntax"
        /// The reverse-path is none: its brackets or its address are wrong.
        case senderSyntax = "sender-syntax"
        case recipientAccepted = "recipient-accepted"
        case recipientSyntax = "recipient-syntax"
        /// The forward-path is none: its brackets or its address are wrong.
        case addressSyntax = "address-syntax"
        case nullRecipient = "null-recipient"
        case unknownParameter = "unknown-parameter"
        case badParameter = "bad-parameter"
        case userUnknown = "user-unknown"
        case relayDenied = "relay-denied"
        case tooManyRecipients = "too-many-recipients"
        /// `SIZE=` announces more than is taken.
        case sizeTooLarge = "size-too-large"
        case dataGo = "data-go"
        case chunkSyntax = "chunk-syntax"
        case chunkAccepted = "chunk-accepted"
        case accepted
        case contentTooLarge = "content-too-large"
        case contentWithBareCR = "content-with-bare-cr"
        case contentWithBareLF = "content-with-bare-lf"
        case noStorage = "no-storage"

        // The order of commands.
        case helloFirst = "hello-first"
        case recipientBeforeHello = "recipient-before-hello"
        case dataBeforeHello = "data-before-hello"
        case nestedMail = "nested-mail"
        case recipientWithoutMail = "recipient-without-mail"
        case dataWithoutMail = "data-without-mail"
        case dataWithoutRecipient = "data-without-recipient"
        case noValidRecipients = "no-valid-recipients"
        case chunksBegun = "chunks-begun"
        case dataOfBinaryMIME = "data-of-binarymime"

        // STARTTLS.
        case tlsGo = "tls-go"
        case tlsAlready = "tls-already"
        case tlsInTransaction = "tls-in-transaction"
        case tlsUnavailable = "tls-unavailable"

        // AUTH.
        case loggedIn = "logged-in"
        case loginAlready = "login-already"
        case loginInTransaction = "login-in-transaction"
        case loginNeedsTLS = "login-needs-tls"
        case loginSyntax = "login-syntax"
        case mechanismUnknown = "mechanism-unknown"
        case notBase64 = "not-base64"
        case loginCancelled = "login-cancelled"
        case loginRefused = "login-refused"
        case loginMalformed = "login-malformed"
        case responseTooLong = "response-too-long"
    }
}

/// What is known about a session when a reply is worded.
public struct SessionFacts: Hashable, Sendable {
    /// The server's own name.
    public let hostName: String
    /// The argument of EHLO or HELO; empty before.
    public let clientName: [UInt8]
    /// The command that is answered, as it may be shown: nothing that could be a secret is in it. Empty without one.
    public let line: [UInt8]
    /// The path of MAIL or RCPT, in its brackets; empty where there is none.
    public let path: [UInt8]
    /// The text of the last refusal of a recipient; empty before one.
    public let lastRefusal: String
    /// How many recipients the open transaction has.
    public let recipientCount: Int
    /// The largest message in octets.
    public let messageSize: Int
    /// EHLO was said, not HELO.
    public let isExtended: Bool
    /// The session is protected by TLS.
    public let isEncrypted: Bool
}
