import SMTPProtocol

/// How the transcript grows: one place that adds entries and tells of them.
extension Session {
    /// Says something to the user.
    mutating func tell(_ level: Level, _ text: String) {
        actions.append(.appended(transcript.append(notice: text, level, at: now.wall)))
    }

    /// Says what is wrong with a line. In a file that is an error of the run.
    mutating func tell(_ error: LanguageError) {
        tell(.error, error.description)
        if attendance == .unattended { fail(.usage) }
    }

    mutating func tell(_ event: ConnectionNote.Event, _ text: String) {
        actions.append(.appended(transcript.append(event, text, at: now.wall)))
    }

    mutating func add(_ remark: Remark, to id: EntryID) {
        transcript.add(remark, to: id)
        actions.append(.updated(id))
    }

    /// Remembers how the run failed. The first failure is the cause of the rest, so it counts.
    mutating func fail(_ code: ExitCode) {
        if failure == nil { failure = code }
    }
}
