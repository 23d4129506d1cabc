/// What was killed lately, for yanking.
struct KillRing: Hashable, Sendable {
    /// The most kills kept; each is at most one line.
    static let maximumKills = 8

    /// The newest last.
    private var kills: [[UInt8]] = []

    /// What a yank puts in.
    var current: [UInt8]? { kills.last }

    /// Keeps a kill; kills in a row grow together, on the side where they were.
    mutating func add(_ bytes: [UInt8], isBefore: Bool, joiningPrevious: Bool) {
        if joiningPrevious, let previous = kills.popLast() {
            kills.append(isBefore ? bytes + previous : previous + bytes)
        } else {
            kills.append(bytes)
            if kills.count > Self.maximumKills { kills.removeFirst() }
        }
    }

    /// Makes the kill before the current one current; false when there is no other.
    mutating func rotate() -> Bool {
        guard kills.count > 1, let newest = kills.popLast() else { return false }
        kills.insert(newest, at: 0)
        return true
    }
}
