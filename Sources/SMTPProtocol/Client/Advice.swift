/// What the machine thinks of a command before it is sent. It is only advice: every command can be sent.
public enum Advice: Hashable, Sendable {
    /// It fits here.
    case sensible
    /// It will fit later; the reason says after what: `MAIL first`.
    case later(String)
    /// The server does not offer it: `the server does not offer ETRN`.
    case notOffered(String)
    /// It does not fit into this session any more, or not before something is undone.
    case outOfOrder(String)

    /// The reason, in a few plain words; nil when it is sensible.
    public var reason: String? {
        switch self {
        case .sensible: nil
        case .later(let reason), .notOffered(let reason), .outOfOrder(let reason): reason
        }
    }
}
