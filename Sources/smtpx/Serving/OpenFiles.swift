import Glibc

/// How many files and connections this process may have open.
enum OpenFiles {
    /// What the program needs besides its connections: its own files, listeners and event loops.
    static let reserve = 64

    /// Takes all that the system allows, which is often far more than a process starts with, and says so when that is
    /// too little for so many connections.
    static func makeRoom(for connections: Int) {
        var limit = rlimit()
        let kind = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        guard getrlimit(kind, &limit) == 0 else { return }
        if limit.rlim_cur < limit.rlim_max {
            limit.rlim_cur = limit.rlim_max
            setrlimit(kind, &limit)
        }
        let room = Int(clamping: limit.rlim_cur) - reserve
        guard room < connections else { return }
        StandardError.write(
            "this system allows about \(max(0, room)) connections at the same time, not \(connections); "
                + "`ulimit -n` says how many files may be open, and more clients will have to wait.")
    }
}
