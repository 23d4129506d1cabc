import Glibc
import TerminalKit

extension CursesTerminal {
    /// Asks the terminal to put text on the clipboard, between two frames. Whether it does is up to the terminal and its settings.
    /// - Returns: false when it was not asked: it is of a kind that has no clipboard, it is gone, or the text is longer than
    ///   ``ClipboardSequence/maximumBytes``.
    public func copy(_ text: [UInt8]) -> Bool {
        guard !isAway, !isHungUp, Self.hasClipboard(terminalType) else { return false }
        // Under tmux, the variable of a screen around it is there, too, and tmux is the nearer one.
        let isInScreen = getenv("STY") != nil && getenv("TMUX") == nil
        guard let sequence = ClipboardSequence.bytes(copying: text, by: isInScreen ? .screen : .terminal) else {
            return false
        }
        deliver(sequence)
        return true
    }

    /// Consoles and old terminals, where the sequence would do nothing, or something else.
    private static func hasClipboard(_ type: String) -> Bool {
        !["linux", "vt", "ansi", "cons", "dumb", "unknown"].contains { type.hasPrefix($0) }
    }
}
