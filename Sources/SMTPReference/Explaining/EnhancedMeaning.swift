public import SMTPProtocol

/// What one part of an enhanced status code says.
public struct EnhancedMeaning: Hashable, Sendable {
    /// Which part it is.
    public enum Part: String, Hashable, Sendable, CaseIterable {
        /// The first number.
        case `class`
        /// The second number.
        case subject
        /// The third number, together with the second.
        case detail
    }

    /// Which part it is.
    public let part: Part
    /// The number of this part.
    public let number: Int
    /// The part at its place: `5.·.·`, `X.1.·`, `X.1.1`.
    public let pattern: String
    /// The meaning in a few words.
    public let word: String
    /// The registered name; nil when the registry has none.
    public let title: String?
    /// The meaning in plain words.
    public let what: String
    /// False when the registry does not have this number.
    public let isRegistered: Bool

    /// The three parts of a code, one by one.
    public static func meanings(
        of code: EnhancedStatusCode, in tables: ReferenceTables = .shared
    ) -> [EnhancedMeaning] {
        let statusClass = tables.classEntry(for: code)
        let subject = tables.subjectEntry(for: code)
        let detail = tables.entry(for: code)
        return [
            EnhancedMeaning(
                part: .class, number: code.statusClass, pattern: "\(code.statusClass).·.·", entry: statusClass,
                missing: "No registry has this class."),
            EnhancedMeaning(
                part: .subject, number: code.subject, pattern: "X.\(code.subject).·", entry: subject,
                missing: "The subject \(code.subject) is not registered, so nobody outside that server can say what "
                    + "it is about."),
            EnhancedMeaning(
                part: .detail, number: code.detail, pattern: "X.\(code.subject).\(code.detail)", entry: detail,
                missing: "The detail \(code.detail) is not registered for this subject. Only the server that sent it "
                    + "can say what it means."),
        ]
    }

    private init(part: Part, number: Int, pattern: String, entry: EnhancedCodeEntry?, missing: String) {
        self.part = part
        self.number = number
        self.pattern = pattern
        word = entry?.headline ?? "not registered"
        title = entry?.title
        what = entry?.whatHappened ?? missing
        isRegistered = entry != nil
    }
}
