import SMTPProtocol
import SafeText

/// What `:xclient` and `:xforward` ask for: who we pretend to be, or to pass mail on for, in plain text.
/// - SeeAlso: Postfix XCLIENT_README, XFORWARD_README
public struct PretenceRequest: Hashable, Sendable {
    /// XCLIENT or XFORWARD.
    let verb: Verb
    /// The command line.
    let line: [UInt8]

    private static let clientNames = ["NAME", "ADDR", "PORT", "PROTO", "HELO", "LOGIN", "DESTADDR", "DESTPORT"]
    private static let forwardNames = ["NAME", "ADDR", "PORT", "PROTO", "HELO", "IDENT", "SOURCE"]

    /// The attributes that a command knows.
    static func names(of verb: Verb) -> [String] { verb == .xclient ? clientNames : forwardNames }

    /// Reads the words behind the command.
    /// - Parameter end: the length of the line, where a missing word is missed.
    init(_ verb: Verb, words: [Word], end: Int) throws(LanguageError) {
        let name = verb.name.lowercased()
        guard !words.isEmpty else {
            throw LanguageError(
                .missingArgument, ":\(name) has no attribute.", at: end,
                advice: "Write :\(name) NAME=client.example.org ADDR=192.0.2.7, for example.")
        }
        try EnvelopeRequest.refuseLineBreaks(words)
        var line = Array(verb.name.utf8)
        for word in words {
            line += [0x20] + (try Self.attribute(word, of: verb))
        }
        self.verb = verb
        self.line = line
    }

    private static func attribute(_ word: Word, of verb: Verb) throws(LanguageError) -> [UInt8] {
        let command = verb.name.lowercased()
        guard let equals = word.bytes.firstIndex(of: UInt8(ascii: "=")) else {
            throw LanguageError(
                .badValue, "An attribute is NAME=VALUE.", at: word.range.lowerBound,
                advice: "Write :\(command) ADDR=192.0.2.7; a value that is not known is [UNAVAILABLE].")
        }
        let name = String(decoding: word.bytes[..<equals].map(\.uppercased), as: UTF8.self)
        let value = Array(word.bytes[(equals + 1)...])
        guard names(of: verb).contains(name) else {
            let nearest = NearestName.of(name, among: names(of: verb)) ?? "ADDR"
            throw LanguageError(
                .badValue, "\(verb.name) has no attribute \(Sanitizer.escape(String(name.prefix(40)))).",
                at: word.range.lowerBound,
                advice: "The nearest is \(nearest). Known are \(names(of: verb).joined(separator: ", ")).")
        }
        let isUnknown = value.equals(ignoringCase: "[UNAVAILABLE]") || value.equals(ignoringCase: "[TEMPUNAVAIL]")
        let written = isUnknown ? value.map(\.uppercased) : try check(value, name, word, verb)
        return Array("\(name)=".utf8) + XText.encode(written)
    }

    /// The value in the form that the attribute has.
    private static func check(
        _ value: [UInt8], _ name: String, _ word: Word, _ verb: Verb
    ) throws(LanguageError) -> [UInt8] {
        func wrong(_ form: String) -> LanguageError {
            LanguageError(
                .badValue, "\(name) takes \(form), or [UNAVAILABLE].", at: word.range.lowerBound,
                advice: "Nothing was sent. Typing the line as SMTP sends it as it stands.")
        }
        switch name {
        case "ADDR", "DESTADDR":
            let prefix = value.hasPrefix(ignoringCase: "IPV6:") ? 5 : 0
            guard let address = IPNumber(value[prefix...]), address.isIPv6 || prefix == 0 else {
                throw wrong("an IP address such as 192.0.2.7 or 2001:db8::7")
            }
            return Array((address.isIPv6 ? "IPV6:" : "").utf8) + value[prefix...]
        case "PORT", "DESTPORT":
            guard 1...5 ~= value.count, value.allSatisfy({ (0x30...0x39).contains($0) }),
                let port = Int(String(decoding: value, as: UTF8.self)), port <= 65_535
            else { throw wrong("a port from 0 to 65535") }
        case "PROTO" where verb == .xclient:
            guard value.equals(ignoringCase: "SMTP") || value.equals(ignoringCase: "ESMTP") else {
                throw wrong("SMTP or ESMTP")
            }
            return value.map(\.uppercased)
        case "SOURCE":
            guard value.equals(ignoringCase: "LOCAL") || value.equals(ignoringCase: "REMOTE") else {
                throw wrong("LOCAL or REMOTE")
            }
            return value.map(\.uppercased)
        default:
            if value.isEmpty { throw wrong("a value") }
        }
        return value
    }
}
