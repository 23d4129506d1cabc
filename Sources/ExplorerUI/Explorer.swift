import SMTPProtocol
public import SMTPReference
import SafeText
public import SessionCore
public import TerminalKit

/// The ncurses front end's model: everything that the screen knows beside the session itself.
///
/// A value: keys and session news go in by methods, ``draw(_:at:)`` makes a picture of it. It never touches a terminal.
public struct Explorer: Sendable {
    /// The most pasted lines that wait to be taken into the input one by one.
    static let maximumPastedLines = 10_000

    /// The size of the window.
    public internal(set) var size: Size
    /// The look of each role.
    var theme: Theme
    /// The theme without the person's own colours.
    var themeName = Theme.Name.default
    /// How many colours there are.
    var depth: ColorDepth
    /// The keys and colours as the person wants them.
    var preferences = ScreenPreferences()
    /// The characters beside plain text.
    let glyphs: Glyphs
    /// The offset of the local clock from UTC, in seconds.
    let secondsFromUTC: Int
    /// The columns of the panel beside the transcript; nil for the usual ones.
    var panelColumns: Int?
    /// Whether the mouse holds the line between transcript and panel.
    var isDividerHeld = false

    var editor = LineEditor()
    var focus = Pane.input
    var zoomed: Pane?
    /// Below the width for two panes: whether the panel covers the transcript.
    var isPanelOpen = false
    /// The reply that the panel explains: the last one, or the one that was chosen in the transcript.
    var subject: EntryID?
    /// The question that the input holds an answer to, or a part of one: of the server in a login, or of the explorer.
    var answering: Prompt?
    /// True while the input holds a line of a paste that came into it by itself.
    var holdsPastedLine = false
    /// The prompt in the last picture.
    var shownPrompt: Prompt?
    /// What covers the body instead of a pane: help, or an explanation that was asked for.
    var page: Page?
    var transcript = TranscriptPane()
    /// Whether the line in the input was begun from the transcript, so that its result is read there.
    var returnsToTranscript = false
    /// What is on its way to the clipboard, until it is told who has taken it.
    var copied: CopiedText?
    /// What the panel shows.
    var tab = PanelTab.codes
    var codes: CodesPane
    var tls = FactPane()
    var serverFacts = FactPane()
    var mail = FactPane()
    var lesson = FactPane()
    var help = HelpPane()
    /// Whether something happened since the open tab's page was asked for.
    var isPanelStale = true
    /// The tabs, and those in the last picture.
    var workspace = Workspace()
    var shownWorkspace: Workspace?
    /// What can be chosen as long as nothing has happened.
    var start = StartScreen()
    /// The form for a new connection, while it is open.
    var form: ConnectForm?
    /// Whether the page that explains the first run is there.
    var isFirstRun = false
    /// What the practice server sees.
    var server = ServerPane()
    /// Whether the practice server's view stands in the place of the panel.
    var isSplit = false
    /// Whether the transcript and the explanation stand alone, for a room that looks on.
    var isPresenting = false
    /// What is said below the input until the next key.
    var message: Span?
    /// The line of the history that stands in the input, and what had been typed before it was called.
    var recalled: (index: Int, typed: [UInt8])?
    /// The menu over the input: completion, palette, the search in the history, the question about a paste.
    var menu: InputMenu?
    /// What is in the folder whose files were completed last.
    var listing: FolderListing?
    /// Whether the lines of a paste go out by themselves, one for each reply.
    var isPlayingPaste = false
    /// Lines of a paste that are still to come into the input. They are never sent by themselves.
    var pastedLines: [[UInt8]] = []
    /// The last picture. Typing changes its status line and input only, so the rest is taken from it.
    var picture: Surface?
    /// What the status line of ``picture`` says.
    var statusContent: StatusLine.Content?
    /// Whether transcript, panel or frames may look other than in ``picture``.
    var isBodyStale = true

    /// A screen of this size.
    public init(
        size: Size, theme: Theme, glyphs: Glyphs, secondsFromUTC: Int = 0, tables: ReferenceTables = .shared
    ) {
        self.size = size
        self.theme = theme
        depth = theme.depth
        self.glyphs = glyphs
        self.secondsFromUTC = secondsFromUTC
        codes = CodesPane(tables: tables)
    }

    /// The first words, before anything has happened.
    /// - Parameter notices: what the person should know about the terminal or the files; safe to show.
    public mutating func welcome(isConnecting: Bool, notices: [String]) {
        if let first = notices.first {
            message = Span(first, .warning)
        } else if !isConnecting {
            message = Span("Type :connect HOST, or :practice for the built-in server. F1 helps.", .notice)
        }
    }

    /// The window has another size now.
    public mutating func resize(_ size: Size) {
        self.size = size
        isBodyStale = true
    }

    /// What has been typed and not sent: to be kept, whatever happens to the connection.
    public var typedLine: [UInt8] {
        if case .history(let typed)? = menu?.kind { typed.bytes } else { editor.bytes }
    }

    /// Takes the news of the session: everything that it wants shown.
    ///
    /// The actions that the session's runtime performs (connect, send, deadlines) mean nothing here.
    /// - Returns: what the program has to do for it.
    @discardableResult
    public mutating func take(_ action: SessionAction, from session: Session) -> [Effect] {
        isBodyStale = true
        notePanelNews()
        dropSecret(session)
        followFilter(action, session)
        switch action {
        case .appended(let id): follow(id, in: session)
        case .returnLine(let line): takeBack(line)
        case .showCodes(let query):
            codes.setReading(false)
            codes.search(query)
            openPanel(.codes)
        case .showExplanation(let explanation):
            page = Page(title: "Explanation", content: .explanation(explanation))
        case .showHelp(let help):
            page = Page(title: "Help", content: help == .keys ? .help(nil, .input) : .lines(help.lines))
        case .showMatches(let search): show(search, in: session)
        case .showTLS:
            tls.show(session.tlsPage)
            tls.rewind()
            openPanel(.tls)
        case .startRecording, .appendRecording, .stopRecording, .readFile, .replayAfter, .connect, .send,
            .openContent, .readContent, .closeContent, .compose,
            .expectUpgrade, .usePassphrase, .resolveSecret, .deriveKey, .save, .savePracticeAuthority,
            .include, .judged, .close, .setDeadline, .cancelDeadline, .updated, .teach, .quit:
            break
        case .settingChanged(let setting): return adopt(setting, session)
        case .screen(let request): return perform(request, in: session)
        }
        return []
    }

    /// The panel follows the last reply, unless somebody reads in it; and what happens to the connection.
    private mutating func follow(_ id: EntryID, in session: Session) {
        switch session.transcript[id]?.kind {
        case .reply(let reply):
            if let code = reply.code, let severity = reply.severity, severity == .temporary || severity == .permanent {
                stopPaste("Stopped at the \(code):")
            }
            if focus == .input, !codes.isReading {
                subject = id
                codes.follow(reply.code, after: reply.stage)
            } else {
                codes.mark(reply.code, after: reply.stage)
            }
            // It tells whether STARTTLS is offered.
            if tab == .tls, reply.stage == .command(.ehlo) { tls.show(session.tlsPage) }
        case .connection: if tab == .tls { tls.show(session.tlsPage) }
        case .sent, .content, .sentContent, .notice, .note, nil: break
        }
    }

    /// A line that was not taken comes back. When the next line of a paste is in the input already, that one waits
    /// again.
    private mutating func takeBack(_ line: [UInt8]) {
        if isSearching { closeMenu() }
        isPlayingPaste = false
        if !editor.isEmpty || !pastedLines.isEmpty { pastedLines.insert(editor.bytes, at: 0) }
        editor.setBytes(line)
    }

    /// What was typed for a question goes with that question: the next prompt would show it, or Enter would send it
    /// somewhere else. The kill ring and what can be undone go, too; after a secret also the rest of what was pasted.
    mutating func dropSecret(_ session: Session) {
        settleMenu(session)
        let prompt = session.prompt
        // The next line of a paste came into the input before it was known that it must be hidden.
        if holdsPastedLine, prompt.isSecret, !editor.isEmpty { answering = prompt }
        guard let question = answering, question != prompt else { return }
        answering = nil
        if prompt.isSecret || (prompt.isQuestion && holdsPastedLine) {
            // The dialogue goes on, and what stands in the input is for its next step.
            answering = prompt
            return
        }
        if question.isSecret { pastedLines = [] }
        if !editor.isEmpty {
            message = Span("The question is over. What you had typed for it is forgotten.", .notice)
        }
        editor = LineEditor()
        recalled = nil
    }

    mutating func openPanel(_ tab: PanelTab) {
        isSplit = false
        isPresenting = false
        self.tab = tab
        notePanelNews()
        page = nil
        if zoomed != nil { zoomed = .panel }
        isPanelOpen = !hasRoomForPanel
    }

    /// Takes away whatever covers the transcript.
    mutating func showTranscript() {
        page = nil
        if focus == .panel, !hasRoomForPanel || zoomed == .panel { focusInput() }
        isPanelOpen = false
        if zoomed == .panel { zoomed = .transcript }
    }

    var layout: ScreenLayout {
        if isPresenting { return ScreenLayout(presenting: size) }
        return ScreenLayout(size, zoomed: zoomed, hasTabs: hasTabRow, isHalved: isSplit, panelColumns: panelColumns)
    }

    /// Which key does what.
    var keyMap: KeyMap { preferences.keyMap }

    /// Whether the window is wide enough for the panel beside the transcript.
    var hasRoomForPanel: Bool { ScreenLayout(size).isWide }

    /// Whether the panel can be seen, beside the transcript or over it.
    var isPanelVisible: Bool {
        if isPresenting { return false }
        if let zoomed { return zoomed == .panel }
        return hasRoomForPanel || isPanelOpen || focus == .panel
    }

    /// Whether the panel stands over the transcript.
    var isPanelCovering: Bool { !layout.isWide && isPanelVisible }

    /// The panes that the focus goes through, in order. A panel over the transcript stands in its place.
    var reachablePanes: [Pane] {
        if isPresenting { return [.input, .transcript] }
        if zoomed != nil || hasRoomForPanel { return [.input, .transcript, .panel] }
        return isPanelVisible ? [.input, .panel] : [.input, .transcript]
    }

    /// Makes the rows of one entry, for a pane of this width.
    func rowMaker(_ session: Session, width: Int) -> (EntryID) -> [ScreenText] {
        let inside = TranscriptView.textColumns(of: width)
        var text = EntryText(
            width: inside, glyphs: shownGlyphs(session), settings: session.settings, secondsFromUTC: secondsFromUTC)
        text.isPresenting = isPresenting
        let pane = transcript
        let shown = shown(session)
        let older = pane.filtered == nil ? olderRows(session, width: inside) : []
        return { id in
            guard let entry = session.transcript[id] else { return [] }
            let explanation = entry.reply == nil ? nil : session.explanation(for: id)
            let before = session.settings.timing ? shown.entry(before: id).flatMap { session.transcript[$0] } : nil
            let rows = text.rows(
                of: entry, explanation: explanation, isOpen: pane.isOpen(id),
                pause: before.map { entry.time.nanoseconds(since: $0.time) })
            return id == shown.kept.lowerBound ? older + rows : rows
        }
    }

    /// How many rows an entry takes in a pane of this width.
    func rowCounter(_ session: Session, width: Int) -> (EntryID) -> Int {
        let make = rowMaker(session, width: width)
        return { make($0).count }
    }

    /// `:set ascii on` counts as much as `--ascii`.
    func shownGlyphs(_ session: Session) -> Glyphs { session.settings.ascii ? .ascii : glyphs }
}

/// Something that covers the body of the screen until Esc.
struct Page: Hashable, Sendable {
    enum Content: Hashable, Sendable {
        /// What is being typed, if anything, and all keys and commands; those of a place come first.
        case help(FactPage?, HelpPlace)
        /// Lines of text, already safe to show.
        case lines([String])
        /// One explanation in full.
        case explanation(Explanation)
        /// What `:bind` lists.
        case bindings
        /// What `:color` lists.
        case colors
        /// What `:keys` has seen, the last one first.
        case keyPresses([KeyPressLine])
    }

    let title: String
    var content: Content
    var offset = 0
}
