import SMTPProtocol
import SMTPReference

/// A bounce that tells in words what happened: qmail's form, Exim's, Sendmail's, Exchange's and those of providers.
///
/// What all have in common: an address stands in a line of its own or before a colon, and what was said about it stands
/// behind it, in lines that a program wrapped.
struct BounceText {
    private struct Statement {
        var recipients: [[UInt8]] = []
        var host: [UInt8]?
        var stage = ReplyStage.any
        var text: [UInt8] = []
        /// What a session in the text showed the server to say.
        var isSession = false
        var first = 0
        var last = 0
        var isIndented = false
    }

    private var statement = Statement()
    private var format = TraceFormat.bounce
    private var isOver = false

    /// What was understood so far.
    private(set) var found: [TraceFinding] = []

    /// The phrases with which programs begin a bounce.
    static let openings: [StaticString] = [
        "hi. this is the qmail-send program", "this message was created automatically by mail delivery software",
        "this is the mail system at host", "this is the postfix program at host",
        "the original message was received at", "your message did not reach some or all of the intended recipients",
        "delivery has failed to these recipients or groups", "delivery to the following recipient",
        "this is an automatically generated delivery status notification", "** address not found **",
        "** message not delivered **", "** message blocked **", "your message wasn't delivered to",
        "your message to ", "the following message to ", "diagnostic information for administrators",
        "i'm afraid i wasn't able to deliver your message", "a message that you sent could not be delivered",
        "sorry, we were unable to deliver your message", "----- the following addresses had",
        "this report relates to a message you sent", "the mail system", "remote server returned",
    ]

    /// The lines behind which the message that came back begins.
    private static let closings: [StaticString] = [
        "--- below this line is a copy of the message", "------ this is a copy of", "----- original message -----",
        "----- message header follows", "----- unsent message follows", "original message headers:",
        "---------- forwarded message", "----- original message follows", "--- the original message",
        "--- enclosed is a copy of the message", "received: from ", "return-path: ",
    ]

    /// True when a program begins a bounce with such a line.
    static func isOpening(_ line: TextLine) -> Bool {
        let line = line.trimmed
        return openings.contains { line.beginsFolded(with: $0) }
    }

    /// Takes a line of the text.
    mutating func take(_ line: TextLine, number: Int) {
        guard !isOver else { return }
        let trimmed = line.trimmed
        if trimmed.isEmpty {
            if Self.reply(in: statement.text[...]) != nil { flush() }
            return
        }
        if Self.closings.contains(where: { trimmed.beginsFolded(with: $0) }) {
            flush()
            isOver = true
            return
        }
        if trimmed.beginsFolded(with: "hi. this is the qmail") { format = .qmailBounce }
        if takeSession(trimmed, number: number) { return }
        if statement.isSession {
            // Behind the session Sendmail repeats it in its own words, for each recipient.
            flush()
            if trimmed.leadingCode != nil, trimmed.place(of: ">... ") != nil { return }
        }
        if let heading = Self.heading(trimmed) {
            if !statement.text.isEmpty { flush() }
            if statement.recipients.count < MailTraceLimits.held {
                statement.recipients.append(Array(heading.recipient))
            }
            if statement.first == 0 { statement.first = number }
            statement.last = number
            add(heading.rest, number: number)
            return
        }
        if statement.recipients.isEmpty, let address = Self.mentioned(in: trimmed) {
            statement.recipients = [Array(address)]
        }
        if line.begins(with: "    "), !statement.recipients.isEmpty { statement.isIndented = true }
        add(trimmed, number: number)
    }

    /// The text is over.
    mutating func finish() { flush() }

    // MARK: - Lines

    /// Sendmail shows the session: `... while talking to mx:`, `>>> RCPT To:<a@b>`, `<<< 550 …`.
    private mutating func takeSession(_ line: TextLine, number: Int) -> Bool {
        if line.begins(with: "... while talking to ") {
            flush()
            var host = line.dropFirst(21)
            while host.last == UInt8(ascii: ":") || host.last == UInt8(ascii: ".") { host = host.dropLast() }
            statement.host = Array(host)
            return true
        }
        if line.begins(with: ">>> ") {
            if !statement.text.isEmpty { flush() }
            statement.stage = StageWords.stage(line.dropFirst(4))
            if statement.stage == .command(.rcpt), let path = line.behind("<", upTo: UInt8(ascii: ">")) {
                statement.recipients = [Array(path)]
            }
            return true
        }
        if line.begins(with: "<<< ") {
            add(line.dropFirst(4), number: number)
            statement.isSession = true
            return true
        }
        return false
    }

    private mutating func add(_ text: TextLine, number: Int) {
        guard !text.isEmpty, statement.text.count + text.count < MailTraceLimits.open else { return }
        if statement.first == 0 { statement.first = number }
        statement.last = number
        if !statement.text.isEmpty { statement.text.append(0x20) }
        statement.text += text
    }

    /// A recipient at the beginning of a line, and what stands behind it.
    private static func heading(_ line: TextLine) -> (recipient: TextLine, rest: TextLine)? {
        if line.first == UInt8(ascii: "<"), let end = line.firstIndex(of: UInt8(ascii: ">")) {
            let address = line[(line.startIndex + 1)..<end]
            var rest = line[(end + 1)...]
            guard isAddress(address) else { return nil }
            if rest.begins(with: " (") { rest = rest.drop { $0 != UInt8(ascii: ")") }.dropFirst() }
            guard rest.isEmpty || rest.first == UInt8(ascii: ":") else { return nil }
            return (address, rest.dropFirst().trimmed)
        }
        let word = line.prefix { !isBlank($0) }
        var address = word
        for quote in [UInt8(ascii: "'"), UInt8(ascii: "\"")] where address.first == quote && address.count > 2 {
            address = address.dropFirst().prefix { $0 != quote }
        }
        if address.last == UInt8(ascii: ":") { address = address.dropLast() }
        guard isAddress(address) else { return nil }
        let rest = line[word.endIndex...].trimmed
        // `alice@example.net #550 5.1.1 …` of Exchange; `alice@example.net (generated from …)` of Exim.
        guard
            rest.isEmpty || rest.first == UInt8(ascii: "#") || rest.first == UInt8(ascii: "(")
                || rest.beginsFolded(with: "on ")
        else { return nil }
        return (address, rest.first == UInt8(ascii: "#") ? rest.dropFirst() : rest[rest.endIndex...])
    }

    /// An address in a sentence that says that something was not delivered.
    private static func mentioned(in line: TextLine) -> TextLine? {
        guard line.contains(UInt8(ascii: "@")) else { return nil }
        let small = line.map(folded)[...]
        guard
            small.place(of: "deliver") != nil || small.place(of: "message to") != nil
                || small.place(of: "recipient") != nil
        else { return nil }
        for word in line.split(whereSeparator: { isBlank($0) || $0 == UInt8(ascii: ",") }) {
            var address = word.drop { !isAddressByte($0) }
            while let last = address.last, !isAddressByte(last) || last == UInt8(ascii: ".") {
                address = address.dropLast()
            }
            if isAddress(address) { return address }
        }
        return nil
    }

    private static func isAddressByte(_ byte: UInt8) -> Bool {
        isDigit(byte) || folded(byte) &- 0x61 < 26 || byte >= 0x80 || "._+-@=".utf8.contains(byte)
    }

    private static func isAddress(_ text: TextLine) -> Bool {
        guard text.count >= 3, text.count <= 320, let at = text.firstIndex(of: UInt8(ascii: "@")), at > text.startIndex,
            at + 1 < text.endIndex
        else { return false }
        return text[(at + 1)...].allSatisfy {
            isDigit($0) || folded($0) &- 0x61 < 26 || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") || $0 >= 0x80
                || $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "]")
        }
    }

    // MARK: - Statements

    private mutating func flush() {
        defer { statement = Statement() }
        guard !statement.text.isEmpty, found.count < MailTraceLimits.held else { return }
        var text = statement.text[...]
        if let end = text.place(of: " Giving up on ") { text = text[..<end] }
        let exim = EximText(text)
        let said = SaidText(text)
        let reply = exim.reply ?? said.reply ?? Self.reply(in: text)
        let status = Self.status(in: text)
        let tellsInWords = !statement.recipients.isEmpty && (format == .qmailBounce || statement.isIndented)
        guard reply != nil || status != nil && !statement.recipients.isEmpty || tellsInWords else { return }
        var stage = statement.stage
        if stage == .any { stage = exim.stage }
        if stage == .any { stage = said.stage(assuming: nil) }
        let host = statement.host ?? Self.host(in: text)
        let recipients: [[UInt8]?] = statement.recipients.isEmpty ? [nil] : statement.recipients.map(\.self)
        for recipient in recipients {
            // What a session shows is more exact than the reason in parentheses above it.
            if recipient != nil { found.removeAll { $0.recipient == recipient } }
            found.append(
                TraceFinding(
                    format, lines: statement.first...statement.last, reply: reply, stage: stage, status: status,
                    outcome: (reply?.severity ?? status?.severity) == .temporary ? .delayed : .failed,
                    recipient: recipient, host: host, words: reply == nil ? Array(text) : []))
        }
    }

    /// The reply of a failure that stands somewhere in a text: at its start, in quotes, or behind `:`, `;`, `#`.
    static func reply(in text: TextLine) -> Reply? {
        var position = text.startIndex
        while position + 3 <= text.endIndex {
            defer { position += 1 }
            let rest = text[position...]
            guard let code = rest.leadingCode, code >= 400 else { continue }
            let before = position == text.startIndex ? nil : text[position - 1]
            let opensWithMark = before.map { "'\"#:;(<".utf8.contains($0) } ?? true
            let behind = rest.dropFirst(4)
            let hasEnhanced = EnhancedStatusCode.atStart(of: behind) != nil
            let isReason = text[..<position].place(of: "(reason: ") != nil
            guard opensWithMark || before == 0x20 && isTrusted(text[..<position], hasEnhanced: hasEnhanced) else {
                continue
            }
            var said = rest
            if let before, before == UInt8(ascii: "'") || before == UInt8(ascii: "\""),
                let end = said.lastIndex(of: before)
            {
                said = said[..<end]
            }
            if isReason || before == UInt8(ascii: "("), said.last == UInt8(ascii: ")") { said = said.dropLast() }
            if let end = said.place(of: "##") ?? said.place(of: "#SMTP#") { said = said[..<end] }
            return JoinedReply.reply(in: said)
        }
        return nil
    }

    /// Behind a blank, a number counts as a code when an enhanced code follows or when a mark stands before the blank.
    private static func isTrusted(_ before: TextLine, hasEnhanced: Bool) -> Bool {
        if hasEnhanced { return true }
        guard let mark = before.trimmed.last else { return true }
        return mark == UInt8(ascii: ":") || mark == UInt8(ascii: ";")
    }

    /// Who said it: `host mx [192.0.2.1]` of Exim and Postfix, `192.0.2.1 does not like` and `Connected to 192.0.2.1 but`
    /// of qmail.
    private static func host(in text: TextLine) -> [UInt8]? {
        if let name = text.behind("host ", upTo: UInt8(ascii: "]")), name.contains(UInt8(ascii: "[")) {
            return Array(name) + [UInt8(ascii: "]")]
        }
        if let name = text.behind("Connected to ", upTo: 0x20) { return Array(name) }
        guard let end = text.place(of: " does not like ") else { return nil }
        let start = text[..<end].lastIndex(of: 0x20).map { $0 + 1 } ?? text.startIndex
        return Array(text[start..<end])
    }

    /// A status such as `(#5.1.1)`.
    private static func status(in text: TextLine) -> EnhancedStatusCode? {
        var start = text.startIndex
        while let place = text.place(of: "#", from: start) {
            if let found = EnhancedStatusCode.atStart(of: text[place...]) { return found.code }
            start = place + 1
        }
        return nil
    }
}
