public import SMTPProtocol

/// What a reply answers: the moment of the session that gives a code its meaning.
///
/// The tables write a stage as a word, its ``token``: `RCPT`, `(connect)`, `DATA:end`.
public enum ReplyStage: Hashable, Sendable {
    /// Any command. In a question: it is not known what the reply answers.
    case any
    /// The server's first words after the connection opened.
    case greeting
    /// Nothing: the server spoke unasked.
    case unsolicited
    /// A command line. For BDAT: a chunk that is not the last.
    case command(Verb)
    /// A line of a login that goes on: the client's answer to a 334.
    case saslResponse
    /// The dot that ends the content after DATA.
    case endOfData
    /// The last chunk: `BDAT … LAST`.
    case lastChunk
    /// The dot in LMTP, where each accepted recipient gets a reply of its own.
    case recipientOutcome

    /// The stage as the tables write it.
    public var token: String {
        switch self {
        case .any: "(any)"
        case .greeting: "(connect)"
        case .unsolicited: "(none)"
        case .command(let verb): verb.name
        case .saslResponse: "AUTH:response"
        case .endOfData: "DATA:end"
        case .lastChunk: "BDAT:end"
        case .recipientOutcome: "DATA:end(LMTP)"
        }
    }

    /// Reads a token of the tables; nil for a word that is neither a special token nor a verb in capitals.
    public init?(token: String) {
        switch token {
        case "(any)": self = .any
        case "(connect)": self = .greeting
        case "(none)": self = .unsolicited
        case "AUTH:response": self = .saslResponse
        case "DATA:end": self = .endOfData
        case "BDAT:end": self = .lastChunk
        case "DATA:end(LMTP)": self = .recipientOutcome
        default:
            let isVerb = token.utf8.allSatisfy { byte in
                UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
                    || byte == UInt8(ascii: "-")
            }
            guard isVerb, !token.isEmpty else { return nil }
            self = .command(Verb(ascii: token.utf8))
        }
    }

    /// How the stage reads inside a sentence: `RCPT`, `the end of the content`.
    public var words: String {
        switch self {
        case .any: "any command"
        case .greeting: "the greeting"
        case .unsolicited: "nothing that was asked"
        case .command(let verb): verb.name
        case .saslResponse: "a step of the login"
        case .endOfData: "the end of the content"
        case .lastChunk: "the last chunk of content"
        case .recipientOutcome: "the end of the content (LMTP, one reply for each recipient)"
        }
    }

    /// The stage whose rows in the tables hold for this one too.
    var general: ReplyStage? {
        switch self {
        case .saslResponse: .command(.auth)
        case .lastChunk: .endOfData
        case .recipientOutcome: .endOfData
        case .any, .greeting, .unsolicited, .command, .endOfData: nil
        }
    }

    /// What the answer to a command line is an answer to.
    public init(answering command: Command) {
        if case .chunk(_, last: true) = command.arguments {
            self = .lastChunk
        } else {
            self = .command(command.verb)
        }
    }
}
