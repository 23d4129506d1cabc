/// Something that a person can ask the screen to do, whatever key it stands on. Its raw value is the name that `:bind` and
/// `:do` take.
public enum ScreenAction: String, CaseIterable, Hashable, Sendable {
    /// Shows or hides the page of keys and commands.
    case help
    /// Goes to the table of codes, or leaves it.
    case codes
    /// Goes to what is known of TLS, or leaves it.
    case tls
    /// Starts a `:find` line.
    case find
    /// Moves the focus to the next pane.
    case nextPane = "next-pane"
    /// Moves the focus to the pane before.
    case previousPane = "previous-pane"
    /// Gives the pane in focus the whole screen, or takes it back.
    case zoom
    /// Scrolls the transcript towards the start by a page.
    case pageUp = "page-up"
    /// Scrolls the transcript towards the end by a page.
    case pageDown = "page-down"
    /// Shows the start of the transcript.
    case transcriptStart = "transcript-start"
    /// Shows the end of the transcript and follows it again.
    case transcriptEnd = "transcript-end"
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
    case historyPrevious = "history-previous"
    /// The line of the history after this one that begins the same way.
    case historyNext = "history-next"
    /// Sends the line.
    case send
    /// Sends the line and all pasted lines that wait, in one write.
    case sendAll = "send-all"
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
    case findNext = "find-next"
    /// The match of `:find` before.
    case findPrevious = "find-previous"
    /// Takes the grey suggestion, or moves right.
    case acceptSuggestion = "accept-suggestion"
    /// Takes one word of the grey suggestion, or moves a word right.
    case acceptWord = "accept-word"
    /// Searches the history, with all matches in view.
    case searchHistory = "search-history"
    /// Begins an explorer command, with all of them in view.
    case palette
    /// Goes to the next reply that is a failure, or the next warning.
    case nextProblem = "next-problem"
    /// Goes to the failure or warning before.
    case previousProblem = "previous-problem"
    /// Starts a `:filter` line.
    case filter
    /// Copies the selected entry.
    case copy
    /// Unfolds all entries, or folds them again.
    case foldAll = "fold-all"
    /// Wraps long lines, or cuts them.
    case wrap
    /// Shows or hides the times of day.
    case timestamps
    /// Shows or hides the lane with a bar for each wait.
    case timing
    /// Goes to what is known of the server, or leaves it.
    case server
    /// Goes to the envelope and the content, or leaves them.
    case message
    /// Goes to the help in the panel, or leaves it.
    case panelHelp = "panel-help"
    /// Goes to the lesson, or leaves it.
    case lesson
    /// Shows the transcript and the explanation only, for a room that looks on, or everything again.
    case present
    /// Shows the next tab of the panel.
    case nextPanel = "next-panel"
    /// Shows the tab of the panel before.
    case previousPanel = "previous-panel"
    /// Makes the panel wider.
    case growPanel = "grow-panel"
    /// Makes the panel narrower.
    case shrinkPanel = "shrink-panel"
    /// Groups the codes in another way.
    case groupCodes = "group-codes"
    /// Goes to the next session.
    case nextTab = "next-tab"
    /// Goes to the session before.
    case previousTab = "previous-tab"
    /// Goes to session 1.
    case tab1
    /// Goes to session 2.
    case tab2
    /// Goes to session 3.
    case tab3
    /// Goes to session 4.
    case tab4
    /// Goes to session 5.
    case tab5
    /// Goes to session 6.
    case tab6
    /// Goes to session 7.
    case tab7
    /// Goes to session 8.
    case tab8
    /// Goes to session 9.
    case tab9
    /// Opens another session.
    case newTab = "new-tab"
    /// Closes this session's tab.
    case closeTab = "close-tab"
    /// Goes to what the practice server sees, or leaves it.
    case practiceView = "practice-view"
    /// Shows the practice server's view beside the session, or hides it.
    case split
    /// Gives the mouse back to the terminal, or takes it.
    case mouse
    /// Shows what each key press arrives as.
    case showKeys = "show-keys"

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
        case .acceptSuggestion: "Suggestion"
        case .acceptWord: "Next word"
        case .searchHistory: "History"
        case .palette: "Commands"
        case .nextProblem: "Next error"
        case .previousProblem: "Error before"
        case .filter: "Filter"
        case .copy: "Copy"
        case .foldAll: "Unfold all"
        case .wrap: "Wrap"
        case .timestamps: "Times"
        case .timing: "Timing"
        case .server: "Server"
        case .message: "Message"
        case .panelHelp: "Panel help"
        case .lesson: "Lesson"
        case .present: "Present"
        case .nextPanel: "Next"
        case .previousPanel: "Before"
        case .growPanel: "Wider"
        case .shrinkPanel: "Narrower"
        case .groupCodes: "Group"
        case .nextTab: "Next tab"
        case .previousTab: "Tab before"
        case .tab1: "Tab 1"
        case .tab2: "Tab 2"
        case .tab3: "Tab 3"
        case .tab4: "Tab 4"
        case .tab5: "Tab 5"
        case .tab6: "Tab 6"
        case .tab7: "Tab 7"
        case .tab8: "Tab 8"
        case .tab9: "Tab 9"
        case .newTab: "New tab"
        case .closeTab: "Close tab"
        case .practiceView: "Server's view"
        case .split: "Side by side"
        case .mouse: "Mouse"
        case .showKeys: "Keys"
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
        case .complete: "completes the word; what remains is in a menu"
        case .bytes: "shows every byte as it went over the wire, or text again"
        case .cancel: "empties the line, or stops waiting for a reply"
        case .quit: "sends QUIT and leaves (on an empty line)"
        case .redraw: "paints the screen again"
        case .suspend: "stops the program; fg in the shell brings it back"
        case .findNext: "goes to the next match of :find"
        case .findPrevious: "goes to the match before"
        case .acceptSuggestion: "takes the grey suggestion; without one, moves right"
        case .acceptWord: "takes a word of the grey suggestion; without one, moves a word right"
        case .searchHistory: "searches the lines that you typed before"
        case .palette: "lists the explorer's commands, to choose one"
        case .nextProblem: "goes to the next failure or warning; after :find and until Esc, to the next match"
        case .previousProblem: "goes to the failure or warning, or the match, before"
        case .filter: "shows some entries of the transcript only"
        case .copy: "copies the selected entry, or the explanation in the panel, to the clipboard"
        case .foldAll: "unfolds everything in the transcript, or folds it again"
        case .wrap: "wraps long lines, or cuts them at the edge"
        case .timestamps: "shows or hides the times of day"
        case .timing: "shows or hides the lane with a bar for how long each reply took"
        case .server: "shows what is known of the server, or goes back to the codes"
        case .message: "shows the envelope and what was sent as content, or goes back to the codes"
        case .panelHelp: "shows help in the panel, or goes back to the codes"
        case .lesson: "shows the lesson that is under way, or goes back to the codes"
        case .present: "shows the transcript and the explanation only, or everything again"
        case .nextPanel: "shows the next tab of the panel"
        case .previousPanel: "shows the tab of the panel before"
        case .growPanel: "makes the panel wider"
        case .shrinkPanel: "makes the panel narrower"
        case .groupCodes: "groups the codes by severity, by category or by command"
        case .nextTab: "goes to the next session"
        case .previousTab: "goes to the session before"
        case .tab1: "goes to session 1"
        case .tab2: "goes to session 2"
        case .tab3: "goes to session 3"
        case .tab4: "goes to session 4"
        case .tab5: "goes to session 5"
        case .tab6: "goes to session 6"
        case .tab7: "goes to session 7"
        case .tab8: "goes to session 8"
        case .tab9: "goes to session 9"
        case .newTab: "opens another session in a tab of its own"
        case .closeTab: "closes this session's tab"
        case .practiceView: "shows what the practice server sees, or goes back"
        case .split: "shows the practice server's view beside the session, or hides it"
        case .mouse: "gives the mouse back to the terminal, or takes it again"
        case .showKeys: "shows what a key press arrives as, until Esc"
        }
    }
}
