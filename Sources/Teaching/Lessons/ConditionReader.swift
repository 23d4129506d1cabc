import SMTPProtocol
import SafeText
import SessionCore

/// Reads a condition of a lesson: a word, and what belongs to it.
enum ConditionReader {
    /// What is wrong, without the place.
    struct Mistake: Error {
        let message: String
    }

    static let words = [
        "connected", "disconnected", "sent", "content", "reply", ":expect", "mailbox", "message", "tls", "login",
        "command", "answer",
    ]

    /// Conditions with `or` between them.
    static func alternatives(_ text: String) throws(Mistake) -> [LessonCondition] {
        var found: [LessonCondition] = []
        for part in split(text, at: " or ") { found.append(try condition(part)) }
        return found
    }

    /// One condition.
    static func condition(_ text: String) throws(Mistake) -> LessonCondition {
        let text = trimmed(text)
        let word = String(text.prefix { $0 != " " })
        let rest = trimmed(String(text.dropFirst(word.count)))
        switch word {
        case "tls" where rest == "failed": return .tlsFailed
        case "connected", "disconnected", "tls":
            guard rest.isEmpty else {
                throw Mistake(
                    message: word == "tls" ? "Only failed can follow tls." : "Nothing can follow \(word).")
            }
            return word == "tls" ? .tls : word == "connected" ? .connected : .disconnected
        case "sent":
            guard !rest.hasPrefix("\":"), !rest.hasPrefix(":") else {
                throw Mistake(
                    message:
                        "A line with a colon is for the explorer and is never sent. Write command in place of sent.")
            }
            return .sent(try pattern(rest, word))
        case "content": return .content(try pattern(rest, word))
        case "message": return .message(try pattern(rest, word))
        case "command":
            let pattern = try pattern(rest, word)
            try examine(command: rest)
            return .command(pattern)
        case "reply", ":expect": return try reply(rest)
        case "mailbox":
            let parts = rest.split(separator: " ").map(String.init)
            guard parts.count == 3, parts[1] == "has", let count = Int(parts[2]), count > 0 else {
                throw Mistake(message: "Expected: mailbox NAME has NUMBER, for example mailbox alice has 1.")
            }
            return .mailbox(parts[0].lowercased(), count: count)
        case "login": return .login(mechanism: rest.isEmpty ? nil : rest)
        case "answer":
            guard !rest.isEmpty else { throw Mistake(message: "Expected: answer A, for example.") }
            return .answer(rest.lowercased())
        default:
            let nearest = NearestName.of(word, among: words) ?? "reply"
            throw Mistake(
                message: "\(Sanitizer.escape(word)) is no condition. Did you mean \(nearest)? "
                    + "There are \(words.joined(separator: ", ")).")
        }
    }

    /// A command that the explorer has not got is never given.
    private static func examine(command text: String) throws(Mistake) {
        let text = text.hasPrefix("\"") ? text.dropFirst() : text[...]
        guard text.hasPrefix(":") else {
            throw Mistake(message: "A command of the explorer begins with a colon: command \":tls*\".")
        }
        let name = text.dropFirst().prefix { $0.isLetter || $0.isNumber || $0 == "-" }.lowercased()
        let isOpen = text.dropFirst(name.count + 1).first == "*"
        let isKnown = ExplorerCommand.names.contains { isOpen ? $0.hasPrefix(name) : $0 == name }
        guard isKnown || name.isEmpty else {
            let nearest = NearestName.of(name, among: ExplorerCommand.names) ?? "tls"
            throw Mistake(
                message: "The explorer has no command :\(Sanitizer.escape(name)), so this never comes true. "
                    + "Did you mean :\(nearest)?")
        }
    }

    private static func pattern(_ text: String, _ word: String) throws(Mistake) -> WildcardPattern {
        guard !text.isEmpty else {
            throw Mistake(message: "Expected a line behind \(word), such as \(word) \"MAIL*\".")
        }
        guard text.hasPrefix("\"") else { return WildcardPattern(text) }
        guard text.utf8.count > 1, text.hasSuffix("\"") else {
            throw Mistake(message: "The quotation mark behind \(word) is not closed.")
        }
        return WildcardPattern(String(text.dropFirst().dropLast()))
    }

    private static func reply(_ text: String) throws(Mistake) -> LessonCondition {
        let parts = split(text, at: " to ")
        guard parts.count <= 2 else { throw Mistake(message: "Expected: reply PATTERN to VERB.") }
        var answered = LessonCondition.Answered.any
        if parts.count == 2 {
            switch trimmed(parts[1]) {
            case "greeting": answered = .greeting
            case "end-of-data": answered = .verb(.endOfData)
            case let word:
                let verb = Verb(ascii: word.utf8)
                guard verb.isKnown else {
                    let nearest = NearestName.of(word, among: Verb.known.map { $0.name.lowercased() }) ?? "mail"
                    throw Mistake(
                        message: "\(Sanitizer.escape(word)) is no command of SMTP. Did you mean "
                            + "\(nearest.uppercased())? Expected a verb, greeting or end-of-data behind to.")
                }
                answered = .verb(verb)
            }
        }
        do throws(LanguageError) {
            return .reply(try ReplyExpectation(parsing: Array(trimmed(parts[0]).utf8)), to: answered)
        } catch {
            throw Mistake(message: "\(error.message) \(error.advice)")
        }
    }

    /// Splits at a separator that stands outside quotation marks and outside `/expressions/`.
    static func split(_ text: String, at separator: String, once: Bool = false) -> [String] {
        let bytes = Array(text.utf8)
        let wanted = Array(separator.utf8)
        var parts: [String] = []
        var start = 0
        var open: UInt8?
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if let mark = open {
                if byte == mark { open = nil }
            } else if byte == UInt8(ascii: "\"")
                || (byte == UInt8(ascii: "/") && (index == 0 || bytes[index - 1] == UInt8(ascii: " ")))
            {
                open = byte
            } else if bytes[index...].starts(with: wanted), !(once && !parts.isEmpty) {
                parts.append(String(decoding: bytes[start..<index], as: UTF8.self))
                index += wanted.count
                start = index
                continue
            }
            index += 1
        }
        parts.append(String(decoding: bytes[start...], as: UTF8.self))
        return parts
    }

    static func trimmed(_ text: String) -> String {
        let body = text.utf8.drop { $0 == 0x20 || $0 == 0x09 }
        guard let end = body.lastIndex(where: { $0 != 0x20 && $0 != 0x09 }) else { return "" }
        return String(decoding: body[...end], as: UTF8.self)
    }
}
