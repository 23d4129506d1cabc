/// Who can act on a reply: a small closed vocabulary.
public enum Fault: String, Hashable, Sendable, CaseIterable {
    /// Nothing is wrong.
    case nobody
    /// The program, or the person, that typed the command.
    case client
    /// Whoever sends the message: the address, the account, the habits.
    case sender
    /// The recipient's address as it was given.
    case address
    /// The person who owns the mailbox.
    case recipient
    /// The message itself: its size, form or content.
    case message
    /// The user name, the password, the token or the account behind them.
    case login
    /// The people who run the sending system: its name, DNS records, keys, reputation.
    case sendingAdministrator = "sending-administrator"
    /// The server that replied; it may recover by itself.
    case server
    /// The people who run the receiving system: its set-up and its rules.
    case receivingAdministrator = "receiving-administrator"
    /// The way between two servers: lines, routes, name lookups.
    case network
    /// The reply does not tell.
    case unclear

    /// How it reads behind `At fault:`.
    public var words: String {
        switch self {
        case .nobody: "nobody"
        case .client: "your client"
        case .sender: "the sender"
        case .address: "the address"
        case .recipient: "the recipient"
        case .message: "the message"
        case .login: "the login"
        case .sendingAdministrator: "the administrator of the sending side"
        case .server: "the receiving server"
        case .receivingAdministrator: "the administrator of the receiving side"
        case .network: "the network"
        case .unclear: "not clear from this reply"
        }
    }

    /// One plain sentence about who can act.
    public var whoCanAct: String {
        switch self {
        case .nobody: "Nothing is wrong, so nobody needs to act."
        case .client: "You can act: change what your client sends."
        case .sender: "The sender can act."
        case .address: "Whoever wrote the address can act: check it."
        case .recipient: "The owner of the mailbox can act."
        case .message: "Whoever made the message can act: change it."
        case .login: "The owner of the account can act: check the login."
        case .sendingAdministrator: "The people who run the sending system can act."
        case .server: "The receiving server may recover by itself; else its administrator can act."
        case .receivingAdministrator: "The people who run the receiving system can act."
        case .network: "Whoever runs the network or its name service can act."
        case .unclear: "The reply does not tell who can act."
        }
    }
}
