/// How far a content on its way to the server is. It is computed from instants alone.
public struct TransferProgress: Hashable, Sendable {
    /// Where the content comes from, escaped.
    public let name: String
    /// The bytes of the source that the system has taken.
    public let sentByteCount: UInt64
    /// The bytes of the source in all; nil when nobody knows.
    public let totalByteCount: UInt64?
    /// Since when content is sent, on the monotonic clock, in nanoseconds.
    public let since: UInt64

    /// A progress.
    public init(name: String, sentByteCount: UInt64, totalByteCount: UInt64?, since: UInt64) {
        self.name = name
        self.sentByteCount = sentByteCount
        self.totalByteCount = totalByteCount
        self.since = since
    }

    /// How much is sent, of 1,000; nil when the total is not known.
    public var permille: Int? {
        guard let total = totalByteCount else { return nil }
        guard total > 0 else { return 1_000 }
        return Int(clamping: Self.scaled(min(sentByteCount, total), by: 1_000, over: total))
    }

    /// The bytes a second, on the average so far; nil in the first moments.
    public func rate(at now: UInt64) -> UInt64? {
        guard now > since, now - since >= 100_000_000 else { return nil }
        return Self.scaled(sentByteCount, by: 1_000_000_000, over: now - since)
    }

    /// How many seconds are left at this rate, rounded up; nil when that is not known.
    public func secondsLeft(at now: UInt64) -> UInt64? {
        guard let total = totalByteCount, let rate = rate(at: now), rate > 0 else { return nil }
        let left = total - min(sentByteCount, total)
        return left / rate + (left % rate == 0 ? 0 : 1)
    }

    /// `45 %, 12.3 MB/s, 8 s left`; without a total `340.0 kB, 12.3 MB/s`.
    public func text(at now: UInt64) -> String {
        var parts = [permille.map { "\($0 / 10) %" } ?? Counted.size(sentByteCount)]
        if let rate = rate(at: now) { parts.append(Counted.size(rate) + "/s") }
        if let seconds = secondsLeft(at: now) { parts.append("\(Self.duration(seconds)) left") }
        return parts.joined(separator: ", ")
    }

    /// `8 s`, `4:05 min`, `2:10 h`
    private static func duration(_ seconds: UInt64) -> String {
        func padded(_ number: UInt64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        if seconds < 100 { return "\(seconds) s" }
        if seconds < 6_000 { return "\(seconds / 60):\(padded(seconds % 60)) min" }
        return "\(seconds / 3_600):\(padded(seconds / 60 % 60)) h"
    }

    private static func scaled(_ number: UInt64, by factor: UInt64, over divisor: UInt64) -> UInt64 {
        let (high, low) = number.multipliedFullWidth(by: factor)
        // What does not fit is more than any link carries.
        return high >= divisor ? .max : divisor.dividingFullWidth((high, low)).quotient
    }
}
