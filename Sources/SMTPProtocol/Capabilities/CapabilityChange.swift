/// A difference between what a server offered before and after, as around STARTTLS or AUTH.
/// - SeeAlso: RFC 3207 §4.2
public enum CapabilityChange: Hashable, Sendable {
    /// Offered now, not before.
    case added(Capability)
    /// Offered before, not now.
    case removed(Capability)
    /// Offered both times, with different words.
    case changed(from: Capability, to: Capability)

    /// The keyword it is about.
    public var keyword: String {
        switch self {
        case .added(let capability), .removed(let capability), .changed(_, let capability): capability.keyword
        }
    }
}

extension CapabilitySet {
    /// What is different in `other`: first what was removed or changed, in this set's order, then what was added, in
    /// the order of `other`. A keyword that came twice counts by the words of all its lines.
    public func changes(to other: CapabilitySet) -> [CapabilityChange] {
        let before = wordsByKeyword()
        let after = other.wordsByKeyword()
        var changes: [CapabilityChange] = []
        var seen: Set<String> = []
        for capability in all where seen.insert(capability.keyword).inserted {
            guard let words = after[capability.keyword], let now = other[capability.keyword] else {
                changes.append(.removed(capability))
                continue
            }
            if words != before[capability.keyword] { changes.append(.changed(from: capability, to: now)) }
        }
        for capability in other.all where seen.insert(capability.keyword).inserted {
            changes.append(.added(capability))
        }
        return changes
    }

    private func wordsByKeyword() -> [String: [[UInt8]]] {
        var words: [String: [[UInt8]]] = [:]
        for capability in all { words[capability.keyword, default: []] += capability.words }
        return words
    }
}
