import CCurses

/// Wakes the thread that waits in ``CursesTerminal/wait(timeout:)``, from any other thread.
///
/// There is one terminal in a process, so a waker holds nothing and stays valid after the terminal has closed.
public struct TerminalWaker: Sendable {
    /// A waker for the terminal of this process, open or not.
    public init() {}

    /// Makes the waiting thread return ``TerminalEvent/wake``. Never blocks; many calls before it looks are one event.
    /// Safe in a signal handler.
    public func wake() {
        cc_wake()
    }
}
