public import SessionCore

/// What the screen asks of the program that shows it.
public enum Effect: Hashable, Sendable {
    /// The person has entered this line: give it to the session.
    case submit([UInt8])
    /// The person has entered these lines at once: give them to the session together.
    case submitTogether([[UInt8]])
    /// Show bytes instead of text, or text again.
    case toggleByteView
    /// Stop waiting for the reply, or for the connection.
    case interrupt
    /// Quit politely.
    case quit
    /// Paint everything again, whatever the terminal shows.
    case repaint
    /// Go to the match of the last `:find` after this one.
    case findNext
    /// Go to the match of the last `:find` before this one.
    case findPrevious
    /// Put this text on the clipboard. It is safe to show, and is never what a server sent unescaped.
    case copy(String)
    /// Take the mouse, or leave it to the terminal.
    case useMouse(Bool)
    /// Do this with the tabs.
    case tab(ScreenRequest.TabStep)
    /// Open a connection in a tab of its own.
    case open(ConnectRequest)
    /// Set a setting, as if by `:set`.
    case set(Setting, String)
    /// Read what is in this folder, for completing a file's name; give it to ``Explorer/take(_:in:)``.
    case list(String)
    /// Give the terminal back and stop the program until it is continued.
    case suspend
}
