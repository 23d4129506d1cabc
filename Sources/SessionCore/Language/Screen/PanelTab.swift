/// What the side panel shows. The raw value is the name that `:panel` takes.
public enum PanelTab: String, CaseIterable, Hashable, Sendable {
    /// The table of codes.
    case codes
    /// What is known of the server.
    case server
    /// What is known of TLS under the connection.
    case tls
    /// The envelope, and what was sent as content.
    case message
    /// The lesson or the quiz that is under way.
    case lesson
    /// Help.
    case help

    /// The name in the panel's title.
    public var title: String {
        switch self {
        case .codes: "Codes"
        case .server: "Server"
        case .tls: "TLS"
        case .message: "Message"
        case .lesson: "Lesson"
        case .help: "Help"
        }
    }
}
