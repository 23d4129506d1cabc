public import SMTPProtocol

/// What one enhanced status code means, or one class, or one subject.
///
/// Details are registered without a class (`X.1.1`): the class stands in front of any of them.
/// - SeeAlso: RFC 3463 §2, RFC 5248 §2
public struct EnhancedCodeEntry: Hashable, Sendable {
    /// Which part of a code the entry is about.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// The first number: success, temporary or permanent.
        case `class`
        /// The second number: what the code is about.
        case subject
        /// The second and the third number together: the exact condition.
        case code
    }

    /// Which part of a code this is.
    public let kind: Kind
    /// The first number, for a class; 0 otherwise.
    public let statusClass: Int
    /// The second number, for a subject or a code; 0 otherwise.
    public let subject: Int
    /// The third number, for a code; 0 otherwise.
    public let detail: Int
    /// The registered name.
    public let title: String
    /// A short name in plain words.
    public let headline: String
    /// The classes it is usually seen with: of 2, 4 and 5. Empty: any.
    public let usualClasses: [Int]
    /// The reply codes that the registry pairs with it. Empty: any, or none named.
    public let replyCodes: [ReplyCode]
    /// Where it is defined.
    public let sources: [Source]
    /// True when the registry says not to use it any more.
    public let isDeprecated: Bool
    /// Whether it tells more than a reply code such as 550 does.
    public let isSpecific: Bool
    /// Whether to try again when the class is 5. With class 4 the answer is always later.
    public let retryWhenPermanent: Retry
    /// Who can act.
    public let whoCanAct: Fault
    /// What it means, in plain words.
    public let whatHappened: String
    /// What to try, one suggestion each.
    public let whatToTry: [String]
    /// Something to know about the use of the code.
    public let note: String?

    /// How the entry is written: `X.1.1`, `X.1`, `5`.
    public var label: String {
        switch kind {
        case .class: "\(statusClass)"
        case .subject: "X.\(subject)"
        case .code: "X.\(subject).\(detail)"
        }
    }

    /// The sources as one line.
    public var source: String { sources.map(\.text).joined(separator: "; ") }

    /// Whether to try again after a code of this class and detail.
    func retry(for code: EnhancedStatusCode) -> Retry {
        switch code.severity {
        case .ok, .continue: .notNeeded
        case .temporary: .later
        case .permanent: retryWhenPermanent
        }
    }
}

extension EnhancedCodeEntry: TableEntry {
    static let columns = [
        "code", "title", "headline", "classes", "reply_codes", "source", "deprecated", "specific", "retry", "fault",
        "what", "try", "note",
    ]

    init(row: inout TableRow) throws(TableError) {
        let label = try row.takeText()
        guard let parts = Self.parts(of: label) else {
            throw row.error("\"\(label)\" is not written like 5, X.1 or X.1.1")
        }
        (kind, statusClass, subject, detail) = parts
        title = try row.takeText()
        headline = try row.takeText()
        var classes: [Int] = []
        for text in try row.takeList(separator: ",") {
            guard let number = Int(text), [2, 4, 5].contains(number) else {
                throw row.error("\"\(text)\" is not a class; classes are 2, 4 and 5")
            }
            classes.append(number)
        }
        usualClasses = classes
        replyCodes = try row.takeReplyCodes()
        sources = try row.takeSources()
        isDeprecated = try row.takeFlag()
        isSpecific = try row.takeFlag()
        retryWhenPermanent = try row.takeWord(Retry.self)
        whoCanAct = try row.takeWord(Fault.self)
        whatHappened = try row.takeProse()
        whatToTry = try row.takeSuggestions()
        note = try row.takeOptionalProse()
    }

    /// Reads `5`, `X.1` or `X.1.10`.
    private static func parts(of label: String) -> (Kind, Int, Int, Int)? {
        if let number = Int(label), [2, 4, 5].contains(number), label.utf8.count == 1 { return (.class, number, 0, 0) }
        let words = label.split(separator: ".", omittingEmptySubsequences: false)
        guard words.first == "X" else { return nil }
        let numbers = words.dropFirst().compactMap { Int($0) }
        guard numbers.count == words.count - 1, numbers.allSatisfy({ 0...999 ~= $0 }) else { return nil }
        switch numbers.count {
        case 1: return (.subject, 0, numbers[0], 0)
        case 2: return (.code, 0, numbers[0], numbers[1])
        default: return nil
        }
    }
}
