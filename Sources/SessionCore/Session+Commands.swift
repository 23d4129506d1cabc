import SMTPProtocol
import SMTPReference
import SafeText

/// What the explorer commands do.
extension Session {
    mutating func typedExplorerCommand(_ line: [UInt8]) {
        do throws(LanguageError) {
            let command = try ExplorerCommand(parsing: line)
            if case .raw(let bytes) = command {
                if !sendRaw(bytes) { history.add(line) }
                return
            }
            if command.sendsContent, mustWaitForReply() {
                actions.append(.returnLine(line))
                return
            }
            // What is to be encoded may be a secret.
            if case .base64 = command {} else { history.add(line) }
            journal.add(line, at: now.wall, before: transcript.ids.upperBound)
            try perform(command)
        } catch {
            history.add(line)
            tell(error)
        }
    }

    private mutating func perform(_ command: ExplorerCommand) throws(LanguageError) {
        switch command {
        case .connect(let request): connect(request)
        case .savePracticeAuthority(let path): savePracticeAuthority(path)
        case .startTLS: try startTLS()
        case .showTLS: actions.append(.showTLS)
        case .saveChain(let path): try saveChain(path)
        case .authenticate(let request): try authenticate(request)
        case .base64(let text): try encode(text)
        case .reconnect:
            guard let request = lastRequest else {
                throw LanguageError(
                    .nothingThere, "There was no connection yet.", advice: "Write :connect HOST or :practice.")
            }
            connect(request)
        case .disconnect:
            guard link != nil else {
                throw LanguageError(.nothingThere, "There is no connection.", advice: "Nothing was done.")
            }
            warnAboutUnfinishedContent()
            closeLink(.closedByUs, "The connection was closed without QUIT.")
        case .raw(let bytes): _ = sendRaw(bytes)
        case .envelope(let request): try compose(request)
        case .pretend(let request): pretend(request)
        case .hold: hold()
        case .dropHeld: try dropHeld()
        case .release: release()
        case .message(let source, let isAnyway):
            send(ContentOrder(source: source, route: .data, isAnyway: isAnyway))
        case .bdat(let source, let chunkSize, let isAnyway):
            send(ContentOrder(source: source, route: .bdat(chunkSize: chunkSize), isAnyway: isAnyway))
        case .compose: compose()
        case .codes(let query): actions.append(.showCodes(query))
        case .explain(let text): try explain(text)
        case .help(let topic): actions.append(.showHelp(try HelpPage(topic)))
        case .find(let text): try find(text)
        case .note(let text): actions.append(.appended(transcript.append(note: text, at: now.wall)))
        case .record(let path): try record(path)
        case .stopRecording: try stopRecording()
        case .export(let path, let format): try export(path, format)
        case .replay(let step): try perform(step)
        case .expect(let expectation): expect(expectation)
        case .define(let name, let value): try define(name, value)
        case .showVariables(let name): try showVariables(name)
        case .sleep(let milliseconds): sleep(milliseconds)
        case .include(let path): try include(path)
        case .session:
            throw LanguageError(
                .notNow, "Several sessions are for scripts.",
                advice: "Write them into a file, and play it: smtpx run FILE.")
        case .listSettings:
            for setting in Setting.allCases { tell(.information, describe(setting)) }
        case .showSetting(let setting): tell(.information, describe(setting))
        case .set(let setting, let value):
            try settings.set(setting, to: value)
            tell(.information, "\(setting.rawValue) is now \(settings.value(of: setting)).")
            actions.append(.settingChanged(setting))
        case .screen(.connectForm) where attendance == .unattended:
            throw ExplorerCommand.missingTarget(end: ":connect".utf8.count)
        case .screen(.open) where attendance == .unattended: throw ExplorerCommand.noTabs
        case .screen(let request): actions.append(.screen(request))
        case .teach(let request): actions.append(.teach(request))
        case .quit:
            leaving == .no ? leave() : quit()
        }
    }

    /// Sets a setting for a key: what changes on the screen is the answer.
    mutating func set(_ setting: Setting, _ value: String) {
        do throws(LanguageError) {
            try settings.set(setting, to: value)
            actions.append(.settingChanged(setting))
        } catch {
            tell(error)
        }
    }

    mutating func toggleByteView() {
        settings.bytes.toggle()
        actions.append(.settingChanged(.view))
    }

    private func describe(_ setting: Setting) -> String {
        "\(setting.rawValue) \(settings.value(of: setting)): \(setting.summary) (\(setting.valueForm))"
    }

    // MARK: Explaining

    private mutating func explain(_ text: [UInt8]) throws(LanguageError) {
        guard !text.isEmpty else {
            guard let last = transcript.lastReply, let explanation = explanation(for: last) else {
                throw LanguageError(
                    .nothingThere, "There was no reply yet.", advice: "Write :explain 550, for example.")
            }
            actions.append(.showExplanation(explanation))
            return
        }
        if let code = ReplyCode(ascii: text) {
            actions.append(.showExplanation(Explanation(of: code, tables: tables)))
            return
        }
        if let enhanced = EnhancedStatusCode(ascii: text) {
            let code = tables.entry(for: enhanced)?.replyCodes.first { $0.severity == enhanced.severity }
            let standIn = code ?? ReplyCode(enhanced.statusClass * 100 + 50) ?? 550
            tell(.information, "\(enhanced) comes with a reply code; it is explained here as with \(standIn).")
            actions.append(.showExplanation(Explanation(of: standIn, enhanced: enhanced, tables: tables)))
            return
        }
        let reply = Reply(parsing: text + [0x0D, 0x0A])
        guard reply.code != nil else {
            throw LanguageError(
                .badValue, "There is no reply code at the beginning of this text.",
                advice: "Write :explain 550 5.1.1 User unknown, or look for words with :codes.")
        }
        actions.append(.showExplanation(Explanation(of: reply, tables: tables)))
    }

    // MARK: Finding

    private mutating func find(_ text: [UInt8]) throws(LanguageError) {
        guard !text.isEmpty else {
            guard search != nil else {
                throw LanguageError(.nothingThere, "Nothing was looked for yet.", advice: "Write :find TEXT.")
            }
            find(step: -1)
            return
        }
        let matches = transcript.matches(text)
        showMatches(text, matches, current: matches.isEmpty ? nil : matches.count - 1)
    }

    /// Goes to another place of the text. The search starts again from the other end when it has come to one.
    mutating func find(step: Int) {
        guard let search else { return }
        let matches = transcript.matches(search.text)
        let position = search.currentMatch.flatMap { current in
            step > 0 ? matches.firstIndex { $0 > current } : matches.lastIndex { $0 < current }
        }
        showMatches(
            search.text, matches, current: position ?? (step > 0 ? matches.indices.first : matches.indices.last))
    }

    private mutating func showMatches(_ text: [UInt8], _ matches: [EntryID], current: Int?) {
        let found = TranscriptSearch(text: text, matches: matches, current: current)
        search = found
        if matches.isEmpty {
            tell(.information, "Not found: \(Sanitizer.escape(text, style: settings.escapeStyle))")
        } else {
            actions.append(.showMatches(found))
        }
    }
}
