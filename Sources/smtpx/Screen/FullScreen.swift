import CursesTerminal
import ExplorerUI
import Glibc
import SMTPTransport
import SafeText
import SessionCore
import SessionRuntime
import TerminalKit

/// The loop of the full screen: it owns the main thread, waits for keys and news, and paints once after each batch.
struct FullScreen {
    /// How long a lone Escape waits for the rest of a sequence.
    private static let escapePause = Duration.milliseconds(25)
    /// How often the progress of a content is painted.
    private static let progressPause = Duration.milliseconds(250)
    /// How long the rest of a paste is waited for, a few times over.
    private static let pastePause = Duration.milliseconds(250)

    private let terminal: CursesTerminal
    private let runtime: SessionRuntime
    private var explorer: Explorer
    private var decoder = KeyDecoder()
    private var isHungUp = false
    /// Whether something else than news of the session asks for a new picture.
    private var isPaintDue = false
    private var lastPaint: ContinuousClock.Instant?

    /// Runs the explorer on the terminal.
    /// - Returns: The exit code; nil when there is no terminal to paint on, and line mode should go on. It has told why.
    static func run(
        _ session: Session, _ beginning: [SessionEvent], _ options: RuntimeOptions, _ look: LookOptions
    ) throws -> ExitCode? {
        var terminalOptions = TerminalOptions()
        if look.color == .never || (look.color == .auto && Environment.value("NO_COLOR") != nil) {
            terminalOptions.maximumColorDepth = .mono
        }
        var options = options
        options.onNews = { TerminalWaker().wake() }
        let runtime = try SessionRuntime(session, options: options)
        let terminal: CursesTerminal
        do throws(TerminalError) {
            terminal = try CursesTerminal.open(terminalOptions)
        } catch {
            StandardError.write("\(error) Going on line by line.")
            return nil
        }
        let isASCII = look.isASCII || !terminal.isUTF8
        let explorer = Explorer(
            size: terminal.size, theme: .default(depth: terminal.colorDepth), glyphs: isASCII ? .ascii : .unicode,
            secondsFromUTC: LocalTime.secondsFromUTC)
        var screen = FullScreen(terminal: terminal, runtime: runtime, explorer: explorer)
        let code = screen.loop(beginning)
        terminal.close()
        runtime.finish()
        for problem in runtime.problems { StandardError.write(Sanitizer.escape("\(problem)")) }
        return code
    }

    private init(terminal: CursesTerminal, runtime: SessionRuntime, explorer: Explorer) {
        self.terminal = terminal
        self.runtime = runtime
        self.explorer = explorer
    }

    private mutating func loop(_ beginning: [SessionEvent]) -> ExitCode {
        let notices = runtime.problems.map { Sanitizer.escape("\($0)") } + [terminal.notice].compactMap(\.self)
        explorer.welcome(
            isConnecting: beginning.contains { if case .connect = $0 { true } else { false } }, notices: notices)
        for event in beginning { take(runtime.handle(event)) }
        while !runtime.session.isFinished, !isHungUp {
            paint()
            for event in terminal.wait(timeout: timeout) {
                if let code = handle(event) { return code }
            }
            take(runtime.drain())
            playPaste()
        }
        return isHungUp ? .interrupted : runtime.session.exitCode
    }

    /// While content is sent there is news many times a millisecond, of which a person sees a few a second.
    private mutating func paint() {
        let now = ContinuousClock.now
        if runtime.session.isSendingContent, !isPaintDue, let painted = lastPaint, now - painted < Self.progressPause {
            return
        }
        isPaintDue = false
        lastPaint = now
        terminal.paint(explorer.draw(runtime.session, at: runtime.now.monotonic))
    }

    /// The theme that `:set color` asks for. It cannot give a terminal colours that it has not.
    private var theme: Theme {
        .default(depth: runtime.session.settings.color == .never ? .mono : terminal.colorDepth)
    }

    /// A torn key sequence is waited for briefly; a wait for a reply is counted in seconds; else only events wake us.
    private var timeout: Duration? {
        if decoder.isPending { return Self.escapePause }
        if decoder.isPasting { return Self.pastePause }
        if runtime.session.isSendingContent { return Self.progressPause }
        return runtime.session.status.awaited == nil ? nil : .seconds(1)
    }

    private mutating func handle(_ event: TerminalEvent) -> ExitCode? {
        if case .wake = event {} else { isPaintDue = true }
        switch event {
        case .input(let bytes): for key in decoder.feed(bytes) { handle(key) }
        case .timeout: for key in decoder.timeout() { handle(key) }
        case .resized(let size): explorer.resize(size)
        case .wake, .resumed: break
        case .terminate: return .interrupted
        case .hangup: isHungUp = true
        }
        return nil
    }

    private mutating func handle(_ key: KeyEvent) {
        perform(explorer.handle(key, in: runtime.session))
    }

    private mutating func perform(_ effects: [Effect]) {
        for effect in effects {
            switch effect {
            case .submit(let line): take(runtime.handle(line: line))
            case .submitTogether(let lines): take(runtime.handle(.lines(lines)))
            case .toggleByteView: take(runtime.handle(.toggleByteView))
            case .interrupt: take(runtime.handle(.interrupt))
            case .findNext: take(runtime.handle(.findNext))
            case .findPrevious: take(runtime.handle(.findPrevious))
            case .quit: take(runtime.handle(.endOfInput))
            case .set(let setting, let value): take(runtime.handle(.set(setting, value)))
            case .list(let folder): perform(explorer.take(FolderReader.read(folder), in: runtime.session))
            case .copy, .useMouse, .tab, .open: break
            case .repaint: terminal.redraw()
            case .suspend:
                for event in terminal.suspend() {
                    if case .resized(let size) = event { explorer.resize(size) }
                }
            }
        }
    }

    /// The lines of a paste that go out one per reply.
    private mutating func playPaste() {
        while true {
            let effects = explorer.nextPastedLine(in: runtime.session)
            if effects.isEmpty { return }
            perform(effects)
        }
    }

    private mutating func take(_ actions: [SessionAction]) {
        for action in actions {
            if case .settingChanged(.color) = action { explorer.use(theme) }
            perform(explorer.take(action, from: runtime.session))
            if case .compose(let template, let number) = action { compose(template, number) }
        }
    }

    private mutating func compose(_ template: [UInt8], _ number: Int) {
        var result = ComposeResult.nothing
        for event in terminal.lend({ result = MessageEditor.write(template) }) {
            if case .resized(let size) = event { explorer.resize(size) }
        }
        // Meanwhile the server may have ended the session: the session must know before it sends the message.
        take(runtime.drain())
        take(runtime.handle(.composed(result, number: number)))
    }
}
