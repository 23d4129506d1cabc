import Glibc
import SafeText
import SessionCore
import SessionRuntime
import Synchronization
import Teaching

/// The front end without a screen: one event a line, for pipes, screen readers and terminals that cannot do more.
///
/// Each line of the input is taken when the reply to the one before is in.
struct LineMode {
    /// The most lines that are read ahead of the session. A longer input waits in its pipe.
    static let maximumLinesAhead = 1_000

    let runtime: SessionRuntime
    private let printer: LinePrinter
    private var input = LineReader(maximumLine: LineReader.standardMaximumLine)
    private var isPromptShown = false
    private var isInputOver = false
    private let isAttended = StandardInput.isTerminal
    private var progress = ProgressLines(areWanted: StandardOutput.isTerminal)

    private let desk: TeachingDesk

    init(runtime: SessionRuntime, paint: Paint, desk: TeachingDesk) {
        self.runtime = runtime
        self.desk = desk
        printer = LinePrinter(paint: paint)
    }

    /// Runs until the session or the input ends.
    /// - Parameter beginning: what happens before anybody types.
    mutating func run(_ beginning: [SessionEvent]) -> ExitCode {
        InterruptFlag.install()
        for problem in runtime.problems { print("warning: " + Sanitizer.escape("\(problem)")) }
        for event in beginning { show(runtime.handle(event)) }
        if beginning.isEmpty, isAttended {
            print("note: Not connected. :connect HOST:PORT connects, :practice uses the built-in server, :help helps.")
        }
        var isOutputGone = false
        while !runtime.session.isFinished, !isOutputGone {
            feed()
            if runtime.session.isFinished { break }
            showPrompt()
            let canRead = !isInputOver && input.count < Self.maximumLinesAhead
            let ready = runtime.waitForEvents(
                timeout: progress.pause(in: runtime.session), alsoReading: canRead ? STDIN_FILENO : nil)
            if let line = progress.line(for: runtime.session, at: runtime.now.monotonic) { print(line) }
            if ready.contains(.events) { show(runtime.drain()) }
            if ready.contains(.input) { read() }
            if InterruptFlag.take() {
                guard isAttended else {
                    show(runtime.handle(.interrupt))
                    runtime.finish()
                    return .interrupted
                }
                cancel()
            }
            isOutputGone = InterruptFlag.isOutputGone
        }
        TerminalEcho.set(true)
        runtime.finish()
        return runtime.session.exitCode
    }

    /// ^C of a person: the terminal has dropped the line that was half typed; a wait ends. The program goes on.
    private mutating func cancel() {
        if runtime.session.prompt.isQuestion {
            // What was half typed for it is gone from the terminal; the next prompt may be shown again.
            isPromptShown = false
            show(runtime.handle(.interrupt))
        } else if runtime.session.isQuiescent {
            print("note: Control-D on an empty line leaves.")
        } else {
            show(runtime.handle(.interrupt))
        }
    }

    private mutating func read() {
        guard let bytes = StandardInput.read() else { return }
        isPromptShown = false
        if bytes.isEmpty { isInputOver = true } else { input.append(bytes) }
    }

    /// Gives the session the next lines, each as soon as nothing is awaited any more.
    private mutating func feed() {
        while !runtime.session.isFinished, runtime.session.isQuiescent {
            if let line = input.next(isOver: isInputOver) {
                show(runtime.handle(line: line))
                show(desk.typed(line))
            } else {
                guard isInputOver else { return }
                show(runtime.handle(.endOfInput))
                return
            }
        }
    }

    private mutating func showPrompt() {
        guard isAttended, !isPromptShown, runtime.session.isQuiescent, input.count == 0 else { return }
        // Before the prompt stands there: who sees it may type.
        TerminalEcho.set(!runtime.session.prompt.isSecret)
        StandardOutput.write(runtime.session.prompt.text)
        isPromptShown = true
    }

    private mutating func show(_ actions: [SessionAction]) {
        for action in actions { show(action) }
    }

    private mutating func show(_ action: SessionAction) {
        if case .teach(let request) = action { return show(desk.take(request)) }
        tell(action)
        show(desk.saw(action, of: runtime.session))
    }

    /// What a lesson says stands in lines of its own, behind what it is about.
    private mutating func show(_ actions: [TeachingAction]) {
        for action in actions {
            switch action {
            case .say(let lines):
                let isASCII = runtime.session.settings.ascii
                for line in lines.map({ isASCII ? LessonText.ascii($0) : $0 }) {
                    print("lesson: " + Sanitizer.escape(line, style: runtime.session.settings.escapeStyle))
                }
            case .begin(let scenario): show(runtime.handle(.line(desk.begin(scenario))))
            case .save, .showPanel: break
            }
        }
    }

    private mutating func tell(_ action: SessionAction) {
        if case .compose(let template, let number) = action { return compose(template, number) }
        // What a person has just typed stands on the terminal already.
        if case .appended(let id) = action, isAttended, let entry = runtime.session.transcript[id], entry.sent != nil,
            entry.remarks.isEmpty
        {
            return
        }
        if case .showHelp(.keys) = action {
            Self.keys.forEach { print($0) }
            return
        }
        printer.lines(for: action, of: runtime.session).forEach { print($0) }
    }

    private mutating func compose(_ template: [UInt8], _ number: Int) {
        let result = MessageEditor.write(template)
        // ^C in the editor was meant for the editor.
        _ = InterruptFlag.take()
        show(runtime.drain())
        show(runtime.handle(.composed(result, number: number)))
    }

    private static let keys = [
        "Enter sends the line.", "Control-C empties the line, or stops waiting for a reply.",
        "Control-D on an empty line sends QUIT and leaves.",
    ]

    /// One line of output. A prompt that stands there is left behind on its own line.
    private mutating func print(_ line: String) {
        let text = (isPromptShown ? "\n" : "") + line + "\n"
        isPromptShown = false
        if !StandardOutput.write(text) { InterruptFlag.noteOutputGone() }
    }
}
