import CursesTerminal
import Glibc
import SafeText
import TerminalKit

/// The probe's loop: wait, note what came, paint.
final class Probe {
    private let terminal: CursesTerminal
    private let arguments: ProbeArguments
    private var decoder = KeyDecoder()
    private var events: [String] = []
    private var typed = ""
    private var usesMouse = false
    private var timeoutsAfterHangup = 0
    private var waitsAfterHangup = 0

    init(_ terminal: CursesTerminal, _ arguments: ProbeArguments) {
        self.terminal = terminal
        self.arguments = arguments
    }

    /// Runs until the program should end, and returns its exit status.
    func run() throws -> Int32 {
        paint()
        while true {
            let timeout: Duration? = terminal.isHungUp ? .milliseconds(50) : decoder.isPending ? .milliseconds(25) : nil
            for event in terminal.wait(timeout: timeout) {
                if let status = try react(to: event) { return status }
            }
            if terminal.isHungUp {
                waitsAfterHangup += 1
                // Each wait lasts its time; were the lost terminal reported again and again, there would be many more.
                if timeoutsAfterHangup == 3 { return waitsAfterHangup <= 5 ? 0 : 9 }
            }
            paint()
        }
    }

    private func react(to event: TerminalEvent) throws -> Int32? {
        switch event {
        case .input(let bytes):
            note("input \(bytes.map { String($0, radix: 16) }.joined(separator: " "))")
            for key in decoder.feed(bytes) {
                if let status = try react(to: key) { return status }
            }
        case .timeout:
            if terminal.isHungUp { timeoutsAfterHangup += 1 }
            for key in decoder.timeout() {
                if let status = try react(to: key) { return status }
            }
        case .wake: note("woken")
        case .resized(let size): note("resized \(size.columns)x\(size.rows)")
        case .resumed: note("resumed")
        case .terminate(let signal):
            note("terminate \(signal)")
            return signal == SIGTERM ? 128 + signal : nil
        case .hangup:
            if !arguments.ignoresHangup { return 129 }
        }
        return nil
    }

    private func react(to key: KeyEvent) throws -> Int32? {
        note("key \(key)")
        switch key {
        case .text(let text):
            // What was typed in one go comes as one text.
            for character in text {
                if let status = try react(to: character) { return status }
            }
        case .key(.character("z"), .control):
            for event in terminal.suspend() { _ = try react(to: event) }
        case .key(.character("l"), .control): terminal.redraw()
        default: break
        }
        return nil
    }

    private func react(to character: Character) throws -> Int32? {
        switch character {
        case "q": return 0
        case "!": try arguments.ending.perform()
        case "w": wakeFromAnotherThread()
        case "o": openAgain()
        case "M":
            usesMouse.toggle()
            terminal.useMouse(usesMouse)
        default: typed.append(character)
        }
        return nil
    }

    private func openAgain() {
        do throws(TerminalError) {
            _ = try CursesTerminal.open()
        } catch {
            note("refused: \(error)")
        }
    }

    private func wakeFromAnotherThread() {
        var thread = pthread_t()
        _ = pthread_create(
            &thread, nil,
            { _ in
                for _ in 0..<1000 { TerminalWaker().wake() }
                return nil
            }, nil)
        _ = pthread_join(thread, nil)
    }

    private func note(_ event: @autoclosure () -> String) {
        // A paste may be megabytes.
        guard !arguments.isQuiet else { return }
        events.append(event())
    }

    private func paint() {
        let size = terminal.size
        var surface = Surface(size: size, escapeStyle: terminal.isUTF8 ? .unicode : .ascii)
        let encoding = terminal.isUTF8 ? "UTF-8" : "ASCII"
        surface.write(
            "probe \(size.columns)x\(size.rows) \(terminal.colorDepth) \(encoding) \(terminal.terminalType)", row: 0,
            column: 0)
        surface.write("pid=\(getpid()) \(terminal.notice ?? "no notice")", row: 1, column: 0)
        if terminal.isUTF8 { surface.write("┌漢字é┐│👍│e\u{301}x", row: 2, column: 0) }
        paintStyles(on: &surface)
        if !arguments.isQuiet {
            for (row, event) in events.suffix(max(0, size.rows - 6)).enumerated() {
                surface.write(event, row: 5 + row, column: 0)
            }
        }
        let end = surface.write("> \(typed)", row: size.rows - 1, column: 0)
        surface.cursor = Position(row: size.rows - 1, column: min(end, size.columns - 1))
        terminal.paint(surface)
    }

    private func paintStyles(on surface: inout Surface) {
        let styles: [(String, Style)] = [
            ("red", Style(foreground: .palette(1))), ("bright", Style(foreground: .palette(9))),
            ("sky", Style(foreground: .palette(33))), ("field", Style(background: .palette(4))),
            ("both", Style(foreground: .palette(11), background: .palette(52))), ("bold", Style(attributes: .bold)),
            ("line", Style(attributes: .underline)), ("back", Style(attributes: .reverse)),
        ]
        var column = 0
        for (name, style) in styles {
            column += surface.write(name, row: 3, column: column, style: style) + 1
        }
    }
}
