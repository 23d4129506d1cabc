import SMTPProtocol
import SMTPReference
import SafeText

/// `:hold` and `:release`: several commands in one write, each reply paired with its command.
/// - SeeAlso: RFC 2920
extension Session {
    /// `:hold`: begins to hold lines back, or lists those that are held.
    mutating func hold() {
        guard let held else {
            self.held = HeldLines()
            var text =
                "Commands are held from now on. :release sends all of them in one write; :hold drop forgets them."
            if let capabilities = machine.capabilities, capabilities["PIPELINING"] == nil {
                text += " The server does not offer PIPELINING: it may lose what it did not wait for."
            }
            tell(.information, text)
            return
        }
        guard !held.lines.isEmpty else {
            tell(.information, "Nothing is held yet. Type commands; :release sends them, :hold drop ends holding.")
            return
        }
        var isInLogin = false
        for (index, line) in held.lines.prefix(Self.maximumListedLines).enumerated() {
            let command = Command(parsing: line)
            let shown =
                isInLogin && !command.verb.isKnown ? Redaction.mark : Redaction.redacting(command.shownLine).shown
            isInLogin = isInLogin || command.verb.isLogin
            tell(.information, "Held \(index + 1): \(Sanitizer.escape(shown, style: settings.escapeStyle))")
        }
        if held.lines.count > Self.maximumListedLines {
            tell(.information, "… and \(held.lines.count - Self.maximumListedLines) more.")
        }
    }

    /// How many held lines are listed.
    static let maximumListedLines = 100

    /// The lines are at their end: what is still held is not sent by itself.
    mutating func warnAboutHeldLines() {
        guard let count = held?.lines.count, count > 0 else { return }
        tell(
            .warning, "\(count == 1 ? "The held line was" : "The \(count) held lines were") not sent: no :release came."
        )
        fail(.badData)
    }

    /// `:hold drop`
    mutating func dropHeld() throws(LanguageError) {
        guard let held else {
            throw LanguageError(.nothingThere, "Nothing is held.", advice: ":hold begins to hold commands.")
        }
        self.held = nil
        let count = held.lines.count
        tell(.information, count == 1 ? "The held line is forgotten." : "The \(count) held lines are forgotten.")
    }

    /// Puts a command line to the others that are held.
    /// - Returns: whether lines are being held.
    mutating func holdsBack(_ line: [UInt8]) -> Bool {
        // No copy of the lines is made here: with many of them it would be copied for each.
        guard let last = held?.lines.last ?? (held == nil ? nil : []) else { return false }
        guard held?.hasRoom(for: line) == true else {
            tell(
                LanguageError(
                    .tooLong, "No more lines can be held than \(HeldLines.maximumLines), or 16 MiB.",
                    advice: ":release sends those that are held; this one was not taken."))
            return true
        }
        let command = Command(parsing: line)
        if !holdsLogin(command), held?.holdsLogin == false { history.add(line) }
        if !last.isEmpty { mark(last) }
        self.held?.append(line, isLogin: command.verb.isLogin)
        return true
    }

    /// Says that a line should have been the last of its group, now that another follows.
    private mutating func mark(_ line: [UInt8]) {
        let verb = Command(parsing: line).verb
        guard let rule = PipeliningRule.mustBeLast(verb) else { return }
        tell(.warning, "\(verb.name) should be the last of its group: \(rule.reason) (\(rule.source)).")
    }

    /// `:release`: sends what is held in one write.
    mutating func release() {
        guard let held, !held.lines.isEmpty else {
            tell(.warning, "Nothing is held. :hold begins to hold commands.")
            return
        }
        guard link != nil, link?.opening == nil else {
            tell(
                .warning,
                "There is no connection; the held lines were not sent and are kept. :connect HOST comes first.")
            if attendance == .unattended { fail(.unavailable) }
            return
        }
        if mustWaitForTLS() || mustWaitForLogin() { return }
        switch machine.state {
        case .content, .chunk, .sasl:
            tell(.warning, "The server does not wait for commands now; the held lines were not sent and are kept.")
            return
        case .disconnected, .awaitingGreeting, .greeted, .ready, .mailOpen, .recipients, .awaitingContentGoAhead,
            .awaitingAcceptance, .startingTLS, .quitting, .closed:
            break
        }
        let commands = held.lines.map(Command.init(parsing:))
        let startTLS = machine.isEncrypted ? nil : commands.firstIndex { $0.verb == .starttls }
        let group = commands.prefix((startTLS ?? commands.count - 1) + 1)
        if let login = group.first(where: holdsLogin),
            mustAskAboutClearText(.release, mechanism: AuthLine(login)?.mechanism)
        {
            return
        }
        if machine.wouldCommit(raw: group.flatMap { $0.line + [0x0D, 0x0A] }), mustAskBeforeCommitting(.release) {
            return
        }
        _ = self.held?.take(through: startTLS)
        if self.held?.lines.isEmpty == true { self.held = nil }
        send(Array(group))
        if let left = self.held?.lines.count {
            tell(
                .warning,
                "\(left == 1 ? "The line" : "The \(left) lines") behind STARTTLS stayed behind: they would be sent in the clear, or "
                    + "be thrown away. :release sends them under TLS.")
        }
    }

    /// Sends commands as one group: one write, whatever the replies will be.
    private mutating func send(_ group: [Command]) {
        if let capabilities = machine.capabilities, capabilities["PIPELINING"] == nil, group.count > 1 {
            tell(
                .warning,
                "The server does not offer PIPELINING, so it may lose commands that do not wait (RFC 2920 3.1).")
        }
        var advisor = GroupAdvisor(machine)
        let first = actions.count
        for (index, command) in group.enumerated() {
            var remarks = remarks(on: command, advisor.advice(on: command))
            if index < group.count - 1, let rule = PipeliningRule.mustBeLast(command.verb) {
                remarks.append(
                    Remark(
                        .warning, .outOfOrder,
                        "\(command.verb.name) should be the last of its group: \(rule.reason) (\(rule.source))."))
            }
            say(command, remarks: remarks, isGrouped: true)
        }
        joinWrites(from: first)
    }

    /// Lines that were entered at once: commands in a row go out as one group, everything else as if it were typed. Behind a
    /// question, or where the next line has to wait, the rest comes back.
    mutating func typedTogether(_ lines: [[UInt8]]) {
        var rest = lines[...]
        while let line = rest.first, link != nil, !isBecomingEncrypted, !isLoggingIn, asking == nil, leaving == .no {
            let colon = UInt8(ascii: ":")
            guard prompt.kind == .command, held == nil, line.first != colon else {
                let first = actions.count
                // An answer to a challenge is a secret of its own; the lines behind it were not meant for it.
                if prompt.isSecret { break }
                typed(line)
                joinWrites(from: first)
                rest.removeFirst()
                // What the connection is now shows only when its news are in.
                if link?.opening != nil { break }
                continue
            }
            var group = HeldLines()
            let commands = rest.prefix { $0.first != colon && !$0.contains { $0 == 0x0D || $0 == 0x0A || $0 == 0 } }
            guard !commands.isEmpty else { break }
            for line in commands where group.hasRoom(for: line) {
                history.add(line)
                group.append(line, isLogin: Command(parsing: line).verb.isLogin)
            }
            rest = rest.dropFirst(commands.count)
            held = group
            release()
        }
        for line in rest.reversed() { actions.append(.returnLine(line)) }
    }

    /// Makes one write of all that was to be sent since an action, behind whatever else was to be done.
    mutating func joinWrites(from first: Int) {
        guard let number = link?.number else { return }
        var bytes: [UInt8] = []
        var rest: [SessionAction] = []
        for action in actions[first...] {
            if case .send(number, let more) = action { bytes += more } else { rest.append(action) }
        }
        guard !bytes.isEmpty else { return }
        actions.replaceSubrange(first..., with: rest + [.send(number, bytes)])
    }
}
