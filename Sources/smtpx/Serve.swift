import ArgumentParser
import CursesTerminal
import ExplorerUI
import Glibc
import PracticeServer
import SMTPTransport
import SafeText
import SessionCore
import SessionRuntime
import Teaching

/// `smtpx serve`: the practice server alone.
struct Serve: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the practice server alone, until ^C.",
        discussion: """
            It takes mail for practice.test into memory, and never sends anything on. An address can ask for a reply:
            RCPT TO:<450-4.2.1@practice.test> gets 450 4.2.1, <slow-3s@practice.test> waits three seconds, <drop@…> closes.

            SIGTERM and ^C end it: messages under way may still end, for at most 30 seconds; everybody else gets 421. A
            second one ends it at once.

            --events writes one JSON object a line. The first is {"event":"listening","host":…,"port":…,"tlsPort":…},
            and with --as "imitates", the name and version of the software;
            the others have "t" (seconds since the start), "connection" (counted from 1) and "event":
              opened      peer
              refused     peer, reason ("too many" or "not allowed")
              line        text: what the client sent, passwords as [hidden]
              reply       code, enhanced (or null), text (a list of lines)
              state       state, and with an open message from and recipients
              tls         version
              tls-failed  reason
              login       user, mechanism
              stored      message (its number), from, to, mailboxes, size, content
              rule, note  rule; text
              sandbox     name: the student whose mailboxes these are
              lesson-step student (null before the name is known), lesson, step, total, title, last
              reloaded    result ("new" or "kept"), text: the scenario's file has changed
              timeout, closed
            After events that found no room, {"event":"lost","count":…} says how many: a full disk ends nothing.
            Text that is not UTF-8 has its name with Base64 behind it: textBase64, fromBase64, contentBase64.
            smtpx class FILE makes one web page of what a class did from them.

            A scenario file has one line for each thing that is different; in the explorer, :help scenarios explains each.
            When the file changes, the new text counts for whoever connects then.
              title "Friday afternoon"             summary "What happens, in a sentence."
              banner "ready"                       as postfix
              capabilities -PIPELINING +SIZE=1000
              user alice secret                    mailbox carol quota 2 messages
              greylist 60s                         rate 3 per minute reply 450 4.7.1 "Slow down"
              require tls                          require auth
              on RCPT TO <quota*@*> reply 452 4.2.2 "Mailbox full"
              on CONNECT delay 5s                  on DATA end drop with chance 20% seed 7
              split every byte                     bare-lf replies
              relay after login                    bare-lf ends data
            Moments: CONNECT, EHLO, MAIL FROM, RCPT TO, DATA, DATA end, AUTH, STARTTLS, VRFY, RSET, NOOP, QUIT, any.
            What happens then: reply CODE "text" (400 to 599), delay, drop, rst. # begins a comment.
            """)

    @Option(help: ArgumentHelp("Where to listen. Port 0 takes a free port.", valueName: "address:port"))
    var listen = "127.0.0.1:2525"
    @Option(
        help: ArgumentHelp(
            "The port for TLS from the first byte, at the same address. Port 0 takes a free port.", valueName: "port"))
    var tlsPort = 0
    @Option(
        help: ArgumentHelp(
            "What goes wrong, by name or from a file: \(Scenario.all.map(\.name).joined(separator: ", ")). "
                + "Without it: \(Scenario.standard.name).",
            valueName: "name|file"), completion: ScenarioChoice.completion)
    var scenario: String?
    @Option(help: ArgumentHelp("Read a scenario file, say what is wrong in it, and end.", valueName: "file"))
    var check: String?
    @Option(
        help: ArgumentHelp(
            "Write the authority's certificate into this new file, for clients to trust.", valueName: "file"))
    var caFile: String?
    @OptionGroup var likeness: LikenessOption
    @Flag(help: "Print no events.") var quiet = false
    @OptionGroup(title: "For a class") var classOptions: ClassOptions
    @OptionGroup(title: "The board of a class") var boardOptions: BoardOptions
    @OptionGroup(title: "As a test double") var doubleOptions: DoubleOptions

    /// How long who is in the middle of a message may take to end it, after SIGTERM.
    static let drainLimit = Duration.seconds(30)
    /// How long clients may take to say QUIT, after the last message of `--max-messages`.
    static let farewellLimit = Duration.seconds(5)

    func validate() throws {
        guard (0...65_535).contains(tlsPort) else { throw ValidationError("--tls-port takes a port, 0 to 65535.") }
        if scenario != nil, classOptions.lesson != nil {
            throw ValidationError("--lesson brings its own scenario. Give no --scenario.")
        }
        if boardOptions.board, doubleOptions.events == "-" {
            throw ValidationError("The board needs standard output for itself. Name a file behind --events.")
        }
    }

    func run() throws {
        CoreDump.forbid()
        if let check {
            let count = try ScenarioChoice.read(check).settings.rules.count
            StandardOutput.write(
                "\(Sanitizer.escape(check)): \(count) \(count == 1 ? "rule" : "rules"), no mistakes\n")
            return
        }
        if boardOptions.board { try prepareBoard() }
        var options = PracticeServerOptions()
        guard let (host, port) = Self.hostAndPort(listen) else {
            StandardError.write("--listen takes an address and a port, such as 127.0.0.1:2525 or [::1]:2525.")
            throw SessionCore.ExitCode.usage.leave
        }
        options.host = host
        options.port = port
        classOptions.apply(to: &options)
        options.securePort = tlsPort
        let lesson = try classOptions.lesson.map(ClassLessonFile.find)
        if let lesson {
            options.scenario = lesson.scenario
        } else {
            let named = try ScenarioChoice.find(scenario ?? Scenario.standard.name)
            options.scenario = named.scenario
            options.scenarioFile = named.choice.file
        }
        let wake: (@Sendable () -> Void)? = boardOptions.board ? { @Sendable in TerminalWaker().wake() } : nil
        let watch = ClassWatch(lesson: lesson?.lesson, onNews: wake)
        OpenFiles.makeRoom(for: options.connections.total)
        options.likeness = likeness.software.map(Likeness.of)
        let signals = StopSignals()
        let events: EventOutput
        do {
            events = try EventOutput(path: doubleOptions.events, messageLimit: doubleOptions.maxMessages)
        } catch {
            StandardError.write(Sanitizer.escape(error.description))
            throw SessionCore.ExitCode.badData.leave
        }
        let hasBoard = boardOptions.board
        let isQuiet = quiet || hasBoard || events.takesStandardOutput
        let server: PracticeServer
        do {
            server = try Blocking.run { [options] in
                try await PracticeServer.start(options: options) { event in
                    events.add(event)
                    if !isQuiet, let line = ServerLog.line(event) { StandardOutput.write(line + "\n") }
                    // A mistake is told also to who asked for no events.
                    if isQuiet, !hasBoard, case .reloaded(.kept) = event.kind, let line = ServerLog.line(event) {
                        StandardError.write(line)
                    }
                    for passed in watch.take(event) {
                        guard let lesson = lesson?.lesson else { return }
                        events.add(passed, of: lesson)
                        if !isQuiet { StandardOutput.write(ServerLog.line(passed, of: lesson) + "\n") }
                    }
                }
            }
        } catch let error as PracticeServerError {
            let way = error.code == .notLoopback ? " --allow CIDR permits it, such as --allow 192.168.1.0/24." : ""
            StandardError.write(Sanitizer.escape(error.description) + way)
            let isOurs = error.code == .cannotListen || error.code == .cannotSecure
            throw (isOurs ? SessionCore.ExitCode.unavailable : .usage).leave
        }
        if !events.takesStandardOutput {
            StandardOutput.write(
                "listening on \(server.host) port \(server.port), with TLS at once on \(server.securePort); "
                    + "\(classOptions.reach(of: server.host))\n")
            if let lesson = lesson?.lesson { StandardOutput.write(Self.introduction(of: lesson)) }
            if let imitated = server.likeness { StandardOutput.write("\(imitated.notice)\n") }
            if options.separatesStudents { StandardOutput.write(classOptions.joining(server, lesson?.lesson) + "\n") }
        }
        events.started(server)
        if let caFile { try Self.save(server.authorityPEM, to: caFile, tellsSo: !events.takesStandardOutput) }
        let end: @Sendable () async -> Void = {
            events.programEnds()
            let hasEnough = events.hasEnough
            await server.drain(
                hasEnough ? .sessions : .messages, within: hasEnough ? Self.farewellLimit : Self.drainLimit)
        }
        if boardOptions.board {
            try showBoard(of: server, watch, lesson?.lesson, options.scenario, end: end)
        } else {
            signals.wait()
            signals.release()
            try? Blocking.run(end)
        }
    }

    // MARK: The board

    /// Says in time that there is nothing to show a board on.
    private func prepareBoard() throws {
        guard StandardInput.isTerminal, StandardOutput.isTerminal else {
            StandardError.write(
                "--board needs a terminal, and standard \(StandardInput.isTerminal ? "output" : "input") is none. "
                    + Self.boardAdvice)
            throw SessionCore.ExitCode.usage.leave
        }
        StandardDescriptors.fillGaps()
        // Before the first thread of the network starts: see UISignals.
        UISignals.blockForOtherThreads()
    }

    private static let boardAdvice =
        "Without --board, smtpx serve prints what happens line by line; --events FILE writes it as JSON."

    /// Shows the board until the server has ended, and says then what there was.
    private func showBoard(
        of server: PracticeServer, _ watch: ClassWatch, _ lesson: Lesson?, _ scenario: Scenario,
        end: @escaping @Sendable () async -> Void
    ) throws {
        let heading = Board.Heading(
            place: classOptions.place(of: server), joining: classOptions.joining(server, lesson),
            reach: classOptions.reach(of: server.host), scenario: scenario.name,
            lesson: lesson?.name)
        do {
            try BoardScreen.run(heading, watch, boardOptions, drain: end)
        } catch {
            StandardError.write("\(error) \(Self.boardAdvice)")
            try? Blocking.run(end)
            throw SessionCore.ExitCode.usage.leave
        }
        let roster = watch.roster
        let students = roster.studentCount == 1 ? "1 student was" : "\(roster.studentCount) students were"
        let messages = roster.mailCount == 1 ? "1 message was" : "\(roster.mailCount) messages were"
        StandardOutput.write("\(students) here, and \(messages) taken\n")
    }

    /// What the class plays, and what of it can be seen from here.
    private static func introduction(of lesson: Lesson) -> String {
        let count = lesson.steps.count
        let seen = lesson.stepCountSeenByServer
        let rest = seen < count ? "; the others are questions, or commands of the explorer, and are passed over" : ""
        return "lesson \(Sanitizer.escape(lesson.name)): \(seen) of \(count) steps can be seen from here\(rest)\n"
    }

    private static func save(_ authority: [UInt8], to path: String, tellsSo: Bool) throws {
        let file = NewFile(path: path, purpose: "practice-ca", suffix: "pem", bytes: authority)
        switch NewFileWriter.write(file) {
        case .saved(let path):
            if tellsSo { StandardOutput.write("the authority is in \(Sanitizer.escape(path))\n") }
        case .failed(let message, let advice):
            StandardError.write(Sanitizer.escape("\(message) \(advice)"))
            throw SessionCore.ExitCode.badData.leave
        }
    }

    /// `127.0.0.1:2525` or `[::1]:2525`.
    private static func hostAndPort(_ text: String) -> (String, Int)? {
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
            (0...65_535).contains(port)
        else { return nil }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        return host.isEmpty ? nil : (String(host), port)
    }
}

/// SIGINT and SIGTERM, waited for instead of ending the program at once.
struct StopSignals {
    private var signals = sigset_t()

    /// Holds the signals back from every thread that starts later.
    init() {
        sigemptyset(&signals)
        sigaddset(&signals, SIGINT)
        sigaddset(&signals, SIGTERM)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }

    /// Returns when one of them comes.
    func wait() {
        var signals = signals
        var got: Int32 = 0
        while sigwait(&signals, &got) != 0 {}
    }

    /// Lets the next one end the program at once, also when it has got stuck.
    func release() {
        var signals = signals
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    }
}
