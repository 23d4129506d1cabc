import Glibc
import SMTPProtocol

/// A likeness on one connection: it words the replies there.
struct LikenessVoice: Sendable {
    let likeness: Likeness
    /// The client's address.
    let peer: String
    /// The connection's number, from which its identifiers are made: the same ones in every run.
    let connection: Int
    /// The scenario has a banner of its own, which says what its file says.
    let keepsGreeting: Bool
    private var messages = 0

    init(_ likeness: Likeness, peer: String, connection: Int, keepsGreeting: Bool) {
        self.likeness = likeness
        self.peer = peer
        self.connection = connection
        self.keepsGreeting = keepsGreeting
    }

    /// The software's words, or the practice server's own where they are not known.
    mutating func reply(in situation: ReplySituation, of session: ServerMachine) -> ServerReply {
        guard let name = situation.name, name != .greeting || !keepsGreeting, let template = template(for: name) else {
            return plain(situation)
        }
        if name == .accepted { messages += 1 }
        let facts = session.facts
        var lines = template.lines.map { line in
            LikenessText.filled(line) { blank in value(of: blank, situation, facts) }
        }
        // The capabilities stand behind the first line, as the session has them.
        if name == .ehlo { lines += situation.own.lines.dropFirst() }
        return ServerReply(template.code, enhanced: template.enhanced, lines: lines)
    }

    /// Most software knows no ETRN, and says to it what it says to every unknown command.
    private func template(for name: ReplySituation.Name) -> Likeness.Reply? {
        likeness.replies[name] ?? (name == .queueStart ? likeness.replies[.notOffered] : nil)
    }

    /// The own words; a software that sends no enhanced codes sends none here either.
    private func plain(_ situation: ReplySituation) -> ServerReply {
        guard situation.name != nil, !likeness.hasEnhancedCodes else { return situation.own }
        return ServerReply(situation.own.code, lines: situation.own.lines)
    }

    private func value(of blank: String, _ situation: ReplySituation, _ facts: SessionFacts) -> String {
        switch blank {
        case "host": facts.hostName
        case "client": ServerReply.quoted(facts.clientName)
        case "peer": peer
        case "path": ServerReply.quoted(facts.path)
        case "address":
            ServerReply.quoted(Self.bare(facts.path.isEmpty ? Array(Self.argument(facts.line)) : facts.path))
        case "line": ServerReply.quoted(facts.line)
        case "verb": ServerReply.quoted(facts.line.prefix { $0 != Self.space })
        case "VERB": ServerReply.quoted(facts.line.prefix { $0 != Self.space }).uppercased()
        case "argument": ServerReply.quoted(Self.argument(facts.line))
        case "word":
            ServerReply.quoted(Self.argument(facts.line).prefix { $0 != Self.space && $0 != UInt8(ascii: ":") })
        case "detail": situation.detail
        case "parameter": String(situation.detail.prefix { $0 != "=" })
        case "limit": "\(facts.messageSize)"
        case "refusal": facts.lastRefusal
        case "recipients": "\(facts.recipientCount)"
        case "message-id": LikenessText.identifier(likeness.messageID, seed: seed(messages))
        case "session-id": LikenessText.identifier(likeness.sessionID, seed: seed(0))
        case "date": Self.date("%a, %e %b %Y %H:%M:%S")
        case "padded-date": Self.date("%a, %d %b %Y %H:%M:%S")
        case "unix": "\(time(nil))"
        // The reader takes no other blanks.
        default: ""
        }
    }

    private func seed(_ count: Int) -> UInt64 { UInt64(connection) << 32 | UInt64(count) }

    private static let space = UInt8(ascii: " ")

    private static func argument(_ line: [UInt8]) -> ArraySlice<UInt8> {
        line.drop { $0 != space }.drop { $0 == space }
    }

    private static func bare(_ path: some Collection<UInt8>) -> [UInt8] {
        let bytes = Array(path)
        return bytes.first == UInt8(ascii: "<") && bytes.last == UInt8(ascii: ">")
            ? Array(bytes.dropFirst().dropLast()) : bytes
    }

    /// The present time in UTC, in the C locale; the zone is the table's to write.
    private static func date(_ format: String) -> String {
        var now = time(nil)
        var parts = tm()
        gmtime_r(&now, &parts)
        let text = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { buffer in
            let count = strftime(buffer.baseAddress, buffer.count, format, &parts)
            return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
        // %e has a blank in front of a single digit, mail servers have not.
        return text.utf8.contains(Self.space) ? text.split(separator: " ").joined(separator: " ") : text
    }
}

extension Likeness {
    /// Whether any reply has an enhanced status code.
    var hasEnhancedCodes: Bool { replies.values.contains { $0.enhanced != nil } }
}
