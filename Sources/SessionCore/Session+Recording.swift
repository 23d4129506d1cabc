import SafeText

/// `:record`: the session is written down as it happens.
extension Session {
    /// `:record [FILE]`
    mutating func record(_ path: String?) throws(LanguageError) {
        if let recording {
            throw LanguageError(
                .notNow, "A recording is being written\(recording.path.map { " to \($0)" } ?? "").",
                advice: ":record off ends it.")
        }
        guard replay == nil, replayLoading == nil else {
            throw LanguageError(
                .notNow, "A recording is shown, and would be recorded as if it happened now.",
                advice: ":replay stop ends it.")
        }
        beginRecording(path)
    }

    /// Begins with what the transcript still has, so that nothing is missing that can be seen.
    mutating func beginRecording(_ path: String?) {
        guard recording == nil else { return }
        var recorder = Recorder(startedAt: now)
        let bytes = Self.joined(recorder.linesSoFar(of: self))
        recording = SessionRecording(recorder: recorder, first: transcript.ids.lowerBound)
        actions.append(
            .startRecording(
                NewFile(path: path, purpose: "recording", suffix: "ndjson", bytes: bytes),
                number: saves.add(.recording)))
    }

    /// `:record off`
    mutating func stopRecording() throws(LanguageError) {
        guard recording != nil else {
            throw LanguageError(
                .nothingThere, "No recording is being written.", advice: "Write :record FILE to begin one.")
        }
        recording?.isEnding = true
        tell(.information, "The recording\(recording?.path.map { " in \($0)" } ?? "") ends here.")
    }

    /// The file stands, or not.
    mutating func recordingStarted(_ result: SaveResult) {
        switch result {
        case .saved(let path):
            let path = Sanitizer.escape(path)
            recording?.path = path
            tell(.information, "The session is being recorded in \(path).")
        case .failed(let message, let advice):
            recording = nil
            tell(
                .error,
                "The session is NOT recorded. \(Sanitizer.escape(message)) \(Sanitizer.escape(advice)) "
                    + "The session goes on.")
            if attendance == .unattended { fail(.failure) }
        }
    }

    /// The file can be written no more. It is told once: there is no recording afterwards.
    mutating func recordingFailed(_ message: String, _ advice: String) {
        guard recording != nil else { return }
        recording = nil
        tell(
            .error,
            "The recording has STOPPED. \(Sanitizer.escape(message)) \(Sanitizer.escape(advice)) The session goes on.")
        if attendance == .unattended { fail(.failure) }
    }

    /// Writes down what the event that was just handled has brought about. What came before the recording stands in it already.
    mutating func writeRecording() {
        guard var recording else { return }
        self.recording = nil
        let bytes = Self.joined(recording.recorder.lines(for: actions, of: self))
        if !bytes.isEmpty { actions.append(.appendRecording(bytes)) }
        if recording.isEnding {
            actions.append(.stopRecording)
        } else {
            self.recording = recording
        }
    }

    /// The recording that is being written: where, and the first entry that is in it. Nil until its file stands.
    public var recordingInProgress: (path: String, first: EntryID)? {
        recording.flatMap { recording in recording.path.map { ($0, recording.first) } }
    }

    private static func joined(_ lines: [[UInt8]]) -> [UInt8] { lines.flatMap { $0 + [0x0A] } }
}
