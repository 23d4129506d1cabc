/// A part of the screen that can have the focus.
public enum Pane: String, CaseIterable, Hashable, Sendable {
    /// The line that is being typed.
    case input
    /// What was sent and received.
    case transcript
    /// The side panel: the table of codes, or what is known of TLS.
    case panel

    /// The title in the pane's frame.
    var title: String {
        switch self {
        case .input: "Input"
        case .transcript: "Transcript"
        case .panel: "Panel"
        }
    }
}
