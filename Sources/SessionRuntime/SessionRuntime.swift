import Glibc
import SASL
import SMTPTransport
import SafeText
public import SessionCore

/// Performs what a ``SessionCore/Session`` wants: connections, deadlines, the history file.
///
/// One thread owns it, the one of the terminal or of line mode, and makes every call. Event loops put news into a
/// bounded mailbox and make ``wakeDescriptor`` readable; the owner then calls ``drain()``. Whatever the runtime does
/// not perform itself (showing things, leaving) comes back as actions for the front end.
///
/// ```swift
/// let runtime = try SessionRuntime(Session(), options: RuntimeOptions(transport: Transport(group: group)))
/// show(runtime.handle(.connect(request)))
/// while !runtime.session.isFinished {
///     let ready = runtime.waitForEvents(alsoReading: STDIN_FILENO)
///     if ready.contains(.events) { show(runtime.drain()) }
///     if ready.contains(.input) { show(runtime.handle(line: nextLine())) }
/// }
/// runtime.finish()
/// ```
public final class SessionRuntime {
    /// The session, as it is now.
    public private(set) var session: Session
    /// What went wrong with the user's files, for the front end to show. The texts hold paths: escape them.
    public private(set) var problems: [FileProblem] = []

    let options: RuntimeOptions
    private let clock = SystemClock()
    private let pipe: WakePipe
    let mailbox: Mailbox
    private var history: HistoryFile?
    private var recording: RecordingFile?
    var links: [ConnectionNumber: Link] = [:]
    /// What was asked for by the connection that is being opened.
    var opening: (number: ConnectionNumber, request: ConnectRequest)?
    private var timers: [Deadline.Kind: Transport.Timer] = [:]
    /// The content that is being read; there is one at a time.
    private var content: (number: Int, reader: ContentReader)?

    /// A connection that the session still wants to hear of.
    enum Link {
        case findingTarget
        case awaitingPassphrase(Target, ConnectRequest)
        case connection(Connection)
    }

    /// Takes a session over. When there is a history file, the session gets its lines.
    /// - Throws: `SystemError` when no descriptor is left.
    public init(_ session: Session, options: RuntimeOptions) throws(SystemError) {
        let pipe = try WakePipe()
        self.session = session
        self.options = options
        self.pipe = pipe
        mailbox = Mailbox { [onNews = options.onNews] in
            pipe.wake()
            onNews?()
        }
        history = options.history
        loadHistory()
    }

    deinit {
        for timer in timers.values { timer.cancel() }
        for case .connection(let connection) in links.values { connection.close() }
    }

    // MARK: From the owner

    /// This moment, on the clocks that the session sees.
    public var now: Instant { clock.now() }

    /// Readable while there is something to ``drain()``: for the owner's own `poll`.
    public var wakeDescriptor: Int32 { pipe.descriptor }

    /// The user entered a line.
    public func handle(line: [UInt8]) -> [SessionAction] {
        for name in Variables.environmentNames(in: line) {
            session.variables.environment[name] = ScriptFile.value(of: name)
        }
        return handle(.line(line))
    }

    /// What `${NAME}` stands for in the session: for an owner of several sessions, which share it.
    public var variables: Variables {
        get { session.variables }
        set { session.variables = newValue }
    }

    /// Something happened on the owner's side.
    public func handle(_ event: SessionEvent) -> [SessionAction] {
        perform(session.handle(event, at: clock.now()))
    }

    /// Takes in everything that event loops have reported since the last time.
    public func drain() -> [SessionAction] {
        // First the pipe, then the mailbox: a message in between leaves a wake too many, never one too few.
        pipe.clear()
        var shown: [SessionAction] = []
        for message in mailbox.takeAll() { shown += take(message) }
        return shown
    }

    /// Saves the history and lets go of connections and deadlines. Problems are in ``problems``.
    public func finish() {
        for timer in timers.values { timer.cancel() }
        timers = [:]
        for case .connection(let connection) in links.values { connection.close() }
        links = [:]
        content = nil
        saveHistory()
        history = nil
        recording = nil
    }

    /// Adds the lines that were typed so far to the history file, for another session to read.
    public func saveHistory() {
        do throws(FileProblem) {
            try history?.saveSoFar(session.history)
        } catch {
            // What cannot be written now will not be written later, and is told once.
            problems.append(error)
            history = nil
        }
    }

    // MARK: Waiting

    /// Who has something to say.
    public struct Readiness: OptionSet, Hashable, Sendable {
        /// The bits.
        public let rawValue: Int
        /// A set of these bits.
        public init(rawValue: Int) { self.rawValue = rawValue }
        /// There is something to ``SessionRuntime/drain()``.
        public static let events = Readiness(rawValue: 1)
        /// The other descriptor can be read, or has ended.
        public static let input = Readiness(rawValue: 2)
    }

    /// Waits until there is something to do: for line mode, which has no loop of its own.
    /// - Parameters:
    ///   - timeout: how long at most; `nil` for as long as it takes.
    ///   - input: a descriptor that is waited for as well, such as standard input.
    /// - Returns: empty when the time is over or a signal came.
    public func waitForEvents(timeout: Duration? = nil, alsoReading input: Int32? = nil) -> Readiness {
        var entries = [pollfd(fd: pipe.descriptor, events: Int16(POLLIN), revents: 0)]
        if let input { entries.append(pollfd(fd: input, events: Int16(POLLIN), revents: 0)) }
        guard poll(&entries, nfds_t(entries.count), timeout.map(Self.milliseconds) ?? -1) > 0 else { return [] }
        var ready: Readiness = []
        if entries[0].revents != 0 { ready.insert(.events) }
        if entries.count > 1, entries[1].revents != 0 { ready.insert(.input) }
        return ready
    }

    /// Rounded up, so that a short wait does not become a busy one.
    private static func milliseconds(_ duration: Duration) -> Int32 {
        let (seconds, attoseconds) = duration.components
        guard seconds >= 0, attoseconds >= 0 else { return 0 }
        guard seconds < Int64(Int32.max) / 1000 else { return .max }
        return Int32(seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }

    // MARK: Events in

    private func take(_ message: Message) -> [SessionAction] {
        switch message {
        case .connection(let number, let event):
            return take(event, of: number)
        case .deadline(let kind, let number, let at):
            return perform(session.handle(.deadline(kind, number: number), at: clock.instant(at)))
        case .done(let event):
            return handle(event)
        case .target(let number, let request, .success(let target)):
            guard links[number] != nil else { return [] }
            return open(target, number, request, passphrase: nil)
        case .target(let number, _, .failure(let failure)):
            guard links.removeValue(forKey: number) != nil else { return [] }
            let report = ConnectionReport.failed(
                message: failure.message, advice: failure.advice, exitCode: failure.exitCode)
            return handle(.connection(number, report))
        }
    }

    private func take(_ event: ConnectionEvent, of number: ConnectionNumber) -> [SessionAction] {
        guard case .connection(let connection)? = links[number] else { return [] }
        // Only content has to know; without any, each sent line would be looked at twice.
        if case .sent = event, !session.isSendingContent { return [] }
        switch event {
        case .closed, .failed: links[number] = nil
        case .connected: noteServer(number)
        default: break
        }
        guard let (report, at) = ConnectionReport.of(event) else { return [] }
        let instant = at.map(clock.instant) ?? clock.now()
        let shown = perform(session.handle(.connection(number, report), at: instant))
        if case .bytes(let bytes) = report { connection.consumed(bytes.count) }
        return shown
    }

    /// Keeps the server of a connection that stands, to be offered the next time.
    private func noteServer(_ number: ConnectionNumber) {
        guard let opening, opening.number == number else { return }
        self.opening = nil
        do throws(FileProblem) {
            try options.recentServers?.note(opening.request)
        } catch {
            guard !problems.contains(error) else { return }
            problems.append(error)
        }
    }

    // MARK: Actions out

    /// Does what can be done here, and gives back the rest.
    private func perform(_ actions: [SessionAction]) -> [SessionAction] {
        var rest: [SessionAction] = []
        for action in actions {
            switch action {
            case .connect(let number, let request): connect(number, request)
            case .send(let number, let bytes):
                if case .connection(let connection)? = links[number] { connection.send(bytes) }
            case .expectUpgrade(let number, let reply):
                if case .connection(let connection)? = links[number] { connection.expectUpgrade(atReply: reply) }
            case .usePassphrase(let number, let passphrase):
                guard case .awaitingPassphrase(let target, let request)? = links[number] else { break }
                rest += open(target, number, request, passphrase: passphrase)
            case .resolveSecret(let source, let number):
                mailbox.add(.done(.secret(SecretFinder.find(source), number: number)))
            case .deriveKey(let derivation, let number):
                Task.detached { [mailbox] in mailbox.add(.done(.derivedKey(derivation.compute(), number: number))) }
            case .save(let file, let number):
                mailbox.add(.done(.saved(NewFileWriter.write(file), number: number)))
            case .savePracticeAuthority(let path, let number): savePracticeAuthority(path, number)
            case .openContent(let source, let number):
                content = (number, ContentReader(source, number: number, mailbox: mailbox))
            case .readContent(let number, let byteCount):
                if content?.number == number { content?.reader.read(atMost: byteCount) }
            case .closeContent(let number): if content?.number == number { content = nil }
            case .startRecording(let file, let number): startRecording(file, number)
            case .appendRecording(let bytes): appendToRecording(bytes)
            case .stopRecording: recording = nil
            case .readFile(let path, let limit, let number):
                mailbox.add(.done(.fileRead(PlainFile.read(path, limit: limit), number: number)))
            case .replayAfter(let milliseconds, let number):
                _ = options.transport.schedule(after: options.second * milliseconds / 1_000) { [mailbox] in
                    mailbox.add(.done(.replayDue(number: number)))
                }
            case .include(let path, let number): mailbox.add(.done(.included(include(path), number: number)))
            case .close(let number):
                if case .connection(let connection)? = links.removeValue(forKey: number) { connection.close() }
            case .setDeadline(let deadline): set(deadline)
            case .cancelDeadline(let kind): timers.removeValue(forKey: kind)?.cancel()
            case .appended, .updated, .returnLine, .compose, .showCodes, .showExplanation, .showHelp, .showMatches,
                .teach, .showTLS,
                .settingChanged, .judged, .screen, .quit:
                rest.append(action)
            }
        }
        return rest
    }

    private func startRecording(_ file: NewFile, _ number: Int) {
        let result: SaveResult
        (recording, result) = RecordingFile.start(file, folder: options.recordingsFolder)
        mailbox.add(.done(.saved(result, number: number)))
    }

    /// A failure ends the recording, so that it is told once.
    private func appendToRecording(_ bytes: [UInt8]) {
        do throws(FileProblem) {
            try recording?.append(bytes)
        } catch {
            recording = nil
            mailbox.add(
                .done(
                    .recordingFailed(
                        message: "\(error)",
                        advice: "What was written before is kept. :record FILE begins a new one elsewhere.")))
        }
    }

    private func set(_ deadline: Deadline) {
        timers.removeValue(forKey: deadline.kind)?.cancel()
        timers[deadline.kind] = options.transport.schedule(after: duration(of: deadline)) { [mailbox] in
            mailbox.add(.deadline(deadline.kind, number: deadline.number, at: .now))
        }
    }

    private func duration(of deadline: Deadline) -> Duration {
        options.second * deadline.seconds + options.second * deadline.milliseconds / 1000
    }

    /// Reads a script for `:include`, and checks it as it would be played here.
    private func include(_ path: String) -> IncludedScript {
        var surroundings = ScriptFile.surroundings()
        surroundings.variables = session.variables
        surroundings.isConnected = true
        surroundings.allowsSessions = false
        surroundings.now = clock.now().wall
        surroundings.targetProblem = Self.problem(with:)
        do throws(ScriptMistakes) {
            let script = try Script.read(path, with: surroundings)
            return .lines(script.lines, environment: script.environment)
        } catch {
            return .mistakes(error)
        }
    }

    private static func problem(with target: String) -> String? {
        do throws(EndpointError) {
            _ = try Endpoint(parsing: target)
            return nil
        } catch {
            return Sanitizer.escape("\(error.message) \(error.advice)")
        }
    }

    private func loadHistory() {
        do {
            guard let loaded = try history?.load() else { return }
            session.history = loaded
        } catch {
            // A file that may not be read may not be written either.
            problems.append(error)
            history = nil
        }
    }
}
