import Glibc

/// A moment after which a test stops waiting: every wait of a peer ends there at the latest.
public struct Patience: Sendable {
    private let end: ContinuousClock.Instant

    /// Patience for this long from now.
    public init(_ duration: Duration = .seconds(20)) {
        end = .now.advanced(by: duration)
    }

    /// Whether the moment has come.
    public var isOver: Bool { remaining == 0 }

    private var remaining: Int32 {
        let left = ContinuousClock.now.duration(to: end)
        return left <= .zero
            ? 0
            : Int32(
                clamping: left.components.seconds * 1000 + 1
                    + left.components.attoseconds / 1_000_000_000_000_000)
    }

    /// Waits until the descriptor is ready. `false` when the time is over.
    func poll(_ descriptor: Int32, for events: Int32) -> Bool {
        while true {
            var entry = pollfd(fd: descriptor, events: Int16(events), revents: 0)
            let count = Glibc.poll(&entry, 1, remaining)
            if count > 0 { return true }
            if count == 0 || errno != EINTR { return false }
        }
    }
}
