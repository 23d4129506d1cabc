import SMTPProtocol
import SafeText

/// What can be said about a line while it is typed.
extension Session {
    /// Judges a line as it stands in the input. It is cheap enough for every key press.
    public func hint(for line: [UInt8]) -> Hint {
        switch prompt.kind {
        case .content:
            return contentHint(line)
        case .secret, .question: return answerHint(for: line)
        case .command, .notConnected:
            if line.first == UInt8(ascii: ":") { return explorerHint(line) }
            return commandHint(line)
        }
    }

    /// How much was typed so far, and what becomes of the line.
    private func contentHint(_ line: [UInt8]) -> Hint {
        var hint = Hint()
        hint.syntax = "message content"
        if case .chunk(let remaining) = machine.state {
            hint.summary = "\(Counted.text(remaining, "byte")) of the chunk to come, CR and LF counted"
            hint.source = "RFC 3030 §2"
            return hint
        }
        hint.source = "RFC 5321 §4.1.1.4"
        let lines = UInt64(clamping: machine.transaction?.contentLineCount ?? 0)
        let bytes = UInt64(clamping: machine.transaction?.contentByteCount ?? 0)
        let count = lines == 0 ? "" : "\(Counted.text(lines, "line")), \(Counted.text(bytes, "byte")); "
        if line == [UInt8(ascii: ".")] {
            hint.summary = count + "this dot alone ends the message"
        } else if line.first == UInt8(ascii: ".") {
            hint.summary = count + "this line begins with a dot and gets a second one"
        } else {
            hint.summary = count + "a dot alone on a line ends it"
        }
        return hint
    }

    /// Remarks for the transcript on a command that is about to be sent.
    func remarks(on command: Command) -> [Remark] {
        let problems = command.problems.filter(\.isError).map { Remark(.warning, .syntax, $0.message) }
        return problems + advice(on: command).filter { $0.kind != .replyAwaited }
            + DecodedValues.remarks(on: command, style: settings.escapeStyle)
    }

    /// Remarks for the transcript on a command of a group, of which the advice is known.
    func remarks(on command: Command, _ advice: Advice) -> [Remark] {
        var remarks = command.problems.filter(\.isError).map { Remark(.warning, .syntax, $0.message) }
        if let remark = Self.remark(on: advice) { remarks.append(remark) }
        if command.verb.isLogin { remarks += loginWarnings }
        return remarks + DecodedValues.remarks(on: command, style: settings.escapeStyle)
    }

    private static func remark(on advice: Advice) -> Remark? {
        switch advice {
        case .sensible: nil
        case .later(let reason), .outOfOrder(let reason): Remark(.warning, .outOfOrder, sentence(reason))
        case .notOffered(let reason): Remark(.warning, .notOffered, sentence(reason))
        }
    }

    // MARK: Commands of SMTP

    private func commandHint(_ line: [UInt8]) -> Hint {
        var hint = Hint()
        let moves = machine.nextMoves
        hint.now = moves.now.map(\.name)
        hint.later = moves.later.map(\.verb.name)
        hint.notOffered = moves.notOffered.map(\.verb.name)
        guard !line.isEmpty else {
            if let replay { return replay.hint }
            if prompt.kind == .notConnected {
                hint.advice = [Remark(.information, .state, "Not connected: :connect HOST or :practice comes first.")]
            }
            return hint
        }
        let command = Command(parsing: line)
        if let syntax = CommandSyntax.of(command.verb) {
            hint.syntax = syntax.template
            hint.summary = syntax.summary
            hint.source = syntax.source
        }
        let isBegun = isBeginningOfVerb(line)
        if isBegun { return hint }
        hint.problems = command.problems.map {
            Hint.Problem(range: $0.range, level: $0.isError ? .warning : .information, message: $0.message)
        }
        hint.advice = advice(on: command)
        return hint
    }

    /// True while a verb is still being typed: no verdict yet.
    private func isBeginningOfVerb(_ line: [UInt8]) -> Bool {
        guard !line.contains(where: \.isBlank) else { return false }
        let typed = String(decoding: line.map(\.uppercased), as: UTF8.self)
        return Verb.known.contains { $0.name.hasPrefix(typed) && $0.name != typed }
    }

    private func advice(on command: Command) -> [Remark] {
        if replay != nil { return [Remark(.warning, .state, "A recording is shown, so nothing is sent.")] }
        guard prompt.kind == .command else {
            return [Remark(.warning, .state, "Not connected: :connect HOST or :practice comes first.")]
        }
        var remarks = [Self.remark(on: machine.advice(on: command))].compactMap(\.self)
        if command.verb == .starttls, !machine.isEncrypted {
            remarks.append(
                Remark(.information, .state, "With the 220 the handshake of TLS begins; then say EHLO again."))
        }
        if command.verb.isLogin { remarks += loginWarnings }
        if let oldest = machine.nextPending, oldest.id > abandonedWait, machine.state != .sasl {
            remarks.append(
                Remark(
                    .information, .replyAwaited,
                    "The reply to \(Sanitizer.escape(oldest.name)) is not in yet; the line is sent all the same."))
        }
        return remarks
    }

    private var loginWarnings: [Remark] {
        if !machine.isEncrypted {
            return [
                Remark(.warning, .state, "The connection is not encrypted: everyone on the way can read the password.")
            ]
        }
        guard case .overridden(let problems) = link?.tls.facts?.verification, !problems.isEmpty else { return [] }
        return [Remark(.warning, .state, "The server is not verified: whoever it is gets the password.")]
    }

    /// A reason as a sentence: with a capital letter and a full stop.
    private static func sentence(_ reason: String) -> String {
        let text = reason.prefix(1).uppercased() + reason.dropFirst()
        return text.hasSuffix(".") ? text : text + "."
    }

    // MARK: Commands of the explorer

    private func explorerHint(_ line: [UInt8]) -> Hint {
        var hint = Hint()
        let end = line.firstIndex(where: \.isBlank) ?? line.endIndex
        let name = String(decoding: line[1..<end], as: UTF8.self).lowercased()
        if let topic = HelpTopic.commands.first(where: { $0.name == name }) {
            hint.syntax = topic.syntax
            hint.summary = topic.summary
        } else {
            hint.now = HelpTopic.commands.filter { $0.name.hasPrefix(name) }.map { ":\($0.name)" }
            if !hint.now.isEmpty, end == line.endIndex { return hint }
        }
        do throws(LanguageError) {
            _ = try ExplorerCommand(parsing: line)
        } catch {
            // What is still missing is no mistake while the line is being typed.
            guard error.code != .missingArgument, error.code != .openQuote else { return hint }
            let start = min(error.position ?? 0, line.count)
            hint.problems = [
                Hint.Problem(range: start..<line.count, level: .error, message: "\(error.message) \(error.advice)")
            ]
        }
        return hint
    }
}
