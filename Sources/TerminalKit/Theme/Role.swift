/// What a piece of the screen is, whatever it looks like in a theme.
public enum Role: String, CaseIterable, Hashable, Sendable {
    /// Ordinary text.
    case text
    /// Text of less importance: times, notes at the margin.
    case muted

    /// Severity: the command succeeded (2yz).
    case ok
    /// Severity: the server waits for more (3yz).
    case `continue`
    /// Severity: a temporary failure (4yz).
    case temporary
    /// Severity: a permanent failure (5yz).
    case permanent

    /// A line of a frame.
    case border
    /// A line of the frame that has the focus.
    case borderFocused
    /// A title in a frame.
    case title
    /// The title of the pane that has the focus, and the tab that is open.
    case titleFocused
    /// A heading in a pane.
    case heading

    /// The status line.
    case status
    /// A part of the status line that needs attention.
    case statusAlert
    /// The prompt, which names the state of the session.
    case prompt
    /// What the person types.
    case input
    /// The grey rest of a suggested line.
    case suggestion
    /// In the typed line: a command of SMTP.
    case lineVerb
    /// In the typed line: a fixed word of the grammar, such as `FROM:`.
    case lineKeyword
    /// In the typed line: a path, an address or a domain.
    case linePath
    /// In the typed line: the name of a parameter or an option.
    case lineParameter
    /// In the typed line: the value of a parameter.
    case lineValue
    /// In the typed line: a command of the explorer.
    case lineCommand
    /// In the typed line: a text in quotes.
    case lineString
    /// In the typed line: a variable.
    case lineVariable
    /// The explanation of what is typed.
    case hint
    /// A command that makes sense now.
    case hintGood
    /// A command that makes sense later.
    case hintLater
    /// A command that the server does not offer, or a mistake in the typed line.
    case hintBad

    /// A line that was sent.
    case sent
    /// A line that was received, verbatim.
    case received
    /// Bytes that are shown as an escape.
    case escape
    /// Our own explanation of a reply.
    case explanation
    /// A wall-clock time.
    case time
    /// A latency.
    case latency
    /// A note of the program itself.
    case notice
    /// A warning: nothing failed, but it should be seen.
    case warning
    /// An error of the program, the network or the protocol.
    case error

    /// The selected row, in the pane that has the focus.
    case selection
    /// The selected row, in a pane without the focus.
    case selectionUnfocused
    /// A row that is marked: the code of the last reply.
    case marked
    /// Text that a search found.
    case match
    /// The name of an RFC and section.
    case source
    /// A key's name in the key bar.
    case keyName
    /// What the key does.
    case keyLabel
    /// The track of a scroll bar.
    case scrollTrack
    /// The thumb of a scroll bar.
    case scrollThumb
}
