import SMTPProtocol
import SMTPReference

/// Lines of Exim's main log and reject log.
enum EximLog {
    /// What a line says about a reply or a recipient; nil when it says nothing about one.
    static func finding(_ message: TextLine, line: Int) -> TraceFinding? {
        if let marked = flag(in: message) { return delivery(marked.rest, marked.outcome, line: line) }
        for mark in ["temporarily rejected ", "rejected "] as [StaticString] {
            guard let place = message.place(of: mark) else { continue }
            return refusal(message, behind: place + mark.utf8CodeUnitCount, isLater: mark.utf8CodeUnitCount > 10, line)
        }
        return nil
    }

    /// Behind the date: true when the line is one of Exim's.
    static func isMessage(_ message: TextLine) -> Bool {
        flag(in: message) != nil || message.place(of: "rejected ") != nil || hasQueueName(message)
            || message.place(of: " [") != nil && message.place(of: "SMTP") != nil
    }

    /// Text behind `2026-01-02 03:04:05`, with an optional zone and process number; nil when a line has no such date.
    static func behindDate(_ line: TextLine) -> TextLine? {
        guard line.count > 20, line[line.startIndex + 4] == UInt8(ascii: "-"), line[line.startIndex + 10] == 0x20,
            line[line.startIndex + 13] == UInt8(ascii: ":"), line.prefix(4).allSatisfy(isDigit)
        else { return nil }
        var rest = line.dropFirst(19).drop { $0 != 0x20 }.drop { isBlank($0) }
        if let first = rest.first, first == UInt8(ascii: "+") || first == UInt8(ascii: "-") {
            rest = rest.drop { $0 != 0x20 }.drop { isBlank($0) }
        }
        if rest.first == UInt8(ascii: "["), let end = rest.firstIndex(of: UInt8(ascii: "]")),
            rest[(rest.startIndex + 1)..<end].allSatisfy(isDigit)
        {
            rest = rest[(end + 1)...].drop { isBlank($0) }
        }
        return rest
    }

    /// `1rKabc-000123-AB`, or the longer form of Exim 4.97.
    private static func hasQueueName(_ message: TextLine) -> Bool {
        let word = message.prefix { $0 != 0x20 }
        guard word.count == 16 || word.count == 23 else { return false }
        return word.count { $0 == UInt8(ascii: "-") } == 2
    }

    private static func flag(in message: TextLine) -> (outcome: TraceOutcome, rest: TextLine)? {
        guard hasQueueName(message) else { return nil }
        let rest = message.drop { $0 != 0x20 }.drop { isBlank($0) }
        for (mark, outcome) in [
            ("** ", TraceOutcome.failed), ("== ", .delayed), ("=> ", .delivered), ("-> ", .delivered),
            (">> ", .delivered), ("*> ", .delivered),
        ] as [(StaticString, TraceOutcome)] where rest.begins(with: mark) {
            return (outcome, rest.dropFirst(3))
        }
        return nil
    }

    /// `mx.example [192.0.2.1]`, from the field that begins with it.
    private static func upToAddress(_ field: TextLine) -> TextLine {
        if let end = field.firstIndex(of: UInt8(ascii: "]")) { return field[...end] }
        return field.prefix { $0 != 0x20 }
    }

    private static func delivery(_ rest: TextLine, _ outcome: TraceOutcome, line: Int) -> TraceFinding? {
        // `local-part <full@address> R=…`: the second form is the one that was asked for.
        let head = rest.prefix { $0 != 0x20 && $0 != UInt8(ascii: ":") }
        let fields = rest[head.endIndex...]
        var recipient = head
        if fields.begins(with: " <"), let full = fields.behind("<", upTo: UInt8(ascii: ">")) { recipient = full }
        let host = fields.behind(" H=").map(upToAddress)
        if outcome == .delivered {
            let reply = fields.behind(" C=\"", upTo: UInt8(ascii: "\"")).flatMap { JoinedReply.reply(in: $0) }
            return TraceFinding(
                .exim, lines: line...line, reply: reply, stage: reply == nil ? .any : .endOfData, outcome: outcome,
                recipient: Array(recipient), host: host.map { Array($0) })
        }
        let text = EximText(fields.place(of: ": ").map { fields[($0 + 2)...] } ?? fields)
        return TraceFinding(
            .exim, lines: line...line, reply: text.reply, stage: text.stage, outcome: outcome,
            recipient: Array(recipient), host: host.map { Array($0) }, words: text.reply == nil ? Array(text.words) : []
        )
    }

    ///     H=(client) [192.0.2.1] F=<a@b> temporarily rejected RCPT <c@d>: greylisted
    private static func refusal(_ message: TextLine, behind place: Int, isLater: Bool, _ line: Int) -> TraceFinding? {
        let rest = message[place...]
        var stage = StageWords.stage(rest.begins(with: "after ") ? rest.dropFirst(6) : rest)
        if rest.begins(with: "after DATA") || rest.begins(with: "by ") || rest.begins(with: "during ") {
            stage = .endOfData
        }
        if rest.begins(with: "connection") { stage = .greeting }
        let recipient = rest.begins(with: "RCPT <") ? rest.behind("<", upTo: UInt8(ascii: ">")) : nil
        let behind = recipient.map { rest[$0.endIndex...] } ?? rest
        let words = behind.place(of: ": ").map { behind[($0 + 2)...] } ?? behind
        let host = message.behind("H=").map(upToAddress)
        let reply = JoinedReply.reply(in: words)
        return TraceFinding(
            .exim, lines: line...line, reply: reply, stage: stage, outcome: isLater ? .delayed : .failed,
            recipient: recipient.map { Array($0) }, host: host.map { Array($0) },
            words: reply == nil ? Array(words) : [])
    }
}

/// What Exim says of a remote server, in its log and in its bounces:
/// `SMTP error from remote mail server after RCPT TO:<a@b>: 550 …`.
struct EximText {
    let reply: Reply?
    let stage: ReplyStage
    let words: TextLine

    init(_ text: TextLine) {
        let mark = text.place(of: "SMTP error from remote mail")
        words = mark.map { text[$0...] } ?? text
        guard let mark, let after = text[mark...].place(of: " after ") else {
            reply = JoinedReply.reply(in: text)
            stage = .any
            return
        }
        let behind = text[(after + 7)...]
        stage = StageWords.stage(behind)
        // The command may hold colons: the reply begins at the first code behind one.
        var position = behind.startIndex
        var found: Reply?
        while found == nil, let colon = behind.place(of: ":", from: position) {
            position = colon + 1
            var rest = behind[position...].trimmed
            // Before 4.94 the host's name stood here: `host mx.example [192.0.2.1]: 550 …`.
            if rest.begins(with: "host "), let end = rest.place(of: "]: ") { rest = rest[(end + 3)...] }
            found = JoinedReply.reply(in: rest)
        }
        reply = found
    }
}
