import SMTPProtocol

/// What a query found, best first.
public struct SearchResult: Hashable, Sendable {
    /// The reply codes.
    public let replyCodes: [ReplyCodeEntry]
    /// The enhanced status codes.
    public let enhancedCodes: [EnhancedCodeEntry]

    /// Whether nothing was found.
    public var isEmpty: Bool { replyCodes.isEmpty && enhancedCodes.isEmpty }
}

extension ReferenceTables {
    /// The reply codes that a query finds; see ``find(_:)``.
    public func search(_ query: String) -> [ReplyCodeEntry] { find(query).replyCodes }

    /// Looks up reply codes and enhanced codes.
    ///
    /// A query is one of:
    /// - a number, whole or its beginning: `550`, `55`;
    /// - a number with wildcards, `_`, `x`, `?`, `.` or `*`: `55_`, `5xx`, `5..`, `4*`;
    /// - an enhanced code, whole, begun or with wildcards: `5.7.1`, `5.7`, `5.7.x`, `X.7.*`;
    /// - an RFC: `RFC 5321`, `rfc4954`;
    /// - words, all of which must occur, whatever their case.
    ///
    /// An empty query finds everything. A number finds the enhanced codes that the registry pairs with it, and an
    /// enhanced code the reply codes.
    public func find(_ query: String) -> SearchResult {
        let query = SearchQuery(query)
        switch query {
        case .everything: return SearchResult(replyCodes: replyCodes, enhancedCodes: enhancedCodes)
        case .replyCode(let pattern): return find(pattern)
        case .enhancedCode(let pattern): return find(pattern)
        case .rfc(let number): return find(rfc: number)
        case .words(let words): return find(words: words)
        }
    }

    private func find(_ pattern: DigitPattern) -> SearchResult {
        let codes = replyCodes.filter { pattern.matches($0.code) }
        guard let exact = pattern.exactCode else { return SearchResult(replyCodes: codes, enhancedCodes: []) }
        return SearchResult(
            replyCodes: codes, enhancedCodes: enhancedCodes.filter { $0.replyCodes.contains(exact) })
    }

    private func find(_ pattern: EnhancedPattern) -> SearchResult {
        let found = enhancedCodes.filter { pattern.matches($0) }
        let paired = Set(found.flatMap(\.replyCodes))
        let codes = replyCodes.filter { paired.contains($0.code) && pattern.allows($0.severity) }
        return SearchResult(replyCodes: codes, enhancedCodes: found)
    }

    private func find(rfc number: Int) -> SearchResult {
        let first = replyCodes.filter { $0.sources.contains { $0.rfc == number } }
        let second = replyCodes.filter { entry in
            entry.alsoIn.contains { $0.rfc == number } && !entry.sources.contains { $0.rfc == number }
        }
        return SearchResult(
            replyCodes: first + second,
            enhancedCodes: enhancedCodes.filter { $0.sources.contains { $0.rfc == number } })
    }

    private func find(words: SearchWords) -> SearchResult {
        SearchResult(
            replyCodes: ranked(replyCodes, by: words), enhancedCodes: ranked(enhancedCodes, by: words))
    }

    /// Entries with all words, those first whose names have them.
    private func ranked<Entry: Searchable>(_ entries: [Entry], by words: SearchWords) -> [Entry] {
        var byRank: [[Entry]] = [[], [], []]
        for entry in entries {
            if words.isWhole(of: entry.names) {
                byRank[0].append(entry)
            } else if words.allOccur(in: entry.names) {
                byRank[1].append(entry)
            } else if words.allOccur(in: entry.names + entry.texts) {
                byRank[2].append(entry)
            }
        }
        return byRank.flatMap(\.self)
    }
}

/// An entry that can be found by words.
protocol Searchable {
    /// What it is called. Words found here rank first.
    var names: [String] { get }
    /// What is said about it.
    var texts: [String] { get }
}

extension ReplyCodeEntry: Searchable {
    var names: [String] { [code.description, title, headline] }
    var texts: [String] {
        [whatHappened, note ?? "", status.rawValue, severity.rawValue, whoCanAct.words, source] + whatToTry
            + alsoIn.map(\.text) + answers.map(\.token)
    }
}

extension EnhancedCodeEntry: Searchable {
    var names: [String] { [label, title, headline] }
    var texts: [String] { [whatHappened, note ?? "", whoCanAct.words, source] + whatToTry }
}
