import SASL
public import SMTPProtocol
public import SMTPReference

/// A session between a person (or a file) and a server: what every front end shares.
///
/// It is a pure reducer. Events go in with the time at which they happened, actions come out, and the caller performs
/// them in their order. There is no clock, no socket and no closure inside, so the same events always give the same
/// session.
///
///     for action in session.handle(.line(Array("NOOP".utf8)), at: now) { perform(action) }
public struct Session: Sendable {
    /// Who sits in front of the session.
    public enum Attendance: Hashable, Sendable {
        /// A person, who sees what happens and decides. Leaving ends with 0.
        case interactive
        /// A pipe or a file. What goes wrong is told by the exit code, and content whose DATA was refused is not sent.
        case unattended
    }

    /// Who sits in front of the session.
    public let attendance: Attendance
    /// What happened so far.
    public internal(set) var transcript: Transcript
    /// The lines that were typed. A front end may fill it from a file before the session starts.
    public var history: History
    /// What `:set` sets. A front end may choose them before the session starts.
    public var settings: Settings
    /// What `:find` looked for, and where it is.
    public internal(set) var search: TranscriptSearch?
    /// What `${NAME}` stands for. A front end may fill in what it knows before the session starts.
    public var variables = Variables()
    /// The lessons that `:lesson` knows, for completing their names.
    public var lessons: [TitledName] = []
    /// The scenarios that `:practice` knows, for completing their names.
    public var scenarios: [TitledName] = []
    /// What the client knows of the protocol: state, transaction, capabilities, and the lines that await a reply.
    public internal(set) var machine: ClientMachine

    let tables: ReferenceTables
    var parser = ReplyParser()
    var link: Link?
    var lastRequest: ConnectRequest?
    var closedReason: String?
    var connectionCount = 0
    var now = Instant(wall: WallTime(seconds: 0), monotonic: 0)
    var actions: [SessionAction] = []

    var leaving = Leaving.no
    var armed: [Deadline.Kind: ArmedDeadline] = [:]
    var deadlineCount = 0
    /// The highest pending command whose wait was given up with ^C.
    var abandonedWait = -1
    var isDroppingContent = false
    var unsentLineCount = 0
    var outcome = ExitCode.success
    var failure: ExitCode?
    /// The question whose answer the next line is.
    var asking: Asking?
    /// What the user has said about committing messages.
    var commitLeave = CommitLeave()
    /// The lines that `:hold` collects; nil while lines are sent as they are typed.
    var held: HeldLines?
    /// How far the login on the connection is.
    var login: Login
    /// What is known of TLS: under the connection, or of the last one.
    var tlsRecord = TLSRecord.none
    /// Where STARTTLS was offered on an earlier connection.
    var knownOffers = KnownOffers()
    /// What the server of the connection, or of the last one, has said about itself.
    var serverRecord: ServerRecord?
    /// The messages of the connection, or of the last one.
    var messageRecord = MessageRecord()
    /// The commands of the explorer that did something.
    var journal = Journal()
    /// Whether standard input is free for the content of a message. It is not where the lines of the session come from it.
    public var mayReadStandardInput = false
    /// The content that is on its way to the server.
    var transfer: ContentTransfer?
    var contentCount = 0
    /// The message that is being written in an editor.
    var composing: Int?
    /// What is written down of the session as it happens; nil when nothing is.
    var recording: SessionRecording?
    /// The recording that is shown; nil when none is.
    var replay: Replay?
    /// The recording that is being read, to be shown.
    var replayLoading: ReplayLoading?
    /// The files that are being written.
    var saves = PendingSaves()
    /// What `:expect` looks at, and waits for.
    var expecting = Expecting()
    /// Whether `:sleep` is on.
    var isPausing = false
    /// The lines of `:include` that are still to be played.
    var including = Including()
    /// The recipients of the message begun that were refused.
    var refusals = Refusals()
    /// Whether a message was accepted on this connection.
    var hasAcceptedMessage = false
    /// Whether QUIT was refused when a message had been accepted: however the connection ends then, the mail is on its way.
    var hasGoodbyeFailed = false
    /// How a message that some recipients did not get ends an unattended run, if nothing worse happens.
    var partialDelivery: ExitCode?
    /// Whether a message that only some recipients got ends an unattended run with their refusal, as scripts want it. Without it
    /// the last reply counts, as it does for lines from a pipe.
    public var judgesEveryRecipient = false

    /// How far leaving the program is.
    enum Leaving: Sendable {
        case no
        /// As soon as no reply is awaited.
        case whenQuiescent
        /// The goodbye is awaited.
        case awaitingGoodbye
        case done
    }

    /// A deadline that was set and not cancelled.
    struct ArmedDeadline: Sendable {
        var number: Int
        var seconds: Int
        /// The pending command it is about.
        var pending: Int?
    }

    /// A session without a connection.
    ///
    /// - Parameter nonceSeed: 32 bytes that nobody can guess, from which SCRAM's nonces are made; without them there is no SCRAM.
    public init(
        _ attendance: Attendance = .interactive, settings: Settings = Settings(), history: History = History(),
        capacity: Transcript.Capacity = .standard, tables: ReferenceTables = .shared, nonceSeed: [UInt8] = []
    ) {
        self.attendance = attendance
        self.settings = settings
        self.history = history
        self.tables = tables
        login = Login(nonceSeed: nonceSeed)
        transcript = Transcript(capacity: capacity)
        machine = ClientMachine()
    }

    /// Takes in what happened, and tells what to do.
    public mutating func handle(_ event: SessionEvent, at now: Instant) -> [SessionAction] {
        self.now = now
        actions = []
        if leaving != .done {
            switch event {
            case .connect(let request):
                journal.add(Array(request.line.utf8), at: now.wall, before: transcript.ids.upperBound)
                connect(request)
            case .record(let path): beginRecording(path)
            case .line(let line): typed(line)
            case .logIn(let request): logIn(request)
            case .lines(let lines): typedTogether(lines)
            case .set(let setting, let value): set(setting, value)
            case .toggleByteView: toggleByteView()
            case .connection(let number, let report): if number == link?.number { received(report) }
            case .secret(let answer, let number): received(answer, number: number)
            case .derivedKey(let key, let number): received(key, number: number)
            case .saved(let result, let number): saved(result, number: number)
            case .sendContent(let source, let route): send(ContentOrder(source: source, route: route))
            case .contentOpened(let size, let number): contentOpened(size: size, number: number)
            case .contentPiece(let piece, let isEnd, let number):
                contentPiece(piece, isEnd: isEnd, number: number)
            case .contentFailed(let message, let advice, let number): contentFailed(message, advice, number: number)
            case .composed(let result, let number): composed(result, number: number)
            case .recordingFailed(let message, let advice): recordingFailed(message, advice)
            case .fileRead(let answer, let number): replayLoaded(answer, number: number)
            case .replayDue(let number): replayDue(number)
            case .included(let script, let number): included(script, number: number)
            case .deadline(let kind, let number): deadlineOver(kind, number)
            case .interrupt: interrupt()
            case .endOfInput: endOfInput()
            case .findNext: find(step: 1)
            case .findPrevious: find(step: -1)
            }
            settleExpectation()
            playIncludedLines()
            if leaving == .whenQuiescent, isQuiescent { leave() }
            settleDeadlines()
            writeRecording()
        }
        defer { actions = [] }
        return actions
    }

    /// True when a line can be entered without running ahead of the server: nothing is awaited.
    ///
    /// It is true without a connection, too: then the line gets its answer at once. A front end that reads a pipe sends
    /// each line when this is true.
    public var isQuiescent: Bool { isIdle && !expecting.isWaiting && !isPausing && including.isEmpty }

    /// Whether no reply is awaited, and nothing else that the server or the system has to do.
    var isIdle: Bool {
        // What is typed while a question stands is its answer.
        if asking != nil { return true }
        guard replayLoading == nil else { return false }
        guard let link else { return saves.isEmpty }
        guard link.opening == nil, !link.isSecuring, !isLoggingIn, transfer == nil, composing == nil, saves.isEmpty
        else { return false }
        if case .chunk = machine.state { return true }
        guard let newest = machine.lastPending else { return !link.isAnnouncedEnd }
        return newest.id <= abandonedWait
    }

    /// True after the last action of all, `quit`.
    public var isFinished: Bool { leaving == .done }

    /// How the program ends, if it ends now. A person's session always ends well.
    public var exitCode: ExitCode {
        guard attendance == .unattended else { return .success }
        let partial = judgesEveryRecipient ? partialDelivery : nil
        return failure ?? (outcome == .success ? partial ?? .success : outcome)
    }
}
