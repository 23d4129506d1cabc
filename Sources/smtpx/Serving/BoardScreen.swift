import CursesTerminal
import ExplorerUI
import PracticeServer
import SafeText
import Synchronization
import TerminalKit

/// The loop of the board: it owns the main thread, waits for keys and news, and ends when the server has drained.
struct BoardScreen {
    /// How long a lone Escape waits for the rest of a sequence.
    private static let escapePause = Duration.milliseconds(20)
    /// How long the rest of a paste is waited for.
    private static let pastePause = Duration.milliseconds(250)
    /// The shortest time between two pictures when only students do something: a flood of them is more than one can see.
    private static let newsPause = Duration.milliseconds(100)
    /// How often the idle times are counted on, while anybody is connected.
    private static let tick = Duration.seconds(1)

    private let terminal: CursesTerminal
    private let watch: ClassWatch
    /// Ends the server in peace, and returns when it has ended.
    private let drain: @Sendable () async -> Void
    private let hasEnded = Ending()
    private var board: Board
    private var decoder = KeyDecoder()
    private var lastPaint: ContinuousClock.Instant?
    /// Whether something else than news asks for a picture.
    private var isPaintDue = true
    /// Whether a picture was put off.
    private var isLate = false

    /// Whether the server has ended, told from another thread.
    private final class Ending: Sendable {
        private let state = Atomic(false)
        var isOver: Bool { state.load(ordering: .acquiring) }
        func tell() {
            state.store(true, ordering: .releasing)
            TerminalWaker().wake()
        }
    }

    /// Shows the board until the server has ended.
    /// - Throws: ``TerminalError`` when there is nothing to paint on; the server goes on then.
    static func run(
        _ heading: Board.Heading, _ watch: ClassWatch, _ options: BoardOptions,
        drain: @escaping @Sendable () async -> Void
    ) throws(TerminalError) {
        let terminal = try CursesTerminal.open(options.terminal)
        let isASCII = options.ascii || !terminal.isUTF8
        let board = Board(
            heading: heading, size: terminal.size, theme: options.theme(depth: terminal.colorDepth),
            glyphs: isASCII ? .ascii : .unicode)
        var screen = BoardScreen(terminal: terminal, watch: watch, drain: drain, board: board)
        screen.loop()
        terminal.close()
    }

    private init(
        terminal: CursesTerminal, watch: ClassWatch, drain: @escaping @Sendable () async -> Void, board: Board
    ) {
        self.terminal = terminal
        self.watch = watch
        self.drain = drain
        self.board = board
    }

    private mutating func loop() {
        while !hasEnded.isOver {
            let roster = watch.roster
            paint(roster)
            for event in terminal.wait(timeout: timeout(roster)) { handle(event, roster) }
        }
    }

    private mutating func paint(_ roster: Roster) {
        let instant = ContinuousClock.now
        if !isPaintDue, let lastPaint, instant - lastPaint < Self.newsPause {
            isLate = true
            return
        }
        isPaintDue = false
        isLate = false
        lastPaint = instant
        let now = watch.now
        terminal.paint(board.draw(roster, at: now, uptime: now))
    }

    private func timeout(_ roster: Roster) -> Duration? {
        if decoder.isPending { return Self.escapePause }
        if decoder.isPasting { return Self.pastePause }
        if isLate { return Self.newsPause }
        return roster.connectionCount > 0 ? Self.tick : nil
    }

    private mutating func handle(_ event: TerminalEvent, _ roster: Roster) {
        if case .wake = event {} else { isPaintDue = true }
        switch event {
        case .input(let bytes): for key in decoder.feed(bytes) { perform(board.handle(key, in: roster)) }
        case .timeout: for key in decoder.timeout() { perform(board.handle(key, in: roster)) }
        case .resized(let size): board.resize(size)
        case .wake, .resumed: break
        case .terminate, .hangup: perform(board.isDraining ? .end : .drain)
        }
    }

    private mutating func perform(_ effect: Board.Effect?) {
        switch effect {
        case nil: break
        case .repaint: terminal.redraw()
        case .suspend:
            for event in terminal.suspend() {
                if case .resized(let size) = event { board.resize(size) }
            }
        case .end: hasEnded.tell()
        case .drain:
            guard !board.isDraining else { return }
            board.drain()
            Task { [drain, hasEnded] in
                await drain()
                hasEnded.tell()
            }
        }
    }
}
