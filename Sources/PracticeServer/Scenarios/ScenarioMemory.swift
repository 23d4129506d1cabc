import NIOCore
import Synchronization

/// What a scenario remembers from one command to the next: who was greylisted when, who sent how often.
final class ScenarioMemory: Sendable {
    /// How many clients are remembered; when there are more, all are forgotten.
    private static let mostKeys = 10_000

    private struct State {
        var firstSeen: [String: NIODeadline] = [:]
        var times: [String: [NIODeadline]] = [:]
        var draws: [String: UInt64] = [:]
    }

    private let state = Mutex(State())

    init() {}

    /// True for a try that comes before the wait since the first one is over.
    func isGreylisted(_ key: String, wait seconds: Int, now: NIODeadline) -> Bool {
        state.withLock { state in
            if state.firstSeen.count >= Self.mostKeys { state.firstSeen = [:] }
            let first = state.firstSeen[key] ?? now
            state.firstSeen[key] = first
            return now < first + .seconds(Int64(seconds)) || first == now && seconds > 0
        }
    }

    /// True when this would be more than `count` times within the seconds; a refused time does not count.
    func isTooOften(_ key: String, count: Int, seconds: Int, now: NIODeadline) -> Bool {
        state.withLock { state in
            if state.times.count >= Self.mostKeys { state.times = [:] }
            var times = (state.times[key] ?? []).filter { now < $0 + .seconds(Int64(seconds)) }
            defer { state.times[key] = times }
            guard times.count < count else { return true }
            times.append(now)
            return false
        }
    }

    /// Draws the next lot of a rule: the same row of them for the same seed.
    func draws(percent: Int, seed: UInt64, rule key: String) -> Bool {
        state.withLock { state in
            // The step of SplitMix64.
            let next = (state.draws[key] ?? seed) &+ 0x9E37_79B9_7F4A_7C15
            state.draws[key] = next
            var mixed = (next ^ (next >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return (mixed ^ (mixed >> 31)) % 100 < UInt64(percent)
        }
    }
}
