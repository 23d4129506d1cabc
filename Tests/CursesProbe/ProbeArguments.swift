import CursesTerminal
import TerminalKit

/// What the tests can ask of the probe.
struct ProbeArguments {
    var options = TerminalOptions()
    /// How to end when `!` is typed.
    var ending = Ending.status
    /// Only the typed text is shown, not the events.
    var isQuiet = false
    /// Go on after the terminal is gone, to show that waiting does not spin.
    var ignoresHangup = false

    struct Unknown: Error { let word: String }

    init(_ words: some Sequence<String>) throws {
        for word in words {
            switch word {
            case "--no-color": options.maximumColorDepth = .mono
            case "--mouse": options.reportsMouse = true
            case "--quiet": isQuiet = true
            case "--ignore-hangup": ignoresHangup = true
            default:
                guard let ending = Ending(rawValue: word) else { throw Unknown(word: word) }
                self.ending = ending
            }
        }
    }
}
