import SMTPProtocol
import SafeText

/// One line's object while it is taken apart: asks for members by name, and says which one is wrong.
///
/// Members that nobody asks for are passed over: a later version may have more.
struct RecordedObject {
    /// What is wrong with a line, in words that go on after "line 12: ".
    struct Problem: Error, Hashable, Sendable {
        let message: String

        init(_ message: String) { self.message = message }
    }

    private let members: [(name: String, value: JSON)]

    init(_ value: JSON) throws(Problem) {
        guard case .object(let members) = value else { throw Problem("it is no JSON object") }
        self.members = members
    }

    func value(_ name: String) -> JSON? { members.first { $0.name == name }?.value }

    /// All members whose values are texts.
    var texts: [String: String] {
        var texts: [String: String] = [:]
        for member in members {
            if case .string(let text) = member.value { texts[member.name] = text }
        }
        return texts
    }

    func text(_ name: String) throws(Problem) -> String {
        guard let text = try optionalText(name) else { throw Problem("\"\(name)\" is missing") }
        return text
    }

    func optionalText(_ name: String) throws(Problem) -> String? {
        guard let value = value(name) else { return nil }
        guard case .string(let text) = value else { throw Problem("\"\(name)\" is no text") }
        return text
    }

    /// A text that is shown as it stands: what a terminal must not see is escaped.
    func shownText(_ name: String) throws(Problem) -> String { Sanitizer.escape(try text(name)) }

    func number(_ name: String) throws(Problem) -> Int {
        guard let number = try optionalNumber(name) else { throw Problem("\"\(name)\" is missing") }
        return number
    }

    /// A whole number from 0.
    func optionalNumber(_ name: String) throws(Problem) -> Int? {
        guard let value = value(name) else { return nil }
        guard case .number(let number) = value, number >= 0 else {
            throw Problem("\"\(name)\" is no whole number from 0")
        }
        return number
    }

    /// A time in seconds from 0, in microseconds.
    func optionalTime(_ name: String) throws(Problem) -> Int? {
        switch value(name) {
        case nil: return nil
        case .number(let seconds) where seconds >= 0: return seconds * 1_000_000
        case .millionths(let time) where time >= 0: return time
        case _: throw Problem("\"\(name)\" is no number of seconds")
        }
    }

    func flag(_ name: String) throws(Problem) -> Bool {
        guard let value = value(name) else { return false }
        guard case .bool(let flag) = value else { throw Problem("\"\(name)\" is neither true nor false") }
        return flag
    }

    func array(_ name: String) throws(Problem) -> [RecordedObject] {
        guard let value = value(name) else { return [] }
        guard case .array(let items) = value else { throw Problem("\"\(name)\" is no array") }
        var objects: [RecordedObject] = []
        for item in items { objects.append(try RecordedObject(item)) }
        return objects
    }

    /// Bytes that stand as `text` or as `base64`, and never as both.
    func bytes() throws(Problem) -> [UInt8] {
        let text = try optionalText("text")
        switch (text, try optionalText("base64")) {
        case (let text?, nil): return Array(text.utf8)
        case (nil, let encoded?):
            guard let bytes = Base64.decode(encoded.utf8) else { throw Problem("\"base64\" is no base64") }
            return bytes
        case (nil, nil): throw Problem("\"text\" is missing")
        case (_?, _?): throw Problem("\"text\" and \"base64\" stand together")
        }
    }

    /// The one of these that has this name.
    func choice<Value>(
        _ name: String, _ values: some Sequence<Value>, by word: (Value) -> String
    ) throws(Problem) -> Value {
        let text = try text(name)
        for value in values where word(value) == text { return value }
        throw Problem("\"\(name)\" cannot be \(Sanitizer.escape(String(text.prefix(40))))")
    }

    func level(_ name: String) throws(Problem) -> Level { try choice(name, Level.allCases) { $0.word } }
}
