/// Reads EHLO replies as capabilities: two of them, the bytes on both sides of the first `|`.
@Sendable
func fuzzCapabilities(_ bytes: [UInt8]) {
    let halves = bytes.split(separator: UInt8(ascii: "|"), maxSplits: 1, omittingEmptySubsequences: false)
    let sets = halves.map { CapabilitySet(reply: Reply(parsing: Array($0))) }
    for set in sets { check(set) }
    guard let before = sets.first, let after = sets.last else { return }
    fuzzRequire(before.changes(to: before).isEmpty, "a list is unlike itself")
    let keywords = before.changes(to: after).map(\.keyword)
    fuzzRequire(Set(keywords).count == keywords.count, "a keyword changes twice")
    fuzzRequire(Set(after.changes(to: before).map(\.keyword)) == Set(keywords), "there and back are not the same")
}

private func check(_ set: CapabilitySet) {
    fuzzRequire(set.all.count <= Limits.capabilities, "there are too many keywords")
    for capability in set.all {
        fuzzRequire(capability.words.count <= Limits.capabilityWords, "there are too many words")
        fuzzRequire(!capability.keyword.isEmpty, "a keyword is empty")
        fuzzRequire(set[capability.keyword] != nil, "a keyword is not found by its own name")
    }
    fuzzRequire(Set(set.authMechanisms).count == set.authMechanisms.count, "a mechanism is named twice")
    fuzzRequire(set.maximumMessageSize != 0, "a size of nothing")
}
