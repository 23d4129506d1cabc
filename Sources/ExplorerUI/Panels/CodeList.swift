import SMTPProtocol
import SMTPReference
import SessionCore

/// The rows of the panel of codes: what a search found, in groups, with the enhanced codes below the codes that are open.
struct CodeList {
    /// What a group has in common.
    enum Heading: Hashable, Sendable {
        /// How serious it is: the first digit.
        case severity(Severity)
        /// What it is about: the second digit; nil for a digit without a meaning.
        case category(ReplyCategory?)
        /// What it answers; nil for codes of which that is not known.
        case stage(ReplyStage?)
        /// The enhanced codes that were found.
        case enhanced
    }

    /// One row of the list.
    enum Row: Hashable, Sendable {
        /// The name of a group.
        case heading(Heading)
        /// A code.
        case code(ReplyCode)
        /// An enhanced code that the search found.
        case enhanced(EnhancedCodeEntry)
        /// An enhanced code that goes with the code above it.
        case child(EnhancedCodeEntry, of: ReplyCode)
    }

    let tables: ReferenceTables
    let grouping: Settings.CodeGrouping
    /// The codes whose enhanced codes are shown.
    let open: Set<ReplyCode>

    /// The rows for a result. Who asks for an enhanced code sees those first.
    func rows(_ result: SearchResult, query: String) -> [Row] {
        let isAll = query.allSatisfy { $0 == " " }
        let found = isAll ? [] : result.enhancedCodes.map { Row.enhanced($0) }
        let enhanced = found.isEmpty ? [] : [.heading(.enhanced)] + found
        let codes = groups(result.replyCodes).flatMap { heading, codes in
            [Row.heading(heading)] + codes.flatMap { rows(of: $0.code) }
        }
        return query.contains(".") ? enhanced + codes : codes + enhanced
    }

    private func rows(of code: ReplyCode) -> [Row] {
        guard open.contains(code) else { return [.code(code)] }
        return [.code(code)] + Self.children(of: code, in: tables).map { .child($0, of: code) }
    }

    /// The enhanced codes that the registry pairs with a code.
    static func children(of code: ReplyCode, in tables: ReferenceTables) -> [EnhancedCodeEntry] {
        tables.enhancedCodes.filter { $0.replyCodes.contains(code) }
    }

    private func groups(_ found: [ReplyCodeEntry]) -> [(Heading, [ReplyCodeEntry])] {
        let entries = found.sorted { $0.code < $1.code }
        let groups: [(Heading, [ReplyCodeEntry])] =
            switch grouping {
            case .severity:
                Severity.allCases.map { severity in (.severity(severity), entries.filter { $0.severity == severity }) }
            case .category:
                (ReplyCategory.allCases.map(Optional.some) + [nil]).map { category in
                    (.category(category), entries.filter { $0.category == category })
                }
            case .command: byStage(entries)
            }
        return groups.filter { !$0.1.isEmpty }
    }

    /// A code stands below each command that it answers.
    private func byStage(_ entries: [ReplyCodeEntry]) -> [(Heading, [ReplyCodeEntry])] {
        var stages = Self.usualStages
        for stage in entries.flatMap(\.answers) where !stages.contains(stage) { stages.append(stage) }
        return stages.map { stage in (.stage(stage), entries.filter { $0.answers.contains(stage) }) }
            + [(.stage(nil), entries.filter { $0.answers.isEmpty })]
    }

    /// In the order of a session.
    private static let usualStages: [ReplyStage] = [
        .greeting, .command(.ehlo), .command(.helo), .command(.lhlo), .command(.starttls), .command(.auth),
        .command(.mail), .command(.rcpt), .command(.data), .endOfData, .recipientOutcome, .command(.bdat), .lastChunk,
        .command(.rset), .command(.vrfy), .command(.expn), .command(.help), .command(.noop), .command(.quit),
    ]
}

extension CodeList.Heading {
    /// The group's name in words.
    var text: String {
        switch self {
        case .severity(let severity): SeverityWords.heading(severity)
        case .category(nil): "x6z to x9z: no meaning"
        case .category(let category?):
            switch category {
            case .syntax: "x0z: syntax"
            case .information: "x1z: information"
            case .connections: "x2z: the connection"
            case .unspecified3: "x3z: logins"
            case .unspecified4: "x4z: no meaning"
            case .mailSystem: "x5z: the mail system"
            }
        case .stage(let stage?): "After \(stage.words)"
        case .stage(nil): "Seen, but in no standard"
        case .enhanced: "Enhanced codes"
        }
    }
}

extension Settings.CodeGrouping {
    /// How the list is grouped, behind the word "by".
    var words: String {
        switch self {
        case .severity: "severity"
        case .category: "category"
        case .command: "command"
        }
    }
}
