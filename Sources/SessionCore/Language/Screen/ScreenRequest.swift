/// What a person asks of the screen by a command. The session only understands it; the front end does it.
public enum ScreenRequest: Hashable, Sendable {
    /// Which entries of the transcript are shown.
    public enum Filter: Hashable, Sendable {
        /// Failures, warnings and errors.
        case problems
        /// Failures only.
        case errors
        /// What was sent.
        case sent
        /// What was received.
        case received
        /// Commands of the mail transaction and their replies.
        case mail
        /// Notes.
        case notes
        /// Entries that hold this text.
        case text([UInt8])
    }

    /// What is copied.
    public enum CopyRange: String, Hashable, Sendable, CaseIterable {
        /// The selected entry.
        case entry
        /// The last reply.
        case reply
        /// The command and its reply.
        case exchange
        /// The whole transcript.
        case all
    }

    /// Where to go among the tabs.
    public enum TabStep: Hashable, Sendable {
        /// The tab of this number, from 1.
        case number(Int)
        /// The next one.
        case next
        /// The one before.
        case previous
        /// A new one.
        case new
        /// This one is closed.
        case close
        /// What the practice server sees.
        case practice
        /// The practice server's view beside the session, or not.
        case split
    }

    /// `:do ACTION`
    case perform(ScreenAction)
    /// `:filter WHAT`; nil for `:filter off`
    case filter(Filter?)
    /// `:panel NAME`
    case panel(PanelTab)
    /// `:bind KEY ACTION`; the action is nil for `:bind KEY none`
    case bind(key: String, ScreenAction?)
    /// `:bind`
    case listBindings
    /// `:color ROLE STYLE`: the style in words, such as `bold red`; `default` for the theme's own
    case color(role: String, style: String)
    /// `:color`
    case listColors
    /// `:keys`
    case keys
    /// `:copy [WHAT]`
    case copy(CopyRange)
    /// `:tab WHERE`
    case tab(TabStep)
    /// `:connect TARGET --new`
    case open(ConnectRequest)
    /// `:connect` alone
    case connectForm
}
