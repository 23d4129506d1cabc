/// Where a session stands, seen from the client.
public enum ClientState: Hashable, Sendable {
    /// There has been no connection yet.
    case disconnected
    /// Connected; the server must speak first.
    case awaitingGreeting
    /// The greeting is in; no hello has been accepted.
    case greeted
    /// EHLO, HELO or LHLO was accepted; no message is begun.
    case ready
    /// MAIL was accepted; no recipient yet.
    case mailOpen
    /// So many recipients were accepted.
    case recipients(Int)
    /// DATA was sent; only a 354 allows content.
    case awaitingContentGoAhead
    /// After the 354: lines are content, until a dot alone.
    case content
    /// After BDAT: exactly so many octets of content are still to be sent.
    case chunk(remaining: UInt64)
    /// The end of the content was sent; the server decides about the message.
    case awaitingAcceptance
    /// The server asked for something with 334; the next line answers it.
    case sasl
    /// The server agreed to STARTTLS: nothing may be sent in clear any more.
    case startingTLS
    /// QUIT was sent, or the server announced the end with 221 or 421.
    case quitting
    /// The connection is closed, or must not be used any more.
    case closed

    /// A short word for a prompt: `HELLO`, `MAIL`, `DATA`; empty without a connection.
    public var promptName: String {
        switch self {
        case .disconnected, .closed: ""
        case .awaitingGreeting: "GREET"
        case .greeted: "HELLO"
        case .ready: "READY"
        case .mailOpen: "MAIL"
        case .recipients: "RCPT"
        case .awaitingContentGoAhead, .content: "DATA"
        case .chunk: "BDAT"
        case .awaitingAcceptance: "SENT"
        case .sasl: "AUTH"
        case .startingTLS: "TLS"
        case .quitting: "QUIT"
        }
    }

    /// The state in a few plain words, for a status line or a screen reader.
    public var summary: String {
        switch self {
        case .disconnected: "not connected"
        case .awaitingGreeting: "waiting for the greeting"
        case .greeted: "greeted, no hello yet"
        case .ready: "ready for a message"
        case .mailOpen: "message begun, no recipient yet"
        case .recipients(1): "message begun, 1 recipient"
        case .recipients(let count): "message begun, \(count) recipients"
        case .awaitingContentGoAhead: "waiting for leave to send content"
        case .content: "sending content"
        case .chunk(let remaining): "sending a chunk, \(remaining) bytes left"
        case .awaitingAcceptance: "waiting for the verdict on the message"
        case .sasl: "logging in"
        case .startingTLS: "starting TLS"
        case .quitting: "ending the session"
        case .closed: "closed"
        }
    }

    /// Whether typed lines can still be sent.
    public var isOpen: Bool {
        switch self {
        case .disconnected, .closed: false
        case .awaitingGreeting, .greeted, .ready, .mailOpen, .recipients, .awaitingContentGoAhead, .content, .chunk,
            .awaitingAcceptance, .sasl, .startingTLS, .quitting:
            true
        }
    }
}
