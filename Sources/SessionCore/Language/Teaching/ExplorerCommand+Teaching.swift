/// The commands for lessons and the quiz.
extension ExplorerCommand {
    /// The names of these commands.
    static let teachingNames: Set<String> = ["lesson", "hint", "skip", "restart", "answer", "quiz"]

    static func teaching(_ name: String, _ line: [UInt8], _ position: Int) throws(LanguageError) -> TeachingRequest {
        let text = String(decoding: try LineParser.text(in: line, from: position), as: UTF8.self)
        switch name {
        case "lesson": return .lesson(text.isEmpty ? nil : text)
        case "quiz": return .quiz(text.isEmpty ? nil : text)
        case "answer":
            guard !text.isEmpty else {
                throw LanguageError(
                    .missingArgument, "The answer is missing.", at: line.count, advice: "Write :answer TEXT.")
            }
            return .answer(text)
        default:
            guard text.isEmpty else {
                throw LanguageError(
                    .unexpectedArgument, ":\(name) takes no arguments.", at: position,
                    advice: "Write :\(name) alone.")
            }
            switch name {
            case "hint": return .hint
            case "skip": return .skip
            default: return .restart
            }
        }
    }
}
