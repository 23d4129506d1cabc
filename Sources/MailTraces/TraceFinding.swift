public import SMTPProtocol
public import SMTPReference

/// What a program wrote down about one reply or one recipient, found in a text that somebody pasted or kept.
public struct TraceFinding: Hashable, Sendable {
    /// Which program's form the text has.
    public var format: TraceFormat
    /// The lines of the text that say it, counted from 1.
    public var lines: ClosedRange<Int>
    /// The reply as the server gave it, as far as the text has it; nil where the text gives words or a status alone.
    public var reply: Reply?
    /// What the reply answers.
    public var stage: ReplyStage
    /// The status that the text itself gives: `dsn=` of a log, `Status:` of a report.
    public var status: EnhancedStatusCode?
    /// What became of the message or of its copy for `recipient`; nil where the text does not tell.
    public var outcome: TraceOutcome?
    /// The address it is about, without brackets.
    public var recipient: [UInt8]?
    /// Who said it: a host name, an address, or both, as the text has them.
    public var host: [UInt8]?
    /// The words of the text where there is no reply: `Connection timed out`.
    public var words: [UInt8]

    init(
        _ format: TraceFormat, lines: ClosedRange<Int>, reply: Reply? = nil, stage: ReplyStage = .any,
        status: EnhancedStatusCode? = nil, outcome: TraceOutcome? = nil, recipient: [UInt8]? = nil,
        host: [UInt8]? = nil, words: [UInt8] = []
    ) {
        self.format = format
        self.lines = lines
        self.reply = reply
        self.stage = stage
        self.status = status
        self.outcome = outcome
        self.recipient = recipient
        self.host = host
        self.words = words
    }

    /// The enhanced status code: the reply's own, else the one that the text gives.
    public var enhanced: EnhancedStatusCode? { reply?.enhanced ?? status }
}

/// What became of a message for one recipient.
/// - SeeAlso: RFC 3464 §2.3.3
public enum TraceOutcome: String, Hashable, Sendable, CaseIterable {
    /// It is in the mailbox, or the next server took it.
    case delivered
    /// It was handed on to a system that sends no such reports.
    case relayed
    /// It went on to several addresses.
    case expanded
    /// It waits, and will be tried again.
    case delayed
    /// It will not be tried again.
    case failed
}

/// The programs and forms whose texts are recognised.
public enum TraceFormat: String, Hashable, Sendable, CaseIterable {
    /// Replies that stand alone, or a session as `telnet` and `nc` show it.
    case session
    /// `openssl s_client`.
    case openssl
    /// `swaks`.
    case swaks
    /// `curl -v`.
    case curl
    /// Python's `smtplib` with `set_debuglevel(1)`.
    case smtplib
    /// Postfix with `debug_peer_list`.
    case postfixPeer = "postfix-debug-peer"
    /// Lines with `S:` and `C:`, `<<<` and `>>>`, as RFCs, Sendmail and others write sessions.
    case marked
    /// `exim -v` and `exim -d`.
    case eximDebug = "exim-debug"
    /// The log of Postfix.
    case postfix
    /// The main log or the reject log of Exim.
    case exim
    /// The log of Sendmail.
    case sendmail
    /// The log of OpenSMTPD.
    case opensmtpd
    /// The protocol log of Microsoft Exchange.
    case exchange
    /// A delivery status notification. RFC 3464
    case deliveryStatus = "delivery-status"
    /// A bounce in qmail's form, QSBMF.
    case qmailBounce = "qmail-bounce"
    /// A bounce that tells what happened in words.
    case bounce

    /// How it reads in a sentence: `a log of Postfix`.
    public var words: String {
        switch self {
        case .session: "replies, or a session"
        case .openssl: "a session in openssl s_client"
        case .swaks: "a session of swaks"
        case .curl: "the output of curl -v"
        case .smtplib: "a session of Python's smtplib"
        case .postfixPeer: "a session in Postfix's log"
        case .marked: "a session with marks for who speaks"
        case .eximDebug: "a session of exim -v or -d"
        case .postfix: "a log of Postfix"
        case .exim: "a log of Exim"
        case .sendmail: "a log of Sendmail"
        case .opensmtpd: "a log of OpenSMTPD"
        case .exchange: "a protocol log of Exchange"
        case .deliveryStatus: "a delivery status notification"
        case .qmailBounce: "a bounce of qmail"
        case .bounce: "a bounce in words"
        }
    }
}
