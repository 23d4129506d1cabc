import Glibc

/// The ways in which a program can end, or be ended.
enum Ending: String {
    /// By the normal path.
    case status
    /// An array read beyond its end.
    case bounds
    /// A sum that does not fit.
    case overflow
    /// `fatalError`.
    case fatal
    /// A trap in another thread.
    case thread
    /// A recursion without end.
    case recursion
    /// `abort`.
    case abort
    /// `exit` without closing the terminal.
    case exit
    /// An error that nobody catches.
    case error

    struct Uncaught: Error {}

    /// Ends the program in this way; returns for ``status`` alone.
    func perform() throws {
        switch self {
        case .status: return
        case .bounds: print([1, 2, 3][Int(getpid())])
        case .overflow: print(Int8(127 + Int(getpid()) % 1) + Int8(getpid() > 0 ? 1 : 0))
        // Dying is what this program is asked for.
        case .fatal: fatalError("asked for")
        case .thread: Self.trapInAnotherThread()
        case .recursion: print(Self.descend(Int(getpid())))
        case .abort: Glibc.abort()
        case .exit: Glibc.exit(7)
        case .error: throw Uncaught()
        }
    }

    private static func trapInAnotherThread() {
        var thread = pthread_t()
        _ = pthread_create(
            &thread, nil,
            { _ in
                print([1, 2, 3][Int(getpid())])
                return nil
            }, nil)
        _ = pthread_join(thread, nil)
    }

    private static func descend(_ depth: Int) -> Int {
        depth == 0 ? 0 : descend(depth &+ 1) &* 3 &+ depth
    }
}
