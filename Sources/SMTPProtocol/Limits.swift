/// The sizes and times that the protocol names, and the ones that this program sets where the protocol names none.
///
/// All sizes are in bytes and include the line ending, as RFC 5321 counts them; all times are in whole seconds.
/// - SeeAlso: RFC 5321 §4.5.3
public enum Limits {
    // MARK: Replies

    /// The longest reply line that the protocol allows, with its code and CRLF. A longer one is kept and marked.
    /// - SeeAlso: RFC 5321 §4.5.3.1.5
    public static let replyLine = 512

    /// The longest reply line that is read at all: 128 times what RFC 5321 §4.5.3.1.5 allows.
    public static let replyLineHard = 65_536

    /// The most lines in one reply. RFC 5321 §4.2.1 sets no number; long HELP texts have some hundreds.
    public static let replyLines = 16_384

    /// The most bytes in one reply, all lines together. RFC 5321 §4.5.3 sets no number.
    public static let replyBytes = 1_048_576

    // MARK: Capabilities

    /// The most keywords kept from one EHLO reply. RFC 5321 §4.1.1.1 sets no number; real servers send up to thirty.
    public static let capabilities = 256

    /// The most words kept behind one EHLO keyword. RFC 5321 §4.1.1.1 sets no number.
    public static let capabilityWords = 64

    // MARK: Commands and content

    /// The longest command line, with its verb and CRLF, before extensions add to it.
    /// - SeeAlso: RFC 5321 §4.5.3.1.4
    public static let commandLine = 512

    /// What the known extensions may add to a command line: AUTH brings a line to 12,288 bytes, the largest of all.
    /// - SeeAlso: RFC 4954 §4, RFC 5321 §4.5.3.1.4
    public static let commandLineExtended = 12_288

    /// The longest line of message content, with its CRLF and without the stuffed dot.
    /// - SeeAlso: RFC 5321 §4.5.3.1.6
    public static let textLine = 1_000

    /// The longest local part of an address.
    /// - SeeAlso: RFC 5321 §4.5.3.1.1
    public static let localPart = 64

    /// The longest domain name or address literal.
    /// - SeeAlso: RFC 5321 §4.5.3.1.2
    public static let domain = 255

    /// The longest reverse-path or forward-path, with its angle brackets and separators.
    /// - SeeAlso: RFC 5321 §4.5.3.1.3
    public static let path = 256

    /// The number of recipients that every server must be able to take in one transaction.
    /// - SeeAlso: RFC 5321 §4.5.3.1.8
    public static let recipients = 100

    // MARK: Times, in seconds

    /// How long to wait for the server's greeting.
    /// - SeeAlso: RFC 5321 §4.5.3.2.1
    public static let greetingTimeout = 300

    /// How long to wait for the reply to MAIL.
    /// - SeeAlso: RFC 5321 §4.5.3.2.2
    public static let mailTimeout = 300

    /// How long to wait for the reply to RCPT.
    /// - SeeAlso: RFC 5321 §4.5.3.2.3
    public static let rcptTimeout = 300

    /// How long to wait for the 354 that answers DATA.
    /// - SeeAlso: RFC 5321 §4.5.3.2.4
    public static let dataInitiationTimeout = 120

    /// How long sending one block of content may take.
    /// - SeeAlso: RFC 5321 §4.5.3.2.5
    public static let dataBlockTimeout = 180

    /// How long to wait for the reply to the end of data. It is long because giving up here sends messages twice.
    /// - SeeAlso: RFC 5321 §4.5.3.2.6
    public static let dataTerminationTimeout = 600

    /// How long a server waits for the next command.
    /// - SeeAlso: RFC 5321 §4.5.3.2.7
    public static let serverTimeout = 300

    /// How long to wait for a command that RFC 5321 §4.5.3.2 does not name, such as EHLO, RSET, NOOP or QUIT.
    public static let otherTimeout = 300

    /// How long to wait for a connection to one address. RFC 5321 sets no number.
    public static let connectTimeout = 30

    /// How long a TLS handshake may take, from its first byte to its last. No RFC sets a number.
    public static let tlsHandshakeTimeout = 30

    /// How long one reply may take from its first byte to its last, however steadily its bytes drip.
    ///
    /// RFC 5321 sets no number. Without one, a server that sends a byte inside every other timeout holds us for ever.
    public static let replyAbsoluteTimeout = 600
}
