import SMTPProtocol

/// What an expectation is held against.
struct Circumstances {
    /// The reply to the last line; nil when none came.
    var reply: Reply?
    /// How long it took, in nanoseconds; nil for a reply that nobody waited for.
    var latency: UInt64?
    /// What the server offers.
    var capabilities: CapabilitySet?
    /// Whether a connection stands.
    var isOpen = false
    /// The version of TLS under it; nil without TLS.
    var encryption: Encryption?

    /// TLS under a connection.
    struct Encryption: Hashable {
        var version: TLSVersion?
    }

    /// Whether everything that is expected holds.
    func meet(_ expectation: Expectation) -> Bool {
        !isLate(for: expectation) && expectation.conditions.allSatisfy(meet)
    }

    /// Whether the reply took longer than it may.
    func isLate(for expectation: Expectation) -> Bool {
        guard let milliseconds = expectation.milliseconds, expectation.judgesReply, let latency else { return false }
        return latency / 1_000_000 > UInt64(milliseconds)
    }

    private func meet(_ condition: Expectation.Condition) -> Bool {
        switch condition {
        case .reply(let patterns): reply.map { reply in patterns.contains { $0.matches(reply) } } ?? false
        case .text(let pattern): reply.map { Self.holds($0, pattern) } ?? false
        case .capability(let keyword, let value): offers(keyword, value)
        case .closed: !isOpen
        case .tls(let version): encryption.map { version == nil || $0.version == version } ?? false
        case .not(.reply(let patterns)): reply.map { reply in !patterns.contains { $0.matches(reply) } } ?? false
        case .not(.text(let pattern)): reply.map { !Self.holds($0, pattern) } ?? false
        case .not(let condition): !meet(condition)
        }
    }

    /// The most lines of a reply that are looked through: more than any server has to say.
    static let maximumLines = 256

    private static func holds(_ reply: Reply, _ pattern: TextPattern) -> Bool {
        reply.lines.indices.prefix(maximumLines).contains { pattern.matches(reply.text(ofLine: $0)) }
    }

    private func offers(_ keyword: String, _ value: [UInt8]?) -> Bool {
        let offered = capabilities?.all.filter { $0.keyword == keyword } ?? []
        guard let value else { return !offered.isEmpty }
        let text = String(decoding: value, as: UTF8.self)
        return offered.contains { capability in
            capability.words.contains { $0.equals(ignoringCase: text) }
                || Array(capability.words.joined(separator: [0x20])).equals(ignoringCase: text)
        }
    }
}
