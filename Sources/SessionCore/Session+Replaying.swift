import SMTPProtocol
import SafeText

/// `:replay`: a recording is shown as if it happened now. Nothing is connected and nothing is sent.
extension Session {
    /// `:replay …`
    mutating func perform(_ step: ExplorerCommand.ReplayStep) throws(LanguageError) {
        switch step {
        case .load(let path, let pace): try loadReplay(path, pace)
        case .next:
            try checkReplay()
            showNext()
        case .go(let pace):
            try checkReplay()
            go(pace)
        case .stop:
            try checkReplay()
            endReplay()
            tell(.information, "The replay has ended.")
        }
    }

    private func checkReplay() throws(LanguageError) {
        guard replay != nil else {
            throw LanguageError(.nothingThere, "No recording is shown.", advice: "Write :replay FILE.")
        }
    }

    // MARK: Reading the file

    private mutating func loadReplay(_ path: String, _ pace: ExplorerCommand.ReplayPace) throws(LanguageError) {
        guard link == nil else {
            throw LanguageError(
                .notNow, "There is a connection, and its replies would stand among the recorded ones.",
                advice: "QUIT or :disconnect first.")
        }
        if recording != nil {
            throw LanguageError(
                .notNow, "This session is being recorded, and what is shown would be recorded as if it happened now.",
                advice: ":record off ends it.")
        }
        guard replayLoading == nil else {
            throw LanguageError(.notNow, "A recording is being read.", advice: "Wait until it is shown.")
        }
        let number = saves.nextNumber()
        replayLoading = ReplayLoading(number: number, name: Sanitizer.escape(path), pace: pace)
        actions.append(.readFile(path: path, limit: RecordingLimits.fileSize, number: number))
    }

    /// The file was read, or not.
    mutating func replayLoaded(_ answer: FileAnswer, number: Int) {
        guard let loading = replayLoading, loading.number == number else { return }
        replayLoading = nil
        guard link == nil else {
            tell(.warning, "There is a connection now, so the recording is not shown.")
            return
        }
        switch answer {
        case .failed(let message, let advice):
            tell(.error, "\(Sanitizer.escape(message)) \(Sanitizer.escape(advice))")
            fail(.noInput)
        case .found(let bytes):
            do throws(Recording.Mistake) {
                begin(try Recording(bytes), loading)
            } catch {
                let place = error.line.map { ", line \($0)" } ?? ""
                tell(.error, "\(loading.name)\(place): \(error.message) \(error.advice)")
                fail(.badData)
            }
        }
    }

    private mutating func begin(_ recording: Recording, _ loading: ReplayLoading) {
        let replay = Replay(recording)
        let started = String(recording.header.started.internetText.prefix(19)).split(separator: "T")
        tell(
            .information,
            "Replay of \(loading.name): \(replay.count) events, recorded \(started.joined(separator: " ")) UTC with "
                + "\(recording.header.program). Nothing is sent.")
        if recording.isTorn {
            tell(
                .warning,
                "The last line is torn: the program that wrote it was ended in the middle. All before it is shown.")
        }
        if recording.unknownCount > 0 {
            tell(.warning, "\(recording.unknownCount) events of kinds that this version does not know are left out.")
        }
        if recording.otherSessionsCount > 0 {
            tell(
                .warning,
                "Several sessions stand in the file. The first one is shown; \(recording.otherSessionsCount) events of "
                    + "others are left out.")
        }
        // For a script that is made of the replay. The journal is understood anew there, so a forged setting does nothing.
        for (name, value) in recording.header.settings.sorted(by: { $0.key < $1.key }) {
            let line = ":set \(WrittenWord.quoted(name)) \(WrittenWord.quoted(value))"
            journal.add(Array(line.utf8), at: recording.header.started, before: transcript.ids.upperBound)
        }
        self.replay = replay
        // Nobody is there to press Enter.
        go(attendance == .unattended ? .atOnce : loading.pace)
        if attendance == .unattended { endReplay() }
    }

    mutating func endReplay() { replay = nil }

    // MARK: Showing it

    /// What was typed is no command of the explorer: Enter alone goes on.
    mutating func typedWhileReplaying(_ line: [UInt8]) {
        guard line.isEmpty else {
            tell(.warning, "A recording is shown, so nothing was sent. :replay stop ends it.")
            actions.append(.returnLine(line))
            return
        }
        showNext()
    }

    private mutating func go(_ pace: ExplorerCommand.ReplayPace) {
        replay?.pace = pace
        switch pace {
        case .stepwise: break
        case .atOnce:
            while replay?.isOver == false { showNext() }
            replay?.pace = .stepwise
        case .recorded: showNext()
        }
    }

    /// The time until the next event is over.
    mutating func replayDue(_ number: Int) {
        guard let replay, replay.pace == .recorded, replay.waitNumber == number else { return }
        showNext()
    }

    /// ^C: stops a recording that goes on by itself.
    /// - Returns: whether there was something to stop.
    mutating func giveUpReplaying() -> Bool {
        guard replay?.pace == .recorded else { return false }
        replay?.pace = .stepwise
        tell(.information, "The replay waits. Enter shows the next event, and :replay play goes on.")
        return true
    }

    /// Shows the next entry, with all that belongs to it.
    private mutating func showNext() {
        guard var replay, !replay.isOver else {
            tell(.information, "All of the recording was shown. :replay stop ends it.")
            return
        }
        // Two holders of it would make each step copy the numbers of all entries.
        self.replay = nil
        var isShown = false
        while !isShown || replay.nextBelongsToLast, let event = replay.takeNext() {
            show(event, &replay)
            if case .entry = event.kind { isShown = true }
        }
        let wait = replay.pace == .recorded ? replay.millisecondsToNext : nil
        if let wait {
            replay.waitNumber += 1
            actions.append(.replayAfter(milliseconds: wait, number: replay.waitNumber))
        }
        let isOver = replay.isOver
        if isOver { replay.pace = .stepwise }
        self.replay = replay
        if isOver { tell(.information, "The recording ends here.") }
    }

    private mutating func show(_ event: RecordedEvent, _ replay: inout Replay) {
        let time = replay.wall(event)
        switch event.kind {
        case .header, .tls, .status: break
        case .command(let line): journal.add(line, at: time, before: transcript.ids.upperBound)
        case .remark(let remark, let recorded):
            if let id = replay.entry(for: recorded) { add(remark, to: id) }
        case .entry(let entry):
            let answered = replay.entry(for: entry.reply?.answers)
            let id = transcript.append(entry, answering: answered, at: time)
            replay.note(id, for: entry.id)
            actions.append(.appended(id))
            if let answered { actions.append(.updated(answered)) }
        }
    }
}

extension Transcript {
    /// Adds an entry as it stood in another transcript.
    /// - Parameter answered: the entry that it answers, in this one.
    fileprivate mutating func append(_ entry: Entry, answering answered: EntryID?, at time: WallTime) -> EntryID {
        switch entry.kind {
        case .sent(let line):
            return append(
                sent: line.bytes, line.purpose, verb: line.verb, isSecret: line.isSecret,
                isAutomatic: line.isAutomatic, remarks: entry.remarks, at: time)
        case .content(let bytes): return append(content: bytes, remarks: entry.remarks, at: time)
        case .sentContent(let content, _): return append(content, remarks: entry.remarks, at: time)
        case .reply(let received):
            let reply = ReceivedReply(
                reply: received.reply, standing: received.standing, stage: received.stage, answers: answered,
                state: received.state, latency: received.latency)
            return append(reply, remarks: entry.remarks, at: time)
        case .notice(let level, let text): return remarked(append(notice: text, level, at: time), entry)
        case .note(let bytes): return remarked(append(note: bytes, at: time), entry)
        case .connection(let note): return remarked(append(note.event, note.text, at: time), entry)
        }
    }

    private mutating func remarked(_ id: EntryID, _ entry: Entry) -> EntryID {
        for remark in entry.remarks { add(remark, to: id) }
        return id
    }
}
