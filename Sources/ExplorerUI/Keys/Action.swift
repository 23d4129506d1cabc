/// Something that a person can ask the screen to do, whatever key it stands on.
public enum Action: String, CaseIterable, Hashable, Sendable {
    /// Shows or hides the page of keys and commands.
    case help
    /// Goes to the table of codes, or leaves it.
    case codes
    /// Goes to what is known of TLS, or leaves it.
    case tls
    /// Starts a `:find` line.
    case find
    /// Moves the focus to the next pane.
    case nextPane
    /// Moves the focus to the pane before.
    case previousPane
    /// Gives the pane in focus the whole screen, or takes it back.
    case zoom
    /// Scrolls the transcript towards the start by a page.
    case pageUp
    /// Scrolls the transcript towards the end by a page.
    case pageDown
    /// Shows the start of the transcript.
    case transcriptStart
    /// Shows the end of the transcript and follows it again.
    case transcriptEnd
    /// One row up in a list.
    case up
    /// One row down in a list.
    case down
    /// The first row of a list.
    case first
    /// The last row of a list.
    case last
    /// Opens what is selected: a folded reply, or the whole explanation of a code.
    case open
    /// Closes what is open, or goes back to the input.
    case back
    /// The line of the history before this one that begins the same way.
    case historyPrevious
    /// The line of the history after this one that begins the same way.
    case historyNext
    /// Sends the line.
    case send
    /// Sends the line and all pasted lines that wait, in one write.
    case sendAll
    /// Completes the word before the cursor.
    case complete
    /// Shows bytes instead of text, or text again.
    case bytes
    /// Cancels the line, or the wait for a reply.
    case cancel
    /// Quits, when the line is empty.
    case quit
    /// Paints the whole screen again.
    case redraw
    /// Stops the program and gives the terminal back to the shell.
    case suspend
    /// The next match of `:find`.
    case findNext
    /// The match of `:find` before.
    case findPrevious

    /// What the key does, in one or two words, for the key bar.
    public var label: String {
        switch self {
        case .help: "Help"
        case .codes: "Codes"
        case .tls: "TLS"
        case .find: "Find"
        case .nextPane, .previousPane: "Pane"
        case .zoom: "Zoom"
        case .pageUp, .pageDown: "Scroll"
        case .transcriptStart: "Start"
        case .transcriptEnd: "End"
        case .up, .down, .first, .last: "Move"
        case .open: "Open"
        case .back: "Back"
        case .historyPrevious, .historyNext: "History"
        case .send: "Send"
        case .sendAll: "Send all"
        case .complete: "Complete"
        case .bytes: "Bytes"
        case .cancel: "Cancel"
        case .quit: "Quit"
        case .redraw: "Redraw"
        case .suspend: "Suspend"
        case .findNext: "Next match"
        case .findPrevious: "Match before"
        }
    }

    /// What the key does, in a sentence, for the help page.
    public var summary: String {
        switch self {
        case .help: "shows this page, or closes it"
        case .codes: "goes to the table of codes, or closes it"
        case .tls: "shows what is known of TLS, or goes back to the codes"
        case .find: "finds text in the transcript"
        case .nextPane: "moves to the next pane"
        case .previousPane: "moves to the pane before"
        case .zoom: "gives the pane the whole screen, or takes it back"
        case .pageUp: "scrolls the transcript up, also while you type"
        case .pageDown: "scrolls the transcript down"
        case .transcriptStart: "shows the start of the transcript"
        case .transcriptEnd: "shows the end of the transcript"
        case .up: "moves up in a list"
        case .down: "moves down in a list"
        case .first: "moves to the first row of a list"
        case .last: "moves to the last row of a list"
        case .open: "unfolds a long reply; explains a code in full"
        case .back: "closes what is open; goes back to the input"
        case .historyPrevious: "takes an earlier line that begins the same way"
        case .historyNext: "takes a later line that begins the same way"
        case .send: "sends the line"
        case .sendAll: "sends the line and all pasted lines that wait, in one write"
        case .complete: "completes the word; once more lists what could stand there"
        case .bytes: "shows every byte as it went over the wire, or text again"
        case .cancel: "empties the line, or stops waiting for a reply"
        case .quit: "sends QUIT and leaves (on an empty line)"
        case .redraw: "paints the screen again"
        case .suspend: "stops the program; fg in the shell brings it back"
        case .findNext: "goes to the next match of :find"
        case .findPrevious: "goes to the match before"
        }
    }
}
