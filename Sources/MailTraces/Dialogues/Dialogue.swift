import SMTPProtocol
import SMTPReference

/// A session as it goes on line by line: which command waits for which reply.
///
/// It is forgiving: a command without a reply, a reply without a command and content that was left out are all usual in
/// what people paste.
struct Dialogue {
    let format: TraceFormat
    private let host: [UInt8]?
    private var waiting: [ReplyStage] = []
    private var hasCommands = false
    private var hasReplies = false
    private var wasOpened = false
    private var isInContent = false
    private var hasContent = false
    private var awaitsResponse = false
    private var open: (lines: [[UInt8]], size: Int, code: [UInt8], first: Int, last: Int)?

    init(_ format: TraceFormat, host: [UInt8]? = nil) {
        self.format = format
        self.host = host
    }

    /// Without marks, every line up to the dot belongs to the content; but a reply right behind the 354 shows that the
    /// content was left out.
    func isContent(_ line: TextLine) -> Bool {
        isInContent && (format == .session || format == .openssl) && (hasContent || line.leadingCode == nil)
    }

    /// A connection begins here.
    mutating func opened() -> TraceFinding? {
        let last = close()
        self = Dialogue(format, host: host)
        wasOpened = true
        return last
    }

    /// Takes a line of the client.
    mutating func client(_ line: TextLine) -> TraceFinding? {
        let last = close()
        if isInContent {
            hasContent = true
            if line.trimmed.elementsEqual([UInt8(ascii: ".")]) { isInContent = false }
            return last
        }
        if awaitsResponse {
            awaitsResponse = false
            return last
        }
        let word = line.drop { isBlank($0) }.prefix { $0 != 0x20 && $0 != UInt8(ascii: ":") }
        guard !word.isEmpty, waiting.count < MailTraceLimits.waiting else { return last }
        hasCommands = true
        let verb = Verb(ascii: word)
        let isLastChunk = verb == .bdat && line.trimmed.map(folded).suffix(5).elementsEqual(" last".utf8)
        waiting.append(isLastChunk ? .lastChunk : .command(verb))
        return last
    }

    /// Takes a line of the server; gives the reply that it ends.
    mutating func server(_ line: TextLine, number: Int) -> [TraceFinding] {
        isInContent = false
        guard line.leadingCode != nil else {
            // A line without a code belongs to an open reply, as a careless server or a wrapped paste gives it.
            guard var reply = open, reply.size + line.count < MailTraceLimits.open else { return [] }
            reply.lines.append(Array(line))
            reply.size += line.count
            reply.last = number
            open = reply
            return []
        }
        var done: [TraceFinding] = []
        let code = Array(line.prefix(3))
        if let reply = open, reply.code != code || reply.size + line.count > MailTraceLimits.open {
            done += [close()].compactMap(\.self)
        }
        var reply = open ?? ([], 0, code, number, number)
        reply.lines.append(Array(line))
        reply.size += line.count
        reply.last = number
        open = reply
        let isLast = line.count == 3 || line[line.startIndex + 3] == 0x20
        if isLast { done += [close()].compactMap(\.self) }
        return done
    }

    /// Ends an open reply where the text ends or goes on with something else.
    mutating func close() -> TraceFinding? {
        guard let reply = open, let parsed = JoinedReply.reply(of: reply.lines, code: reply.code) else { return nil }
        open = nil
        let stage = nextStage(for: parsed)
        hasReplies = true
        follow(parsed, stage)
        return TraceFinding(format, lines: reply.first...reply.last, reply: parsed, stage: stage, host: host)
    }

    private mutating func nextStage(for reply: Reply) -> ReplyStage {
        if !hasReplies, !hasCommands, wasOpened || reply.code == 220 {
            // `openssl s_client -starttls` shows only the end of what EHLO brought.
            return reply.code == 250 ? .command(.ehlo) : .greeting
        }
        return waiting.isEmpty ? .any : waiting.removeFirst()
    }

    private mutating func follow(_ reply: Reply, _ stage: ReplyStage) {
        guard reply.severity == .continue else { return }
        if reply.code == 354 {
            waiting.insert(.endOfData, at: 0)
            isInContent = hasCommands
            hasContent = false
        } else if reply.code == 334 {
            waiting.insert(.saslResponse, at: 0)
            awaitsResponse = hasCommands
        }
    }
}
