import SMTPProtocol
import SMTPReference
import Testing

/// A line of `Examples/wordings-examples.tsv`: a reply as it came, and the rule that must know it.
struct WordingExample: Sendable, CustomTestStringConvertible {
    /// The name of the rule; nil: no rule may hold.
    let rule: String?
    /// What the reply answers.
    let stage: ReplyStage
    /// The reply. A line end inside it is written as `\n` in the file.
    let reply: String

    var testDescription: String { "\(rule ?? "no rule"): \(reply)" }

    /// The wording. A line without a code stands for the words of a bounce.
    var wording: ReplyWording {
        let parsed = Reply(parsing: Array(reply.utf8))
        guard parsed.code == nil else { return ReplyWording(parsed) }
        return ReplyWording(code: nil, enhanced: nil, text: Array(reply.utf8))
    }

    /// Reads the whole file.
    static func all() throws -> [WordingExample] {
        let lines = try RepositoryFile.text("Tests/SMTPReferenceTests/Examples/wordings-examples.tsv")
            .split(separator: "\n").dropFirst()
        return try lines.map { line in
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard fields.count == 3, let stage = fields[1] == "-" ? .any : ReplyStage(token: String(fields[1])) else {
                throw RepositoryFile.Missing(path: "a rule, a command and a reply in: \(line)")
            }
            var reply = ""
            var isEscaped = false
            for character in fields[2] {
                if isEscaped {
                    reply += character == "n" ? "\r\n" : "\\\(character)"
                } else if character != "\\" {
                    reply.append(character)
                }
                isEscaped = !isEscaped && character == "\\"
            }
            return WordingExample(
                rule: fields[0] == "-" ? nil : String(fields[0]), stage: stage, reply: reply + "\r\n")
        }
    }
}
