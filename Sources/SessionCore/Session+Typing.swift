import SMTPProtocol
import SMTPReference
import SafeText

/// What becomes of an entered line.
extension Session {
    mutating func typed(_ entered: [UInt8]) {
        var line = entered
        if line.last == 0x0D { line.removeLast() }
        guard line.count <= LineParser.maximumLength else {
            tell(
                LanguageError(
                    .tooLong, "The line has \(line.count) bytes; a line can have \(LineParser.maximumLength).",
                    advice: "It was not sent."))
            return
        }
        if let asking {
            answered(asking, with: line)
            return
        }
        if expecting.isOver { return }
        if replay != nil, line.first != UInt8(ascii: ":") {
            typedWhileReplaying(line)
            return
        }
        if isExpectationBehindData(line) {
            typedExplorerCommand(line)
            return
        }
        if isDroppingContent {
            dropContent(line)
            return
        }
        switch prompt.kind {
        case .content: typedContent(line)
        case .secret, .question: typedResponse(line)
        case .command, .notConnected:
            guard let line = resolved(line) else { return }
            begin(line)
            if line.first == UInt8(ascii: ":") {
                typedExplorerCommand(line)
            } else {
                typedCommand(line)
            }
        }
    }

    // MARK: Commands of SMTP

    mutating func typedCommand(_ line: [UInt8]) {
        guard link != nil, link?.opening == nil else {
            history.add(line)
            notSent(line)
            return
        }
        if mustWaitForTLS() || mustWaitForLogin() || mustWaitForContent() {
            actions.append(.returnLine(line))
            return
        }
        if let offset = line.firstIndex(where: { $0 == 0x0D || $0 == 0x0A || $0 == 0x00 }) {
            let names: [UInt8: String] = [0x0D: "a CR", 0x0A: "an LF", 0x00: "a NUL"]
            tell(
                LanguageError(
                    .forbiddenByte, "The line holds \(names[line[offset]] ?? "a forbidden byte") and was not sent.",
                    at: offset, advice: "To send such bytes on purpose, use :raw."))
            return
        }
        if holdsBack(line) { return }
        let command = Command(parsing: line)
        if mustWait(for: command) {
            actions.append(.returnLine(line))
            return
        }
        if mustKeepBack(command) { return }
        if holdsLogin(command), mustAskAboutClearText(.command(line), mechanism: AuthLine(command)?.mechanism) {
            return
        }
        if machine.wouldCommit(line), mustAskBeforeCommitting(.command(line)) { return }
        say(command, remarks: remarks(on: command))
    }

    /// Sends a command, and keeps of it what may be kept.
    mutating func say(_ command: Command, remarks: [Remark], isGrouped: Bool = false) {
        let line = command.line
        var remarks = remarks
        let isLateResponse =
            link?.hasUsedAuth == true && !command.verb.isKnown && Redaction.looksLikeResponse(line.trimmingBlanks())
        let before = StateName(machine.state)
        let outgoing = machine.willSend(line)
        let view = viewOfLogin(command)
        remarks += view?.remarks ?? []
        let redacted = Redaction.redacting(outgoing.shownLine)
        let isSecret = view?.isSecret ?? (isLateResponse || outgoing.isSecret || redacted.isSecret)
        if isSecret {
            remarks.append(Remark(.information, .hidden, "The secret in this line is hidden and not kept."))
            for secret in Redaction.secret(in: line).map({ [$0] }) ?? [Array(line.trimmingBlanks())] {
                link?.remember(secret: secret)
            }
        } else if !isGrouped {
            history.add(line)
        }
        if command.verb.isLogin { link?.hasUsedAuth = true }
        let shown = view?.shown ?? (isLateResponse ? Redaction.mark : redacted.shown)
        send(outgoing, from: before) { transcript, time in
            transcript.append(
                sent: shown, .command, verb: outgoing.kind == .command ? command.verb : nil, isSecret: isSecret,
                remarks: remarks, at: time)
        }
    }

    /// What may be shown of a typed AUTH, whose login is followed from here; nil for any other line, and for one of bad form.
    private mutating func viewOfLogin(_ command: Command) -> AuthLine.View? {
        guard command.verb.isLogin else { return nil }
        guard let line = AuthLine(command) else {
            // Nobody knows what the server makes of it, so everything that follows is taken to be secret.
            login.dialogue = LoginDialogue(mechanism: "")
            return nil
        }
        return follow(line)
    }

    /// A line cannot be sent, for there is no connection.
    private mutating func notSent(_ line: [UInt8]) {
        unsentLineCount += 1
        if attendance == .unattended {
            fail(.unavailable)
            if unsentLineCount > 1 { return }
            tell(.error, "There is no connection, so this line and the following ones are not sent.")
            return
        }
        let advice = link == nil ? ":connect HOST or :practice comes first." : "Wait until the connection stands."
        tell(.warning, "There is no connection; the line was not sent. \(advice)")
        actions.append(.returnLine(line))
    }

    /// Some lines must not run ahead of the server: they would become content or a password.
    private mutating func mustWait(for command: Command) -> Bool {
        if machine.state == .awaitingContentGoAhead {
            tell(
                .warning,
                "The line was not sent: without the 354 to DATA, content must not be sent. Wait for the reply, or use :raw."
            )
            return true
        }
        if !command.verb.isKnown, machine.pending.contains(where: { $0.verb?.isLogin == true }) {
            tell(.warning, "The line was not sent: the reply to AUTH is not in yet. Wait for it, or use :raw.")
            return true
        }
        return false
    }

    // MARK: Content

    mutating func typedContent(_ typed: [UInt8]) {
        guard let line = resolvedContent(typed) else { return }
        if machine.wouldCommit(line), mustAskBeforeCommitting(.content(line)) { return }
        let before = StateName(machine.state)
        let outgoing = machine.willSend(line)
        guard outgoing.kind == .endOfData else {
            let remarks = Self.remarks(onContent: line, isStuffed: outgoing.bytes.count > line.count + 2)
            send(outgoing, from: before) { transcript, time in
                transcript.append(content: line, remarks: remarks, at: time)
            }
            return
        }
        send(outgoing, from: before) { transcript, time in
            transcript.append(sent: line, .endOfData, verb: nil, isSecret: false, remarks: [], at: time)
        }
    }

    private static func remarks(onContent line: [UInt8], isStuffed: Bool) -> [Remark] {
        var remarks: [Remark] = []
        if isStuffed {
            remarks.append(.stuffed)
        }
        if line.count + 2 > Limits.textLine {
            remarks.append(
                Remark(
                    .warning, .content,
                    "The line is longer than the \(Limits.textLine) bytes that RFC 5321 4.5.3.1.6 allows."))
        }
        if line.contains(0x0D) || line.contains(0x0A) {
            remarks.append(Remark(.warning, .content, "It holds a CR or LF of its own, which RFC 5321 2.3.8 forbids."))
        }
        if line.contains(0x00) { remarks.append(Remark(.warning, .content, "It holds a NUL byte.")) }
        return remarks
    }

    // MARK: Raw bytes

    /// Sends exact bytes.
    /// - Returns: whether they hold a secret, so that the line with them must not be kept.
    mutating func sendRaw(_ bytes: [UInt8]) -> Bool {
        guard link != nil, link?.opening == nil else {
            tell(.warning, "There is no connection; nothing was sent. :connect HOST or :practice comes first.")
            if attendance == .unattended { fail(.unavailable) }
            return false
        }
        if mustWaitForTLS() || mustWaitForContent() { return false }
        // What is kept back may hold a secret.
        if mustWaitForLogin() { return true }
        if holdsLogin(bytes), mustAskAboutClearText(.raw(bytes), mechanism: nil) { return true }
        if machine.wouldCommit(raw: bytes), mustAskBeforeCommitting(.raw(bytes)) { return false }
        let before = StateName(machine.state)
        let wasLogin = machine.state == .sasl
        let redacted = Redaction.redactingLines(bytes, after: link?.rawTail ?? [])
        for secret in wasLogin ? [bytes] : redacted.secrets { link?.remember(secret: secret) }
        rememberTail(of: bytes)
        let outgoing = machine.willSendRaw(bytes)
        let isSecret = outgoing.isSecret || !redacted.secrets.isEmpty
        if outgoing.pending.contains(where: { $0.verb?.isLogin == true }) {
            link?.hasUsedAuth = true
            // The bytes were not taken apart, so everything that follows is taken to be secret.
            login.dialogue = LoginDialogue(mechanism: "")
        } else if wasLogin {
            login.dialogue?.isAnswerDue = false
        }
        let shown = outgoing.isSecret && redacted.secrets.isEmpty ? Redaction.mark : redacted.shown
        send(outgoing, from: before) { transcript, time in
            transcript.append(sent: shown, .raw, verb: nil, isSecret: isSecret, remarks: [], at: time)
        }
        return isSecret
    }

    private mutating func rememberTail(of bytes: [UInt8]) {
        if let end = bytes.lastIndex(of: 0x0A) {
            link?.rawTail = Array(bytes[(end + 1)...])
        } else {
            link?.rawTail += bytes
        }
        if let count = link?.rawTail.count, count > Link.maximumRawTail {
            link?.rawTail.removeLast(count - Link.maximumRawTail)
        }
    }

    // MARK: Sending

    /// Sends what the machine made of a line, and notes what is awaited for it.
    mutating func send(
        _ outgoing: Outgoing, from before: StateName, isAutomatic: Bool = false,
        entry append: (inout Transcript, WallTime) -> EntryID
    ) {
        guard let number = link?.number, outgoing.kind != .nothing else { return }
        let id = append(&transcript, now.wall)
        actions.append(.appended(id))
        noteMessage(outgoing, entry: id)
        if !outgoing.bytes.isEmpty {
            expectUpgrade(for: outgoing)
            actions.append(.send(number, outgoing.bytes))
        }
        for pending in outgoing.pending {
            let sent = Link.Sent(entry: id, at: now.monotonic, state: before, isAutomatic: isAutomatic)
            link?.sent[pending.id] = sent
            if pending.kind == .endOfData || pending.kind == .chunk { link?.lastContentEnd = sent }
        }
    }
}

extension Verb {
    /// AUTH, and the older name that Exchange gave it.
    var isLogin: Bool { self == .auth || self == .other("X-EXPS") }
}
