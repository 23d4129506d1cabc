import SMTPProtocol
import SafeText

/// One line of `smtpx serve --events`, as far as the page of a class shows it. Its texts are foreign and not escaped yet.
struct ClassEvent {
    typealias Problem = RecordedObject.Problem

    /// What happened.
    enum Kind {
        case listening(host: String, port: Int)
        case opened(peer: String)
        case refused(peer: String, reason: String)
        case line(String)
        case reply(code: Int, enhanced: String?, lines: [String])
        case secured(version: String?)
        case notSecured(reason: String)
        case login(user: String, mechanism: String)
        case stored(ClassMessage)
        case rule(String)
        case remark(String)
        case sandbox(String)
        case step(lesson: String, step: Int, total: Int, title: String)
        case timedOut
        case closed
    }

    /// Microseconds since the server started.
    let time: Int
    /// The number of the connection; 0 for what belongs to none.
    let connection: Int
    /// What happened.
    let kind: Kind

    /// Reads a line; nil for an event that the page does not show, or that this version does not know.
    init?(_ line: [UInt8]) throws(Problem) {
        let value: JSON
        do throws(JSONReader.Mistake) {
            value = try JSONReader.read(line)
        } catch {
            throw Problem("\(error.message) (byte \(error.offset + 1))")
        }
        let object = try RecordedObject(value)
        guard let kind = try Self.kind(object) else { return nil }
        time = try object.optionalTime("t") ?? 0
        connection = try object.optionalNumber("connection") ?? 0
        self.kind = kind
    }

    private static func kind(_ object: RecordedObject) throws(Problem) -> Kind? {
        switch try object.text("event") {
        case "listening": return .listening(host: try object.text("host"), port: try object.number("port"))
        case "opened": return .opened(peer: try object.text("peer"))
        case "refused": return .refused(peer: try object.text("peer"), reason: try object.text("reason"))
        case "line": return .line(try text("text", object))
        case "reply":
            return .reply(
                code: try object.number("code"), enhanced: optional("enhanced", object),
                lines: try texts("text", object))
        case "tls": return .secured(version: optional("version", object))
        case "tls-failed": return .notSecured(reason: try object.text("reason"))
        case "login": return .login(user: try object.text("user"), mechanism: try object.text("mechanism"))
        case "stored":
            return .stored(
                ClassMessage(
                    number: try object.number("message"), sender: try text("from", object),
                    mailboxes: try texts("mailboxes", object), size: try object.number("size"),
                    subject: ClassMessage.subject(of: try text("content", object))))
        case "rule": return .rule(try object.text("rule"))
        case "note": return .remark(try object.text("text"))
        case "sandbox": return .sandbox(try object.text("name"))
        case "lesson-step":
            return .step(
                lesson: try object.text("lesson"), step: try object.number("step"), total: try object.number("total"),
                title: optional("title", object) ?? "")
        case "timeout": return .timedOut
        case "closed": return .closed
        default: return nil
        }
    }

    private static func optional(_ name: String, _ object: RecordedObject) -> String? {
        if case .string(let text)? = object.value(name) { text } else { nil }
    }

    /// A text, or what its base64 says: bytes that are no UTF-8 show as replacement characters.
    private static func text(_ name: String, _ object: RecordedObject) throws(Problem) -> String {
        if let text = try object.optionalText(name) { return text }
        guard let encoded = try object.optionalText(name + "Base64"), let bytes = Base64.decode(encoded.utf8) else {
            throw Problem("\"\(name)\" is missing")
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func texts(_ name: String, _ object: RecordedObject) throws(Problem) -> [String] {
        guard case .array(let items)? = object.value(name) else { throw Problem("\"\(name)\" is no array") }
        return items.compactMap { if case .string(let text) = $0 { text } else { nil } }
    }
}

/// A message that a student's mailboxes took.
struct ClassMessage {
    /// How much of a subject is kept, in characters.
    private static let longestSubject = 200

    /// Its number at the server.
    let number: Int
    /// The sender of its envelope.
    let sender: String
    /// The mailboxes that it is in.
    let mailboxes: [String]
    /// Octets.
    let size: Int
    /// What its header says it is about; nil without such a line.
    let subject: String?

    /// The subject in a message's header, its folded lines put together.
    /// - SeeAlso: RFC 5322 §2.2.3
    static func subject(of content: String) -> String? {
        let name = "subject:"
        var found: String?
        for line in content.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
            let line = Substring(line.last == 0x0D ? line.dropLast() : line)
            if line.isEmpty { break }
            if let begun = found {
                guard line.first == " " || line.first == "\t" else { break }
                found = begun + line
            } else if line.prefix(name.utf8.count).lowercased() == name {
                found = String(line.dropFirst(name.count))
            }
        }
        guard let found else { return nil }
        return String(found.drop { $0 == " " || $0 == "\t" }.prefix(longestSubject))
    }
}
