public import SMTPProtocol

/// One code that one stage of a session may be answered with.
public struct CommandReplyEntry: Hashable, Sendable {
    /// What RFC 821 §4.3 marks a code as.
    public enum Mark: String, Hashable, Sendable, CaseIterable {
        /// S: success.
        case success = "S"
        /// F: failure.
        case failure = "F"
        /// E: error.
        case error = "E"
        /// I: intermediate.
        case intermediate = "I"
    }

    /// What is answered. ``ReplyStage/any`` means every command.
    public let stage: ReplyStage
    /// The answer.
    public let code: ReplyCode
    /// How RFC 821 marks it; nil when RFC 821 does not have it here.
    public let rfc821: Mark?
    /// Whether RFC 5321 §4.3.2 lists it here.
    public let isInRFC5321: Bool
    /// Stages that the row does not hold for, when it is about every command.
    public let exceptions: [ReplyStage]
    /// Where it says so.
    public let sources: [Source]
    /// Something to know about it.
    public let note: String?
}

extension CommandReplyEntry: TableEntry {
    static let columns = ["stage", "code", "rfc821", "rfc5321", "except", "source", "note"]

    init(row: inout TableRow) throws(TableError) {
        let stages = try row.takeStages()
        guard stages.count == 1 else { throw row.error("one row is about one stage") }
        stage = stages[0]
        code = try row.takeReplyCode()
        rfc821 = try row.takeOptionalWord(Mark.self)
        isInRFC5321 = try row.takeFlag()
        exceptions = try row.takeStages()
        sources = try row.takeSources()
        note = try row.takeOptionalProse()
    }
}
