import SMTPProtocol
import SMTPReference

/// Lines of Postfix: what became of a recipient, and what it refused itself.
enum PostfixLog {
    /// What a line says about a reply; nil when it says nothing about one.
    static func finding(_ message: TextLine, program: TextLine, line: Int) -> TraceFinding? {
        if let place = message.place(of: " status=") { return delivery(message, status: place + 8, line: line) }
        if let place = message.place(of: "reject: ") ?? message.place(of: "reject_warning: ") {
            return refusal(message, at: place, line: line)
        }
        if let place = message.place(of: " said: ") { return remark(message, said: place, line: line) }
        return nil
    }

    /// A line of a session that `debug_peer_list` asked for: who speaks, to whom, and what; nil for any other line.
    static func peer(_ message: TextLine) -> (host: TextLine, isReply: Bool, text: TextLine)? {
        let isFromPeer = message.begins(with: "< ")
        guard isFromPeer || message.begins(with: "> ") else { return nil }
        let rest = message.dropFirst(2)
        guard let bracket = rest.firstIndex(of: UInt8(ascii: "]")) else { return nil }
        let behind = rest[bracket...]
        guard let colon = behind.place(of: ": ") else { return nil }
        let text = behind[(colon + 2)...]
        return (rest[rest.startIndex...bracket], text.leadingCode != nil, text)
    }

    // MARK: - Deliveries

    private static func delivery(_ message: TextLine, status: Int, line: Int) -> TraceFinding? {
        let word = message[status...].prefix { $0 != 0x20 }
        let outcome: TraceOutcome
        if word.elementsEqual("sent".utf8) || word.elementsEqual("deliverable".utf8) {
            outcome = .delivered
        } else if word.elementsEqual("bounced".utf8) || word.elementsEqual("undeliverable".utf8)
            || word.elementsEqual("expired,".utf8)
        {
            outcome = .failed
        } else if word.elementsEqual("deferred".utf8) || word.elementsEqual("SOFTBOUNCE".utf8) {
            outcome = .delayed
        } else {
            return nil
        }
        var text = message[word.endIndex...].trimmed
        if text.first == UInt8(ascii: "("), text.last == UInt8(ascii: ")") { text = text.dropFirst().dropLast() }
        let said = SaidText(text)
        var relay = message.behind("relay=", upTo: UInt8(ascii: ","))
        if relay?.elementsEqual("none".utf8) == true { relay = nil }
        return TraceFinding(
            .postfix, lines: line...line, reply: said.reply, stage: said.stage(assuming: outcome),
            status: message.behind("dsn=", upTo: UInt8(ascii: ",")).flatMap { EnhancedStatusCode(ascii: $0) },
            outcome: outcome, recipient: message.behind("to=<", upTo: UInt8(ascii: ">")).map { Array($0) },
            host: said.host ?? relay.map { Array($0) }, words: said.reply == nil ? Array(text) : [])
    }

    /// A reply on the way to a delivery, from one of several servers: `host mx[192.0.2.1] said: 450 …`.
    private static func remark(_ message: TextLine, said place: Int, line: Int) -> TraceFinding? {
        guard let host = message.place(of: "host "), host < place else { return nil }
        let said = SaidText(message[host...])
        guard let reply = said.reply else { return nil }
        return TraceFinding(
            .postfix, lines: line...line, reply: reply, stage: said.stage(assuming: nil), host: said.host)
    }

    // MARK: - Refusals

    ///     NOQUEUE: reject: RCPT from client[192.0.2.1]: 554 5.7.1 <a@b>: Relay access denied; from=<…> to=<…> proto=…
    private static func refusal(_ message: TextLine, at place: Int, line: Int) -> TraceFinding? {
        let rest = message[place...]
        guard let colon = rest.place(of: "reject: ").map({ $0 + 8 }) ?? rest.place(of: ": ").map({ $0 + 2 }) else {
            return nil
        }
        let command = rest[colon...].prefix { $0 != 0x20 }
        var stage = StageWords.stage(command)
        if command.begins(with: "END-OF-MESSAGE") || command.elementsEqual("header".utf8)
            || command.elementsEqual("body".utf8)
        {
            stage = .endOfData
        } else if command.elementsEqual("CONNECT".utf8) {
            stage = .greeting
        }
        let recipient = rest.behind(" to=<", upTo: UInt8(ascii: ">")).map { Array($0) }
        let client = rest.behind(" from ", upTo: UInt8(ascii: ":")).map { Array($0.prefix { $0 != UInt8(ascii: ";") }) }
        // postscreen gives the port as well: `[192.0.2.1]:1234: 550 …`.
        guard let bracket = rest[colon...].place(of: "]:") ?? rest[colon...].place(of: ">:") else { return nil }
        var text = rest[(bracket + 2)...]
        if text.first.map(isDigit) == true { text = text.drop(while: isDigit).dropFirst() }
        text = text.trimmed
        if let end = text.place(of: "; from=<") ?? text.place(of: "; proto=") { text = text[..<end] }
        let reply = JoinedReply.reply(in: text)
        let status = EnhancedStatusCode.atStart(of: text)?.code
        guard reply != nil || status != nil else { return nil }
        let isLater = reply?.severity == .temporary || status?.severity == .temporary
        return TraceFinding(
            .postfix, lines: line...line, reply: reply, stage: stage, status: status,
            outcome: isLater ? .delayed : .failed, recipient: recipient, host: client,
            words: reply == nil ? Array((EnhancedStatusCode.atStart(of: text)?.rest ?? text).trimmed) : [])
    }
}

/// The words in parentheses at the end of a delivery: `host mx[192.0.2.1] said: 550 … (in reply to RCPT TO command)`.
struct SaidText {
    let reply: Reply?
    let host: [UInt8]?
    private let words: TextLine?
    private let isFirst: Bool

    init(_ text: TextLine) {
        var said = text
        var name: TextLine?
        var isGreeting = false
        for mark in [" said: ", " refused to talk to me: ", " said:"] as [StaticString] {
            guard let place = text.place(of: mark) else { continue }
            name = text[..<place]
            said = text[(place + mark.utf8CodeUnitCount)...]
            isGreeting = mark.utf8CodeUnitCount > 8
            break
        }
        if let full = name, let place = full.place(of: "host ") { name = full[(place + 5)...] }
        var words: TextLine?
        if let place = said.place(of: "(in reply to ") {
            words = said[(place + 13)...].prefix { $0 != UInt8(ascii: ")") }
            said = said[..<place]
        } else if let place = text.place(of: " while ") {
            words = text[(place + 7)...]
        }
        reply = JoinedReply.reply(in: said)
        host = name.map { Array($0) }
        self.words = words
        isFirst = isGreeting
    }

    /// What the reply answers. A message that was taken, was taken at its end.
    func stage(assuming outcome: TraceOutcome?) -> ReplyStage {
        if let words { return StageWords.stage(words) }
        if isFirst { return .greeting }
        return outcome == .delivered && reply != nil ? .endOfData : .any
    }
}
