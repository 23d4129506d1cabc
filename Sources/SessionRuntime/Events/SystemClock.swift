import Glibc
import SessionCore

/// The clocks of this machine, as the session wants to see them.
struct SystemClock: Sendable {
    private let start = ContinuousClock.now

    /// This moment.
    func now() -> Instant { instant(.now) }

    /// A moment that an event loop noted: latencies do not count the time that it then waited in the mailbox.
    func instant(_ moment: ContinuousClock.Instant) -> Instant {
        let age = nanoseconds(moment.duration(to: .now))
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        let wall = Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec) - age
        let (seconds, rest) = wall.quotientAndRemainder(dividingBy: 1_000_000_000)
        return Instant(
            wall: WallTime(seconds: seconds, nanoseconds: UInt32(clamping: rest)),
            monotonic: UInt64(clamping: nanoseconds(start.duration(to: moment))))
    }

    private func nanoseconds(_ duration: Duration) -> Int64 {
        let (seconds, attoseconds) = duration.components
        return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    }
}
