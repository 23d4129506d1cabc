/// What the side panel shows.
enum PanelTab: String, CaseIterable, Hashable, Sendable {
    /// The table of codes.
    case codes
    /// What is known of TLS under the connection.
    case tls

    /// The name in the panel's title.
    var title: String {
        switch self {
        case .codes: "Codes"
        case .tls: "TLS"
        }
    }
}
