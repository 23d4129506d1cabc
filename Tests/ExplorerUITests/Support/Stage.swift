import SMTPProtocol
import SessionCore
import TerminalKit
import TestSupport
import Testing

@testable import ExplorerUI

/// A screen and its session on a stage: the test types, plays the server and turns the clock.
///
/// It does what the program does: keys go to the explorer, its effects to the session, and the session's actions back
/// to the explorer.
struct Stage {
    /// 14:02:11 UTC on a fixed day.
    static let start: Int64 = 1_764_943_331

    var session: Session
    var explorer: Explorer
    /// The time since the start.
    private(set) var milliseconds: UInt64 = 0
    private(set) var connection = ConnectionNumber(0)
    /// The lines that were submitted, oldest first.
    private(set) var submitted: [[UInt8]] = []
    /// What the screen asked for, beside submitted lines.
    private(set) var effects: [Effect] = []
    /// The folders that there are, by the path that is asked for.
    var folders: [String: [FolderListing.Entry]] = [:]

    init(
        columns: Int = 80, rows: Int = 24, depth: ColorDepth = .palette256, glyphs: Glyphs = .unicode,
        settings: Settings = Settings(), capacity: SessionCore.Transcript.Capacity = .standard
    ) {
        session = Session(settings: settings, capacity: capacity)
        explorer = Explorer(
            size: Size(columns: columns, rows: rows), theme: .default(depth: depth), glyphs: glyphs)
    }

    private var instant: Instant {
        Instant(
            wall: WallTime(seconds: Self.start + Int64(milliseconds / 1000)), monotonic: milliseconds * 1_000_000)
    }

    mutating func wait(_ time: UInt64) { milliseconds += time }

    mutating func handle(_ event: SessionEvent) {
        for action in session.handle(event, at: instant) {
            if case .connect(let number, _) = action { connection = number }
            perform(explorer.take(action, from: session))
        }
        playPaste()
    }

    /// The lines of a paste that go out one per reply. A line of a line of a line is as deep as the stage goes.
    private mutating func playPaste() {
        let effects = explorer.nextPastedLine(in: session)
        if !effects.isEmpty { perform(effects) }
    }

    /// The actions that an event gives, without the screen of this stage.
    mutating func actions(_ event: SessionEvent) -> [SessionAction] { session.handle(event, at: instant) }

    /// Connects to `mx.example.net`, without a greeting.
    mutating func connect() {
        handle(.line(":connect mx.example.net".wire))
        report(.connected(remote: "192.0.2.1:25", local: nil))
    }

    mutating func report(_ report: ConnectionReport) { handle(.connection(connection, report)) }

    /// The server sends bytes: text with control pictures.
    mutating func server(_ wire: String, after wait: UInt64 = 0) { server(wire.wire, after: wait) }

    mutating func server(_ bytes: [UInt8], after wait: UInt64 = 0) {
        milliseconds += wait
        report(.bytes(bytes))
    }

    /// A line goes to the session, past the input.
    mutating func line(_ line: String, after wait: UInt64 = 0) {
        milliseconds += wait
        handle(.line(line.wire))
    }

    mutating func press(_ key: Key, _ modifiers: Modifiers = []) { handle(.key(key, modifiers)) }

    mutating func press(_ key: Key, times: Int) {
        for _ in 0..<times { press(key) }
    }

    mutating func control(_ letter: Character) { press(.character(letter), [.control]) }

    mutating func alt(_ letter: Character) { press(.character(letter), [.alt]) }

    /// Bytes come from the terminal while key presses are shown.
    mutating func trace(_ text: String) {
        var tracer = KeyTracer(KeyDecoder())
        for key in tracer.feed(Array(text.utf8)) { perform(explorer.handle(key, in: session)) }
    }

    /// A click of the left button, counted from 0.
    mutating func click(row: Int, column: Int) {
        for kind in [MouseEvent.Kind.press, .release] { mouse(kind, row: row, column: column) }
    }

    mutating func mouse(_ kind: MouseEvent.Kind, _ button: MouseEvent.Button = .left, row: Int, column: Int) {
        handle(.mouse(MouseEvent(kind: kind, button: button, row: row, column: column)))
    }

    mutating func type(_ text: String) { handle(.text(text)) }

    mutating func paste(_ text: String) { handle(.paste(text.wire)) }

    /// Types a line and presses Enter.
    mutating func enter(_ line: String) {
        type(line)
        press(.enter)
    }

    mutating func handle(_ event: KeyEvent) {
        perform(explorer.handle(event, in: session))
        playPaste()
    }

    private mutating func perform(_ wanted: [Effect]) {
        for effect in wanted {
            switch effect {
            case .submit(let line):
                submitted.append(line)
                handle(.line(line))
            case .submitTogether(let lines): handle(.lines(lines))
            case .toggleByteView: handle(.toggleByteView)
            case .findNext: handle(.findNext)
            case .findPrevious: handle(.findPrevious)
            case .interrupt: handle(.interrupt)
            case .quit: handle(.endOfInput)
            case .set(let setting, let value): handle(.set(setting, value))
            case .list(let folder):
                perform(explorer.take(FolderListing(folder: folder, entries: folders[folder] ?? []), in: session))
            case .tab(.split): explorer.toggleSplit(session)
            case .copy: explorer.sayCopied(by: ["the terminal"])
            case .repaint, .suspend, .useMouse, .tab, .open: break
            }
            if case .submit = effect { continue }
            effects.append(effect)
        }
    }

    mutating func resize(columns: Int, rows: Int) { explorer.resize(Size(columns: columns, rows: rows)) }

    /// A picture of the screen now.
    /// Draws, and requires that the parts kept from the last picture are what drawing everything would give.
    mutating func draw() -> Surface {
        var afresh = explorer
        afresh.isBodyStale = true
        let whole = afresh.draw(session, at: milliseconds * 1_000_000)
        let surface = explorer.draw(session, at: milliseconds * 1_000_000)
        #expect(surface == whole, "a part of the last picture is out of date")
        return surface
    }

    /// The picture as one text.
    mutating func picture() -> String { draw().lines().joined(separator: "\n") }

    /// What stands in the input.
    var input: String { String(decoding: explorer.typedLine, as: UTF8.self) }
}
