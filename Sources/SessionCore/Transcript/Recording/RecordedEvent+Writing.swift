import SMTPProtocol
import SMTPReference
import SafeText

/// An event as JSON. `Names` holds the words of the format, for writing and for reading.
extension RecordedEvent {
    typealias Member = (name: String, value: JSON)

    /// The event as an object.
    /// - Parameter headline: what a reply means, in a few words: for people who read the file.
    func json(headline: String? = nil) -> JSON {
        var members: [Member] = [("t", .millionths(time))]
        if let session { members.append(("session", .string(session))) }
        switch kind {
        case .header(let header): members += header.members
        case .entry(let entry): members += Self.members(of: entry, headline)
        case .remark(let remark, let id):
            members += [("from", .string("remark")), ("entry", .number(id.number))] + Self.members(of: remark)
        case .command(let line): members += [("from", .string("command")), Self.text(line)]
        case .tls(let page): members += [("from", .string("tls")), ("sections", Self.json(page))]
        case .status(let status): members += status.members
        }
        return .object(members)
    }

    // MARK: Entries

    private static func members(of entry: Entry, _ headline: String?) -> [Member] {
        let number = Member("entry", .number(entry.id.number))
        var members: [Member]
        switch entry.kind {
        case .sent(let line): members = [("from", .string("client")), number] + self.members(of: line)
        case .content(let bytes):
            members = [("from", .string("client")), number, ("purpose", .string("content")), text(bytes)]
        case .sentContent(let content, _): members = [("from", .string("client")), number] + content.recorded
        case .reply(let reply): members = [("from", .string("server")), number] + self.members(of: reply, headline)
        case .notice(let level, let words):
            members = [
                ("from", .string("notice")), number, ("level", .string(level.word)), ("text", .string(words)),
            ]
        case .note(let bytes): members = [("from", .string("note")), number, text(bytes)]
        case .connection(let note):
            members = [
                ("from", .string("connection")), number, ("event", .string(note.event.name)),
                ("text", .string(note.text)),
            ]
        }
        if !entry.remarks.isEmpty {
            members.append(("remarks", .array(entry.remarks.map { .object(self.members(of: $0)) })))
        }
        return members
    }

    private static func members(of line: SentLine) -> [Member] {
        var members: [Member] = [("purpose", .string(line.purpose.name)), text(line.bytes)]
        if let verb = line.verb { members.append(("verb", .string(verb.name))) }
        if line.isSecret { members.append(("secret", .bool(true))) }
        if line.isAutomatic { members.append(("automatic", .bool(true))) }
        return members
    }

    private static func members(of received: ReceivedReply, _ headline: String?) -> [Member] {
        let reply = received.reply
        var members: [Member] = [replyText(reply)]
        if let code = reply.code { members.append(("code", .number(code.value))) }
        if let enhanced = reply.enhanced { members.append(("enhanced", .string("\(enhanced)"))) }
        members += [
            ("severity", .string(SeverityWords.long(reply.severity))),
            ("standing", .string(received.standing.name)), ("answers", .string(received.stage.token)),
        ]
        if let answered = received.answers { members.append(("to", .number(answered.number))) }
        if let state = received.state { members.append(("state", .string(state.rawValue))) }
        if let latency = received.latency { members.append(("latency", .millionths(Int(latency / 1_000)))) }
        if let headline { members.append(("meaning", .string(headline))) }
        return members
    }

    private static func members(of remark: Remark) -> [Member] {
        [
            ("level", .string(remark.level.word)), ("kind", .string(remark.kind.rawValue)),
            ("text", .string(remark.text)),
        ]
    }

    private static func json(_ page: FactPage) -> JSON {
        .array(
            page.sections.map { section in
                let rows = section.rows.map { row in
                    JSON.object([
                        ("label", .string(row.label)), ("text", .string(row.text)), ("level", .string(row.level.word)),
                    ])
                }
                return .object([("title", .string(section.title)), ("rows", .array(rows))])
            })
    }

    // MARK: Bytes

    /// Bytes as `text` where they are UTF-8, else as `base64`.
    static func text(_ bytes: [UInt8]) -> Member {
        if let text = String(validating: bytes, as: UTF8.self) { return ("text", .string(text)) }
        return ("base64", .string(Quoting.base64(bytes)))
    }

    /// A reply whose every line ends with CRLF stands as text, with LF between the lines and none at the end. Any other one
    /// stands as `base64`, with all its line endings.
    private static func replyText(_ reply: Reply) -> Member {
        let lines = reply.lines.indices.map { Array(reply.verbatim(line: $0)) }
        let isPlain = !lines.contains { $0.contains(0x0A) || $0.contains(0x0D) }
        if isPlain, lines.flatMap({ $0 + [0x0D, 0x0A] }) == reply.bytes,
            let text = String(validating: lines.joined(separator: [0x0A]), as: UTF8.self)
        {
            return ("text", .string(text))
        }
        return ("base64", .string(Quoting.base64(reply.bytes)))
    }
}

extension RecordingHeader {
    fileprivate var members: [RecordedEvent.Member] {
        let settings = self.settings.sorted { $0.key < $1.key }.map { (name: $0.key, value: JSON.string($0.value)) }
        return [
            ("from", .string("recording")), ("format", .string(Self.format)), ("version", .number(Self.version)),
            ("program", .string(program)), ("started", .string(started.internetText)), ("settings", .object(settings)),
        ]
    }
}

extension RecordedStatus {
    fileprivate var members: [RecordedEvent.Member] {
        var members: [RecordedEvent.Member] = [
            ("from", .string("status")), ("target", .string(target)), ("phase", .string(phase.name)),
        ]
        if let detail = phase.detail { members.append(("detail", .string(detail))) }
        return members + [
            ("tls", .string(tls)), ("tlsLevel", .string(tlsLevel.word)), ("auth", .string(authentication)),
            ("authLevel", .string(authenticationLevel.word)), ("transaction", .string(transaction)),
            ("prompt", .string(prompt)),
        ]
    }
}
