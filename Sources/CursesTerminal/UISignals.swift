import CCurses

/// The signals that belong to the user interface: WINCH, TSTP, CONT, TERM, HUP and INT.
///
/// The system hands such a signal to any thread that does not block it. They are blocked at the very start of `main`,
/// before the first thread of the network starts and inherits the mask, and unblocked on the main thread alone, so that
/// no other thread's system call is ever interrupted by them.
public enum UISignals {
    /// Blocks the signals on this thread, and so on every thread that it starts. Call it first in `main`.
    public static func blockForOtherThreads() {
        cc_signals_block()
    }

    /// Lets the signals through on this thread. ``CursesTerminal/open(_:)`` does it by itself; without a terminal (line
    /// mode) the main thread calls it once the other threads run.
    public static func unblockOnThisThread() {
        cc_signals_unblock()
    }
}
