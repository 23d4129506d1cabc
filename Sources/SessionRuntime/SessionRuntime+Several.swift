import Glibc

/// Several sessions of one owner.
extension SessionRuntime {
    /// Waits until one of them has something to ``drain()``, or a signal comes.
    /// - Returns: the places of those that have, in the list.
    public static func waitForEvents(of runtimes: [SessionRuntime]) -> [Int] {
        var entries = runtimes.map { pollfd(fd: $0.wakeDescriptor, events: Int16(POLLIN), revents: 0) }
        guard poll(&entries, nfds_t(entries.count), -1) > 0 else { return [] }
        return entries.indices.filter { entries[$0].revents != 0 }
    }
}
