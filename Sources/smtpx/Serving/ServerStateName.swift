import SMTPProtocol

/// The state of a session at the practice server, in one word or two.
enum ServerStateName {
    static func word(for state: ServerState) -> String {
        switch state {
        case .awaitingGreeting: "connected"
        case .greeted: "greeted"
        case .ready: "ready"
        case .mailOpen: "mail"
        case .recipients: "recipients"
        case .authenticating: "login"
        case .securing: "handshake"
        case .content: "data"
        case .chunk: "bdat"
        case .closed: "closed"
        }
    }
}
