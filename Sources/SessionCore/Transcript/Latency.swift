/// How long something took, in words.
public enum Latency {
    /// `0.4 ms`, `12 ms`, `1.2 s`, `95 s`.
    public static func text(_ nanoseconds: UInt64) -> String {
        let microseconds = nanoseconds / 1_000
        switch microseconds {
        case ..<10_000: return "\(microseconds / 1_000).\(microseconds % 1_000 / 100) ms"
        case ..<1_000_000: return "\(microseconds / 1_000) ms"
        case ..<10_000_000: return "\(microseconds / 1_000_000).\(microseconds % 1_000_000 / 100_000) s"
        default: return "\(microseconds / 1_000_000) s"
        }
    }
}
