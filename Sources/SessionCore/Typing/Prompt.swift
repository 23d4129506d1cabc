/// What stands before the input, and how the input is to be treated.
public struct Prompt: Hashable, Sendable {
    /// What the next line will be.
    public enum Kind: Hashable, Sendable {
        /// There is no connection: explorer commands only.
        case notConnected
        /// A command for the server, or an explorer command.
        case command
        /// A line of message content.
        case content
        /// A response to a challenge of AUTH, a password or a passphrase: show no letters, keep nothing.
        case secret
        /// The answer to a question of the explorer, such as yes or no, or a user name: shown, and not kept in the history.
        case question
    }

    /// The text, with a blank at its end: `MAIL> `.
    public let text: String
    /// What the next line will be.
    public let kind: Kind

    /// A prompt.
    public init(text: String, kind: Kind) {
        self.text = text
        self.kind = kind
    }

    /// True when what is typed must not be shown.
    public var isSecret: Bool { kind == .secret }

    /// True when the explorer or the server waits for an answer, so that ^C gives up that question.
    public var isQuestion: Bool { kind == .secret || kind == .question }
}
