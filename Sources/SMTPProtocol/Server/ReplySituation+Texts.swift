/// The situations whose words do not depend on what the client said, in the order of a session.
extension ReplySituation {
    // MARK: Connection

    static func greeting(_ configuration: ServerConfiguration) -> ReplySituation {
        ReplySituation(
            .greeting, ServerReply(220, lines: ["\(configuration.hostName) ESMTP \(configuration.banner)"]))
    }

    static let farewell = ReplySituation(.quit, 221, 2, 0, 0, "Goodbye")

    static let timeout = ReplySituation(
        .timeout, 421, 4, 4, 2, "Nothing complete came for too long; closing the connection")

    static let shuttingDown = ReplySituation(
        .shuttingDown, 421, 4, 3, 2, "The server is stopping; closing the connection")

    /// For a client that is turned away before it is served.
    public static let tooManyConnections = ReplySituation(
        .tooManyConnections,
        421, 4, 7, 0, "Too many connections; close one and try again later")

    static let turnedAway = ReplySituation(
        exactly: ServerReply(503, 5, 5, 1, "You were turned away with the greeting; only QUIT is left"))

    // MARK: Turns

    static let spokeBeforeGreeting = ReplySituation(
        .spokeBeforeGreeting,
        554, 5, 5, 1, "You spoke before the greeting; wait for 220, then say EHLO. Closing the connection")

    static let outOfStep = ReplySituation(
        .outOfStep,
        554, 5, 5, 1, "More came before this command was answered; wait for each reply. Closing the connection")

    static let contentTooEarly = ReplySituation(
        .outOfStep,
        554, 5, 5, 1, "Content came before the 354 that asks for it; wait for each reply. Closing the connection")

    static let tooEarly = ReplySituation(
        .tooEarly,
        503, 5, 5, 1, "Sent too early: wait for the reply to the command before; not carried out")

    static let tooMuchAtOnce = ReplySituation(
        .tooMuchAtOnce, 421, 4, 7, 0, "Too much was sent without waiting for a reply; closing")

    static let tooManyBadCommands = ReplySituation(
        .tooManyErrors,
        421, 4, 7, 0, "Too many wrong commands in a row; closing the connection. HELP lists the right ones")

    static let tooManyIdleCommands = ReplySituation(
        .tooManyIdleCommands,
        421, 4, 7, 0, "Too many commands in a row that send no mail; closing the connection")

    // MARK: Lines

    static func lineTooLong(_ limits: ServerLimits) -> ReplySituation {
        ReplySituation(
            .lineTooLong, 500, 5, 5, 2,
            "Line too long: a command has at most \(limits.commandLine) octets with its CRLF")
    }

    static func endlessLine(_ limits: ServerLimits) -> ReplySituation {
        ReplySituation(
            .lineTooLong,
            500, 5, 5, 2,
            "Line too long: more than \(limits.discardedLine) octets came without CRLF; closing the connection")
    }

    static let bareLineFeed = ReplySituation(
        .lineWithBareLF,
        500, 5, 5, 2, "This line ended with LF alone; an SMTP line ends with CR and LF")

    static let controlInLine = ReplySituation(
        .controlInLine,
        500, 5, 5, 2, "A control character is in this line; commands are printable text")

    static let emptyLine = ReplySituation(
        .emptyLine, 500, 5, 5, 2, "An empty line is no command; HELP lists the commands")

    static let looksLikeHeader = ReplySituation(
        .unknownCommand,
        500, 5, 5, 2, "No such command. That looks like a header: headers are sent after the 354 that answers DATA")

    static let unknownHidden = ReplySituation(.unknownHidden, 500, 5, 5, 2, "No such command; HELP lists the commands")

    // MARK: TLS

    static let startTLS = ReplySituation(.tlsGo, 220, 2, 0, 0, "Ready to start TLS")

    static let alreadyEncrypted = ReplySituation(.tlsAlready, 503, 5, 5, 1, "This session is protected by TLS already")

    static let noTLSInTransaction = ReplySituation(
        .tlsInTransaction, 503, 5, 5, 1, "STARTTLS comes before MAIL; RSET forgets the message")

    static let noTLSNow = ReplySituation(.tlsUnavailable, 454, 4, 7, 0, "TLS is not available now; try again later")

    static let bytesBehindStartTLS = ReplySituation(
        .outOfStep,
        554, 5, 5, 1, "More came behind STARTTLS in the clear; anybody could have put it there. Closing the connection")

    // MARK: Logging in

    static let loggedIn = ReplySituation(.loggedIn, 235, 2, 7, 0, "Logged in")

    static let alreadyLoggedIn = ReplySituation(
        .loginAlready, 503, 5, 5, 1, "You are logged in already; a session has one login")

    static let noLoginInTransaction = ReplySituation(
        .loginInTransaction, 503, 5, 5, 1, "AUTH comes before MAIL; RSET forgets the message")

    static let loginNeedsTLS = ReplySituation(
        .loginNeedsTLS, 538, 5, 7, 11, "A login needs TLS here: STARTTLS first, then EHLO and AUTH")

    static let mechanismMissing = ReplySituation(.loginSyntax, 501, 5, 5, 4, "AUTH needs a mechanism, as in AUTH PLAIN")

    static func unknownMechanism(_ name: String) -> ReplySituation {
        let shown = ServerReply.quoted(Array(name.utf8), limit: 40)
        return ReplySituation(
            .mechanismUnknown, 504, 5, 5, 4, "Mechanism \(shown) is not offered; the reply to EHLO lists what is"
        )
        .about(shown)
    }

    static let notBase64 = ReplySituation(
        .notBase64,
        501, 5, 5, 2, "That is not base64: letters, digits, + and /, with = to fill four")

    static let loginCancelled = ReplySituation(.loginCancelled, 501, 5, 0, 0, "Login cancelled, as you asked")

    static let loginRefused = ReplySituation(
        .loginRefused, 535, 5, 7, 8, "Login refused: a wrong user, password or token")

    static let loginMalformed = ReplySituation(
        .loginMalformed, 501, 5, 5, 2, "Login refused: that is no message of this mechanism")

    static let responseTooLong = ReplySituation(
        .responseTooLong, 500, 5, 5, 6, "The answer is too long; the login is over")

    // MARK: Order

    static let helloFirst = ReplySituation(.helloFirst, 503, 5, 5, 1, "EHLO first: say your name before you send mail")

    static let recipientBeforeHello = ReplySituation(.recipientBeforeHello, helloFirst.own)

    static let dataBeforeHello = ReplySituation(.dataBeforeHello, helloFirst.own)

    static let mailFirst = ReplySituation(.recipientWithoutMail, 503, 5, 5, 1, "MAIL first, then RCPT")

    static let mailAndRecipientFirst = ReplySituation(
        .dataWithoutMail, 503, 5, 5, 1, "MAIL first, then RCPT, then the content")

    static let recipientFirst = ReplySituation(
        .dataWithoutRecipient, 503, 5, 5, 1, "RCPT first: nobody is named who gets this message")

    static let nestedMail = ReplySituation(
        .nestedMail, 503, 5, 5, 1, "MAIL was said already; RCPT comes next, or RSET to start again")

    static let noValidRecipients = ReplySituation(
        .noValidRecipients,
        554, 5, 5, 1, "No valid recipients: every RCPT was refused. RCPT another address, or RSET")

    // MARK: Content

    static let startContent = ReplySituation(
        .dataGo, ServerReply(354, lines: ["Send the message; a line with a dot alone ends it"]))

    static func accepted(_ envelope: Envelope) -> ReplySituation {
        let octets = envelope.contentSize == 1 ? "1 octet" : "\(envelope.contentSize) octets"
        let people = envelope.recipients.count == 1 ? "1 recipient" : "\(envelope.recipients.count) recipients"
        return ReplySituation(.accepted, 250, 2, 0, 0, "Accepted: \(octets) for \(people)")
            .about("\(envelope.contentSize)")
    }

    static let reset = ReplySituation(
        .reset, 250, 2, 0, 0, "Forgotten: sender, recipients and content. MAIL starts again")

    /// - Parameter name: whether MAIL announced it, or the content is what is too large.
    static func tooLarge(_ limits: ServerLimits, _ name: Name) -> ReplySituation {
        ReplySituation(name, 552, 5, 3, 4, "Too large: a message has at most \(limits.messageSize) octets here")
    }

    static let noStorage = ReplySituation(.noStorage, 452, 4, 3, 1, "No room for this message now; try again later")

    static let bareCarriageReturnInContent = ReplySituation(
        .contentWithBareCR,
        550, 5, 6, 0, "Refused: the content has a CR without LF; every line ends with CR and LF")

    static let bareLineFeedInContent = ReplySituation(
        .contentWithBareLF,
        550, 5, 6, 0, "Refused: the content has an LF without CR; every line ends with CR and LF")

    static func tooManyRecipients(_ limits: ServerLimits) -> ReplySituation {
        ReplySituation(
            .tooManyRecipients, 452, 4, 5, 3,
            "Too many recipients: at most \(limits.recipients) a message; send it to these first")
    }
}
