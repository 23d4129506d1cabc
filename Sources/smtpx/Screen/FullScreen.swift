import CursesTerminal
import ExplorerUI
import Glibc
import SMTPTransport
import SafeText
import SessionCore
import SessionRuntime
import Teaching
import TerminalKit

/// The loop of the full screen: it owns the main thread, waits for keys and news, and paints once after each batch.
///
/// There is one session to a tab. What happens in one that is not shown marks its tab, and is not painted.
struct FullScreen {
    /// How long a lone Escape waits for the rest of a sequence.
    private static let escapePause = Duration.milliseconds(20)
    /// How long the hands rest before hints follow what was typed.
    private static let typingPause = Duration.milliseconds(40)
    /// How often the progress of a content is painted.
    private static let progressPause = Duration.milliseconds(250)
    /// How long the rest of a paste is waited for, a few times over.
    private static let pastePause = Duration.milliseconds(250)

    private let terminal: CursesTerminal
    let options: RuntimeOptions
    private let glyphs: Glyphs
    private let practice: EmbeddedPracticeServer
    /// The lessons.
    let desk: TeachingDesk
    /// The session in which a lesson was begun; nil before that.
    var learner: Int?
    /// Whether it was said, since the lesson was begun, that it runs in another tab.
    var toldOtherTab = false
    /// The sessions, in the order in which they were opened.
    var tabs: [SessionTab]
    var workspace = Workspace()
    /// The place of the session that is shown, or was shown last while the practice server's view is.
    var current = 0
    /// The session that was asked to close its tab, and has said what would be lost.
    var closing: Int?
    /// How many messages of the practice server are known.
    private var knownMails = 0
    private var problems: [FileProblem] = []
    private var decoder = KeyDecoder()
    private var isHungUp = false
    /// Whether something else than news of a session asks for a new picture.
    var isPaintDue = false
    /// Whether nothing but typed keys came since the last picture.
    private var hasOnlyTyped = false
    /// Whether the last picture showed the typed line alone, and the rest is to follow.
    private var isRestDue = false
    private var lastPaint: ContinuousClock.Instant?

    /// Runs the explorer on the terminal.
    /// - Returns: The exit code; nil when there is no terminal to paint on, and line mode should go on. It has told why.
    static func run(
        _ session: Session, _ beginning: [SessionEvent], _ options: RuntimeOptions, _ look: LookOptions,
        _ practice: EmbeddedPracticeServer, _ own: Lesson?
    ) throws -> ExitCode? {
        var terminalOptions = TerminalOptions()
        if look.color == .never || (look.color == .auto && Environment.value("NO_COLOR") != nil) {
            terminalOptions.maximumColorDepth = .mono
        }
        terminalOptions.reportsMouse = session.settings.mouse
        let preferences = try SessionStart.preferences()
        var options = options
        options.onNews = { TerminalWaker().wake() }
        practice.watch.onNews { TerminalWaker().wake() }
        let runtime = try SessionRuntime(session, options: options)
        let terminal: CursesTerminal
        do throws(TerminalError) {
            terminal = try CursesTerminal.open(terminalOptions)
        } catch {
            StandardError.write("\(error) Going on line by line.")
            return nil
        }
        let isASCII = look.isASCII || !terminal.isUTF8
        var screen = FullScreen(
            terminal: terminal, options: options, glyphs: isASCII ? .ascii : .unicode, practice: practice,
            desk: TeachingDesk(practice, own: own), runtime: runtime)
        screen.explorer.show(lesson: screen.desk.page, opens: false, in: session)
        screen.explorer.use(preferences, session.settings)
        let code = screen.loop(beginning)
        // Before the signals mean what they usually do: a second one for the same hang-up would end the program at once.
        for tab in screen.tabs { screen.finish(tab) }
        terminal.close()
        for problem in screen.problems { StandardError.write(Sanitizer.escape("\(problem)")) }
        return code
    }

    private init(
        terminal: CursesTerminal, options: RuntimeOptions, glyphs: Glyphs, practice: EmbeddedPracticeServer,
        desk: TeachingDesk, runtime: SessionRuntime
    ) {
        self.terminal = terminal
        self.options = options
        self.glyphs = glyphs
        self.practice = practice
        self.desk = desk
        tabs = []
        tabs = [SessionTab(number: workspace.session, runtime: runtime, explorer: makeExplorer())]
    }

    /// A screen on which nothing has happened.
    func makeExplorer() -> Explorer {
        var explorer = Explorer(
            size: terminal.size, theme: .default(depth: terminal.colorDepth), glyphs: glyphs,
            secondsFromUTC: LocalTime.secondsFromUTC)
        // Without its file the screen offers what is always there.
        if let recent = try? options.recentServers?.load() { explorer.offer(recent) }
        if let lesson = desk.nextLesson { explorer.offer(lesson: lesson.name, title: Sanitizer.escape(lesson.title)) }
        return explorer
    }

    /// The session that is shown, or was shown last.
    var runtime: SessionRuntime { tabs[current].runtime }

    /// The screen of that session.
    var explorer: Explorer {
        get { tabs[current].explorer }
        // In place: a copy of the whole screen for each key would cost more than the key.
        _modify { yield &tabs[current].explorer }
    }

    /// Lets go of a session: its history is saved, and its recording is whole.
    mutating func finish(_ tab: SessionTab) {
        tab.runtime.finish()
        problems += tab.runtime.problems.filter { problem in !problems.contains { "\($0)" == "\(problem)" } }
    }

    private mutating func loop(_ beginning: [SessionEvent]) -> ExitCode {
        let notices = runtime.problems.map { Sanitizer.escape("\($0)") } + [terminal.notice].compactMap(\.self)
        let isConnecting = beginning.contains { if case .connect = $0 { true } else { false } }
        explorer.welcome(isConnecting: isConnecting, notices: notices)
        if !isConnecting, options.recentServers?.isFirstRun() == true { explorer.explainFirstRun() }
        for event in beginning { take(runtime.handle(event), of: workspace.session) }
        while !isHungUp {
            if let code = closeFinishedTabs() { return code }
            paint()
            hasOnlyTyped = true
            for event in terminal.wait(timeout: timeout) {
                if let code = handle(event) { return code }
                if let code = closeFinishedTabs() { return code }
            }
            drain()
        }
        return .interrupted
    }

    /// Takes in the news of all sessions, and of the practice server.
    private mutating func drain() {
        for number in workspace.sessions {
            guard let runtime = tab(number)?.runtime else { continue }
            let actions = runtime.drain()
            if !actions.isEmpty { hasOnlyTyped = false }
            if number == workspace.session, !actions.isEmpty, !runtime.session.isSendingContent { isPaintDue = true }
            take(actions, of: number)
            playPaste(of: number)
        }
        let mails = practice.watch.mailCount
        if mails != knownMails {
            knownMails = mails
            workspace.noteMessage()
            noteServerForLesson()
        }
    }

    /// While content is sent there is news many times a millisecond, of which a person sees a few a second.
    private mutating func paint() {
        let now = ContinuousClock.now
        if isSendingContent, !isPaintDue, let painted = lastPaint, now - painted < Self.progressPause {
            return
        }
        if hasOnlyTyped, !workspace.showsServer, let line = explorer.drawTypedLine(runtime.session) {
            isRestDue = true
            return terminal.paint(line)
        }
        isRestDue = false
        isPaintDue = false
        lastPaint = now
        explorer.show(workspace)
        if workspace.showsServer || explorer.showsServerBeside { explorer.show(practice.watch.view) }
        let session = runtime.session
        terminal.paint(
            workspace.showsServer ? explorer.drawServer(session) : explorer.draw(session, at: runtime.now.monotonic))
    }

    /// Whether a content is on its way in any of the sessions.
    private var isSendingContent: Bool { tabs.contains { $0.runtime.session.isSendingContent } }

    /// The colours that `:set color` asks for. It cannot give a terminal colours that it has not.
    private var depth: ColorDepth { runtime.session.settings.color == .never ? .mono : terminal.colorDepth }

    /// A torn key sequence is waited for briefly; a wait for a reply is counted in seconds; else only events wake us.
    private var timeout: Duration? {
        if decoder.isPending { return Self.escapePause }
        if decoder.isPasting { return Self.pastePause }
        if isRestDue { return Self.typingPause }
        if isSendingContent { return Self.progressPause }
        return workspace.showsServer || runtime.session.status.awaited == nil ? nil : .seconds(1)
    }

    private mutating func handle(_ event: TerminalEvent) -> ExitCode? {
        if case .wake = event {} else { isPaintDue = true }
        if case .input = event {} else { hasOnlyTyped = false }
        switch event {
        case .input(let bytes) where explorer.showsKeys: trace { $0.feed(bytes) }
        case .timeout where explorer.showsKeys: trace { $0.timeout() }
        case .input(let bytes): for key in decoder.feed(bytes) { handle(key) }
        case .timeout: for key in decoder.timeout() { handle(key) }
        case .resized(let size): resize(size)
        case .wake, .resumed: break
        case .terminate: return .interrupted
        case .hangup: isHungUp = true
        }
        return nil
    }

    private mutating func handle(_ key: KeyEvent) {
        let session = runtime.session
        let isServer = workspace.showsServer
        hasOnlyTyped = hasOnlyTyped && !isServer && explorer.echoes(key)
        let effects = isServer ? explorer.handleInServer(key, in: session) : explorer.handle(key, in: session)
        // Whatever else is done, a tab that asked whether to close is not closing any more.
        if !effects.contains(.tab(.close)) { closing = nil }
        if !effects.isEmpty { hasOnlyTyped = false }
        perform(effects, of: tabs[current].number)
    }

    /// The page of key presses wants to know the bytes of each.
    private mutating func trace(_ decode: (inout KeyTracer) -> [TracedKey]) {
        hasOnlyTyped = false
        var tracer = KeyTracer(decoder)
        let keys = decode(&tracer)
        decoder = tracer.decoder
        for key in keys { perform(explorer.handle(key, in: runtime.session), of: tabs[current].number) }
    }

    /// Does what the screen of a session asks for.
    private mutating func perform(_ effects: [Effect], of number: Int) {
        for effect in effects {
            guard let runtime = tab(number)?.runtime else { return }
            switch effect {
            case .submit(let line):
                take(runtime.handle(line: line), of: number)
                noteForLesson(line: line, of: number)
            case .submitTogether(let lines): take(runtime.handle(.lines(lines)), of: number)
            case .toggleByteView: take(runtime.handle(.toggleByteView), of: number)
            case .interrupt: take(runtime.handle(.interrupt), of: number)
            case .findNext: take(runtime.handle(.findNext), of: number)
            case .findPrevious: take(runtime.handle(.findPrevious), of: number)
            case .quit: take(runtime.handle(.endOfInput), of: number)
            case .set(let setting, let value): take(runtime.handle(.set(setting, value)), of: number)
            case .tab(let step): perform(step)
            case .open(let request): open(request)
            case .list(let folder):
                guard let index = tabs.firstIndex(where: { $0.number == number }) else { break }
                perform(tabs[index].explorer.take(FolderReader.read(folder), in: runtime.session), of: number)
            case .useMouse(let isUsed): terminal.useMouse(isUsed)
            case .copy(let text): copy(text, of: number)
            case .repaint: terminal.redraw()
            case .suspend:
                for event in terminal.suspend() {
                    if case .resized(let size) = event { resize(size) }
                }
            }
        }
    }

    /// The lines of a paste that go out one per reply.
    private mutating func playPaste(of number: Int) {
        while let index = tabs.firstIndex(where: { $0.number == number }) {
            let effects = tabs[index].explorer.nextPastedLine(in: tabs[index].runtime.session)
            if effects.isEmpty { return }
            perform(effects, of: number)
        }
    }

    /// Not every terminal takes a copy, and none says whether it did: the desktop's tool is asked, too.
    private mutating func copy(_ text: String, of number: Int) {
        var takers: [String] = []
        let bytes = Array(text.utf8)
        if terminal.copy(bytes) { takers.append("the terminal") }
        if let desktop = DesktopClipboard.here, desktop.copy(bytes) { takers.append(desktop.name) }
        guard let index = tabs.firstIndex(where: { $0.number == number }) else { return }
        tabs[index].explorer.sayCopied(by: takers)
    }

    /// Takes in what a session wants done and shown.
    mutating func take(_ actions: [SessionAction], of number: Int) {
        for action in actions {
            guard let index = tabs.firstIndex(where: { $0.number == number }) else { return }
            let runtime = tabs[index].runtime
            if case .settingChanged(.color) = action { tabs[index].explorer.use(depth: depth) }
            workspace.note(action, of: number, in: runtime.session)
            perform(tabs[index].explorer.take(action, from: runtime.session), of: number)
            if case .teach(let request) = action {
                teach(request, of: number)
            } else {
                noteForLesson(action, of: number)
            }
            if case .settingChanged(let setting) = action { share(setting, of: number) }
            if case .compose(let template, let message) = action { compose(template, message, of: number) }
        }
    }

    private mutating func resize(_ size: Size) {
        for index in tabs.indices { tabs[index].explorer.resize(size) }
    }

    private mutating func compose(_ template: [UInt8], _ message: Int, of number: Int) {
        var result = ComposeResult.nothing
        for event in terminal.lend({ result = MessageEditor.write(template) }) {
            if case .resized(let size) = event { resize(size) }
        }
        guard let runtime = tab(number)?.runtime else { return }
        // Meanwhile the server may have ended the session: the session must know before it sends the message.
        take(runtime.drain(), of: number)
        take(runtime.handle(.composed(result, number: message)), of: number)
    }
}
