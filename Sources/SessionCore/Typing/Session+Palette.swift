/// `:` on an empty line: all commands of the explorer to choose from.
extension Session {
    /// How many lines of the history say which commands were used lately.
    private static let recentLines = 100

    /// The commands that fit what is typed behind the colon: those that begin with it, recently used ones first, then those that
    /// hold it anywhere in their name or explanation, and then actions of the screen as `:do` takes them.
    /// - Parameter line: the line from its colon on; only its first word is looked at.
    public func palette(for line: [UInt8]) -> Completion {
        guard prompt.kind == .command || prompt.kind == .notConnected, line.first == UInt8(ascii: ":"),
            !line.contains(where: \.isBlank)
        else { return .none(line) }
        let query = line.dropFirst().map(\.lowercased)
        let ranks = recentRanks
        let commands = HelpTopic.commands.enumerated().sorted { one, other in
            let (first, second) = (ranks[one.element.name] ?? .max, ranks[other.element.name] ?? .max)
            return (first, one.offset) < (second, other.offset)
        }.map(\.element)
        guard !query.isEmpty else { return Completion(from: 0, exactly: commands.map(\.candidate)) }
        let begins = commands.filter { $0.name.utf8.starts(with: query) }
        let holds = commands.filter { topic in
            !topic.name.utf8.starts(with: query)
                && (topic.name.utf8.holds(query) || topic.summary.utf8.map(\.lowercased).holds(query))
        }
        let actions = ScreenAction.allCases.filter { action in
            action.rawValue.utf8.holds(query) || action.summary.utf8.map(\.lowercased).holds(query)
        }
        return Completion(
            from: 0,
            exactly: (begins + holds).map(\.candidate)
                + actions.map { Candidate(":do \($0.rawValue)", $0.summary) })
    }

    /// The place of each command among those used lately, the newest 0.
    private var recentRanks: [String: Int] {
        var ranks: [String: Int] = [:]
        for line in history.lines.suffix(Self.recentLines).reversed() where line.first == UInt8(ascii: ":") {
            let name = String(decoding: line.dropFirst().prefix { !$0.isBlank }, as: UTF8.self).lowercased()
            if ranks[name] == nil { ranks[name] = ranks.count }
        }
        return ranks
    }
}

extension Collection<UInt8> {
    /// Whether the bytes stand somewhere in these; always when there are none.
    func holds(_ part: some Collection<UInt8>) -> Bool {
        var rest = self[...]
        while rest.count >= part.count {
            if rest.starts(with: part) { return true }
            rest = rest.dropFirst()
        }
        return false
    }
}
