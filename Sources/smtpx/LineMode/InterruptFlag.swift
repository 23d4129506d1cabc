import CursesTerminal
import Glibc
import Synchronization

/// ^C in line mode: noted by the handler, looked at by the loop. Also whether anybody still reads the output.
enum InterruptFlag {
    private static let interrupted = Atomic<Bool>(false)
    private static let outputGone = Atomic<Bool>(false)

    /// Takes SIGINT on this thread, so that waiting ends when it comes.
    static func install() {
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { _ in InterruptFlag.interrupted.store(true, ordering: .relaxed) }
        sigaction(SIGINT, &action, nil)
        UISignals.unblockOnThisThread()
    }

    /// Whether ^C was pressed since the last look.
    static func take() -> Bool { interrupted.exchange(false, ordering: .relaxed) }

    static var isOutputGone: Bool { outputGone.load(ordering: .relaxed) }

    static func noteOutputGone() { outputGone.store(true, ordering: .relaxed) }
}
