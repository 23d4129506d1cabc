/// On whose side the cause of a refusal or a delay lies: the small closed vocabulary of ``ReasonEntry``.
public enum AtFault: String, Hashable, Sendable, CaseIterable {
    /// Nothing is wrong.
    case nobody
    /// The person or program that sends: the account, the address it sends from, how much it sends.
    case sender
    /// The system that sends: its name, its DNS entries, its keys, its reputation.
    case sendersServer = "senders-server"
    /// The recipient's address or mailbox.
    case recipient
    /// The system that receives, or that should.
    case receivingServer = "receiving-server"
    /// A rule that the receiving side made on purpose.
    case policy
    /// The way between the systems.
    case network
    /// The message itself.
    case content

    /// How it reads behind `At fault:`.
    public var words: String {
        switch self {
        case .nobody: "nobody"
        case .sender: "the sender"
        case .sendersServer: "the sender's server"
        case .recipient: "the recipient's address or mailbox"
        case .receivingServer: "the receiving server"
        case .policy: "a rule of the receiving side"
        case .network: "the network"
        case .content: "the message"
        }
    }

    /// Who can act, in the words of an ``Explanation``.
    public var whoCanAct: Fault {
        switch self {
        case .nobody: .nobody
        case .sender: .sender
        case .sendersServer: .sendingAdministrator
        case .recipient: .recipient
        case .receivingServer: .server
        case .policy: .receivingAdministrator
        case .network: .network
        case .content: .message
        }
    }
}
