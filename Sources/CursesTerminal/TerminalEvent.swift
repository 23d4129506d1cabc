public import TerminalKit

/// Something that the user interface's loop has to act on.
public enum TerminalEvent: Hashable, Sendable {
    /// Bytes from the keyboard, as the terminal sent them, for a `KeyDecoder`. Never empty.
    case input([UInt8])
    /// Another thread called ``TerminalWaker/wake()``.
    case wake
    /// The window has another size. Nothing of the old frame is shown any more: paint.
    case resized(Size)
    /// The process was stopped and goes on. The last frame has been painted again.
    case resumed
    /// SIGTERM or SIGINT came from outside (^C on the keyboard is the byte 3): leave through the normal path.
    case terminate(signal: Int32)
    /// The terminal is gone, or SIGHUP came: save what there is and end. Reported once.
    case hangup
    /// The time given to ``CursesTerminal/wait(timeout:)`` has passed and nothing else happened.
    case timeout
}
