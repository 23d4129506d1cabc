/// One line of a recording, understood.
struct RecordedEvent: Hashable, Sendable {
    /// What a line tells.
    enum Kind: Hashable, Sendable {
        /// The first line: what the file is.
        case header(RecordingHeader)
        /// An entry of the transcript, under its number in the recording.
        case entry(Entry)
        /// Something that is said about an entry later on.
        case remark(Remark, about: EntryID)
        /// A command of the explorer that did something.
        case command([UInt8])
        /// What is known of TLS, as the page about it shows it.
        case tls(FactPage)
        /// What the status line says from now on.
        case status(RecordedStatus)
    }

    /// Since the recording began, in microseconds.
    let time: Int
    /// The name of the session, where several are recorded together.
    let session: String?
    /// What happened.
    let kind: Kind
}

/// What a recording says of itself.
struct RecordingHeader: Hashable, Sendable {
    /// The name of the format.
    static let format = "smtpx-recording"
    /// The version of the format. It grows when a reader of the one before would misunderstand the next.
    static let version = 1

    /// The program that wrote it.
    let program: String
    /// When it began.
    let started: WallTime
    /// The settings that differ from the usual ones, as `:set` takes them.
    let settings: [String: String]
}

/// What the status line said, and what stood before the input.
struct RecordedStatus: Hashable, Sendable {
    var target = ""
    var phase = SessionStatus.Phase.idle
    var tls = "none"
    var tlsLevel = Level.information
    var authentication = "no"
    var authenticationLevel = Level.information
    var transaction = ""
    var prompt = ""
}

extension RecordedStatus {
    /// The status of a session, without what changes by itself from second to second.
    init(_ session: Session) {
        let status = session.status
        self.init(
            target: status.target, phase: status.phase, tls: status.tls, tlsLevel: status.tlsLevel,
            authentication: status.authentication, authenticationLevel: status.authenticationLevel,
            transaction: status.transaction, prompt: session.prompt.text)
    }
}
