/// A time of the wall clock: seconds and nanoseconds since 1970-01-01 00:00:00 UTC, leap seconds not counted.
public struct WallTime: Hashable, Comparable, Sendable {
    /// Whole seconds since the epoch.
    public let seconds: Int64
    /// Nanoseconds within the second, `0..<1_000_000_000`.
    public let nanoseconds: UInt32

    /// A time; nanoseconds beyond the last of a second are cut to it.
    public init(seconds: Int64, nanoseconds: UInt32 = 0) {
        self.seconds = seconds
        self.nanoseconds = min(nanoseconds, 999_999_999)
    }

    /// The time of day, `14:02:11`, for a place whose clock is so many seconds ahead of UTC.
    public func timeOfDay(secondsFromUTC offset: Int = 0) -> String {
        let day = 86_400
        let second = ((Int(seconds % Int64(day)) + offset % day) % day + day) % day
        return [second / 3600, second / 60 % 60, second % 60].map(Self.twoDigits).joined(separator: ":")
    }

    /// The nanoseconds since an earlier time; 0 when that is not earlier, for wall clocks are set back now and then.
    public func nanoseconds(since earlier: WallTime) -> UInt64 {
        guard earlier < self else { return 0 }
        // Times of a recording may be centuries apart.
        let (apart, overflow) = seconds.subtractingReportingOverflow(earlier.seconds)
        let whole = overflow || apart > Self.longest ? Self.longest : apart
        // One more second is less than it seems when the nanoseconds have not come so far.
        return UInt64(max(0, whole * 1_000_000_000 + Int64(nanoseconds) - Int64(earlier.nanoseconds)))
    }

    /// Earlier is smaller.
    public static func < (left: WallTime, right: WallTime) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }

    /// A hundred years, in seconds.
    private static let longest: Int64 = 3_153_600_000

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
