import SMTPProtocol

/// A mistake in the table of a likeness, with its place.
struct LikenessError: Error, Hashable, CustomStringConvertible {
    let file: String
    /// The line, counted from 1.
    let line: Int
    /// What is wrong and what was expected.
    let message: String

    var description: String { "\(file), line \(line): \(message)" }
}

/// Reads the table of a likeness: tab-separated, a header, then a row for each line of a reply, and `-` for none.
///
///     situation	code	enhanced	text	source	verified
///     software	-	-	Postfix 3.7.11	Debian 12's package	yes
///     capability	-	-	PIPELINING	Postfix 3.7.11	yes
///     quit	221	2.0.0	Bye	smtpd.c	yes
///
/// Rows of the same situation, one behind the other, are the lines of one reply. `software`, `capability`, `mechanism`,
/// `login` (`tls`), `message-id` and `session-id` are no situations. Every row says where it is from.
enum LikenessReader {
    static let columns = ["situation", "code", "enhanced", "text", "source", "verified"]

    /// The words in braces that a text may have.
    static let blanks: Set<String> = [
        "host", "client", "peer", "path", "address", "line", "verb", "VERB", "argument", "word", "detail", "parameter",
        "limit", "recipients",
        "message-id", "session-id", "refusal", "date", "padded-date", "unix",
    ]

    private struct Draft {
        var title: String?
        var replies: [ReplySituation.Name: Likeness.Reply] = [:]
        var last: ReplySituation.Name?
        var capabilities: [String] = []
        var mechanisms: [String] = []
        var requiresTLSForLogin = false
        var messageID = ""
        var sessionID = ""
    }

    private struct Mistake: Error { let message: String }

    /// Reads a whole table; the software is the file's name.
    static func read(_ text: String, file: String) throws(LikenessError) -> Likeness {
        let name = file.split(separator: "/").last.map { $0.prefix { $0 != "." } } ?? ""
        guard let software = ImitatedSoftware(rawValue: String(name)) else {
            throw LikenessError(
                file: file, line: 1, message: "expected a file named after one of \(ImitatedSoftware.list)")
        }
        var draft = Draft()
        let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
        for (index, bytes) in lines.enumerated() {
            let row = bytes.split(separator: 0x09, omittingEmptySubsequences: false).map {
                String(decoding: $0, as: UTF8.self)
            }
            do throws(Mistake) {
                guard row.count == columns.count else {
                    throw Mistake(message: "expected \(columns.count) columns, found \(row.count)")
                }
                if index == 0 {
                    guard row == columns else { throw Mistake(message: "expected the names of the columns") }
                } else {
                    try read(row, into: &draft)
                }
            } catch {
                throw LikenessError(file: file, line: index + 1, message: error.message)
            }
        }
        guard let title = draft.title else {
            throw LikenessError(file: file, line: lines.count, message: "expected a row for software")
        }
        return Likeness(
            software: software, title: title, replies: draft.replies, capabilities: draft.capabilities,
            mechanisms: draft.mechanisms, requiresTLSForLogin: draft.requiresTLSForLogin, messageID: draft.messageID,
            sessionID: draft.sessionID)
    }

    private static func read(_ row: [String], into draft: inout Draft) throws(Mistake) {
        let text = row[3] == "-" ? "" : row[3]
        guard !row[4].isEmpty, row[4] != "-" else { throw Mistake(message: "expected where this is from") }
        guard row[5] == "yes" || row[5] == "no" else { throw Mistake(message: "expected yes or no, found \(row[5])") }
        switch row[0] {
        case "software": draft.title = text
        case "capability": draft.capabilities.append(text)
        case "mechanism": draft.mechanisms.append(text)
        case "message-id": draft.messageID = text
        case "session-id": draft.sessionID = text
        case "login":
            guard text == "tls" else { throw Mistake(message: "expected tls, found \(text)") }
            draft.requiresTLSForLogin = true
        default: try readReply(row, text, into: &draft)
        }
        if ReplySituation.Name(rawValue: row[0]) == nil { draft.last = nil }
    }

    private static func readReply(_ row: [String], _ text: String, into draft: inout Draft) throws(Mistake) {
        guard let name = ReplySituation.Name(rawValue: row[0]) else {
            throw Mistake(message: "there is no situation \(row[0])")
        }
        guard let code = ReplyCode(ascii: Array(row[1].utf8)) else {
            throw Mistake(message: "expected a reply code, found \(row[1])")
        }
        let enhanced = EnhancedStatusCode(ascii: Array(row[2].utf8))
        guard enhanced != nil || row[2] == "-" else {
            throw Mistake(message: "expected an enhanced status code or -, found \(row[2])")
        }
        for blank in LikenessText.blanks(in: text) where !blanks.contains(blank) {
            throw Mistake(message: "there is no blank {\(blank)}")
        }
        let reply = Likeness.Reply(code: code, enhanced: enhanced, lines: [text])
        if draft.last == name, let before = draft.replies[name] {
            guard before.code == code, before.enhanced == enhanced else {
                throw Mistake(message: "expected the codes of the line before")
            }
            draft.replies[name]?.lines.append(text)
        } else {
            guard draft.replies[name] == nil else { throw Mistake(message: "\(row[0]) stands there already") }
            draft.replies[name] = reply
        }
        draft.last = name
    }
}
