/// Something about a command line that breaks a rule, or that a server may not like. It never stops the line from being
/// sent: this is an explorer.
public struct CommandProblem: Hashable, Sendable {
    /// What is wrong.
    public let kind: Kind
    /// How bad it is.
    public let severity: Severity
    /// Which bytes of the line are meant. Empty where something is missing.
    public let range: Range<Int>
    /// What is wrong, in plain English and one or two short sentences.
    public let message: String
    /// The rule: `RFC 5321 §4.1.1.2`.
    public let source: String

    /// A problem with these facts.
    public init(kind: Kind, severity: Severity, range: Range<Int>, message: String, source: String) {
        self.kind = kind
        self.severity = severity
        self.range = range
        self.message = message
        self.source = source
    }

    /// Whether the line breaks the grammar, so that a strict server refuses it.
    public var isError: Bool { severity == .error }

    /// How bad a problem is.
    public enum Severity: String, Sendable, CaseIterable {
        /// Allowed or usually tolerated, yet worth knowing.
        case remark
        /// The line breaks a rule; a strict server refuses it.
        case error
    }

    /// The sorts of problem.
    public enum Kind: String, Sendable, CaseIterable {
        case emptyLine, leadingSpace, extraSpace, trailingSpace, tab
        case bareCR, bareLF, nul, controlCharacter, notUTF8, nonASCII, invisibleCharacter
        case badVerb, unknownVerb, obsoleteVerb
        case missingArgument, unexpectedArgument, badArgument
        case missingKeyword, spaceBeforeColon, spaceAfterColon
        case missingOpeningBracket, missingClosingBracket, textAfterPath
        case emptyPath, emptyLocalPart, badLocalPart, unclosedQuote, comment
        case missingDomain, badDomain, badAddressLiteral, underscoreInDomain, sourceRoute
        case lineTooLong, localPartTooLong, domainTooLong, pathTooLong
        case badParameter, badParameterValue, duplicateParameter, parameterOfOtherCommand
    }

    /// The reply code that a strict server gives for this problem: 500 for a line it cannot take as a command, 553 for
    /// a mailbox name, else 501.
    /// - SeeAlso: RFC 5321 §4.2.2, §4.5.3.1.10
    public var strictReplyCode: ReplyCode {
        switch kind {
        case .emptyLine, .leadingSpace, .badVerb, .unknownVerb, .lineTooLong:
            500
        case .obsoleteVerb:
            502
        case .emptyLocalPart, .badLocalPart, .unclosedQuote, .comment, .missingDomain, .badDomain, .badAddressLiteral,
            .underscoreInDomain, .nonASCII, .invisibleCharacter, .sourceRoute:
            553
        case .extraSpace, .trailingSpace, .tab, .bareCR, .bareLF, .nul, .controlCharacter, .notUTF8, .missingArgument,
            .unexpectedArgument, .badArgument, .missingKeyword, .spaceBeforeColon, .spaceAfterColon,
            .missingOpeningBracket, .missingClosingBracket, .textAfterPath, .emptyPath, .localPartTooLong,
            .domainTooLong, .pathTooLong, .badParameter, .badParameterValue, .duplicateParameter,
            .parameterOfOtherCommand:
            501
        }
    }
}

/// Problems as they are found: at most one of each kind, so that a hostile line makes no long list.
struct CommandProblems {
    private(set) var list: [CommandProblem] = []

    mutating func add(
        _ kind: CommandProblem.Kind, _ severity: CommandProblem.Severity = .error, at range: Range<Int>,
        _ message: @autoclosure () -> String, _ source: String
    ) {
        guard !list.contains(where: { $0.kind == kind }) else { return }
        list.append(
            CommandProblem(kind: kind, severity: severity, range: range, message: message(), source: source))
    }

    /// In the order in which they stand in the line.
    var sorted: [CommandProblem] {
        list.sorted { ($0.range.lowerBound, $0.kind.rawValue) < ($1.range.lowerBound, $1.kind.rawValue) }
    }
}
