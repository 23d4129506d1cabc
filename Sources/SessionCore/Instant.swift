/// A moment as the caller's clocks show it: the reducer has no clock of its own.
///
/// The wall clock is for people; latencies and waits are measured on the monotonic clock, which never jumps.
public struct Instant: Hashable, Sendable {
    /// The date and time of day.
    public let wall: WallTime
    /// Nanoseconds since a moment that the caller chose, for example the start of the program.
    public let monotonic: UInt64

    /// The same moment on both clocks.
    public init(wall: WallTime, monotonic: UInt64) {
        self.wall = wall
        self.monotonic = monotonic
    }

    /// How many nanoseconds lie between an earlier moment and this one; 0 when the earlier one is not earlier.
    public func nanoseconds(since earlier: UInt64) -> UInt64 {
        monotonic > earlier ? monotonic - earlier : 0
    }
}
