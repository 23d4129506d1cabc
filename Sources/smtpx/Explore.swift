import ArgumentParser
import CursesTerminal
import Glibc
import PracticeServer
import SMTPTransport
import SessionCore
import SessionRuntime
import Teaching

/// `smtpx [explore]`: the explorer, as a full screen or line by line.
struct Explore: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Open the explorer: type SMTP and read every reply explained.",
        discussion: """
            TARGET is host, host:port, [IPv6]:port, unix:PATH, smtp://host, submission://host, smtps://host or lmtp://host.
            The port is 25 when none is given. Ports: 25 for mail transfer, 587 for mail programs (begin TLS with
            :starttls, or --tls starttls), 465 for mail programs with TLS from the first byte. Without a terminal, with TERM=dumb or with ACCESSIBLE set, the explorer runs line by
            line, as with --plain: printf 'EHLO me.example\\nQUIT\\n' | smtpx --practice
            """)

    @Argument(help: "The server.") var target: String?
    @Flag(help: "Use the built-in practice server. It needs no network.") var practice = false
    @Option(
        help: ArgumentHelp(
            "With --practice: what goes wrong there.",
            discussion: "A file of your own, or one of: \(Scenario.all.map(\.name).joined(separator: ", ")).",
            valueName: "name|file"), completion: ScenarioChoice.completion)
    var scenario: String?
    @Option(
        help: ArgumentHelp(
            "Begin this lesson, on the practice server.", discussion: "smtpx lessons lists them.",
            valueName: "name|file"))
    var lesson: String?
    @Flag(help: "Line by line, without a full screen: for screen readers and pipes.") var plain = false
    @Option(
        help: ArgumentHelp(
            "The colours of the full screen: default, light, dark, projector, mono or deutan.",
            discussion: "projector paints its background and can be read from the last row.", valueName: "name"))
    var theme: String?
    @OptionGroup var likeness: LikenessOption
    @OptionGroup var connecting: ConnectOptions
    @OptionGroup(title: "TLS options") var security: SecurityOptions
    @OptionGroup var keeping: RecordOptions
    @OptionGroup var look: LookOptions

    func validate() throws {
        try ScenarioChoice.check(scenario, practice: practice)
        try likeness.checkPractice(practice)
        if lesson != nil, practice || target != nil {
            throw ValidationError("--lesson brings its own practice server. Give no target and no --practice.")
        }
        if let lesson, !LessonFile.isMeant(by: lesson), LessonCatalog.named(lesson) == nil {
            let nearest = NearestName.of(lesson, among: LessonCatalog.all.map(\.name)) ?? ""
            throw ValidationError("There is no such lesson. Did you mean \(nearest)? smtpx lessons lists all.")
        }
        if let theme, Settings.ThemeName(rawValue: theme) == nil {
            let names = Settings.ThemeName.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("--theme takes one of \(names).")
        }
        if practice, target != nil { throw ValidationError("Give a target or --practice, not both.") }
        if let target, let problem = ConnectOptions.problem(with: target) { throw ValidationError(problem) }
    }

    func run() throws {
        StandardDescriptors.fillGaps()
        CoreDump.forbid()
        try ScenarioChoice.require(scenario)
        // Before the first thread of the network starts: see UISignals.
        UISignals.blockForOtherThreads()
        let own = try lesson.flatMap { LessonFile.isMeant(by: $0) ? try LessonFile.read($0) : nil }
        let practiceServer = EmbeddedPracticeServer()
        let isPlain =
            plain || !StandardInput.isTerminal || !StandardOutput.isTerminal || Environment.value("ACCESSIBLE") != nil
        var options = RuntimeOptions(
            transport: Transport(group: EventLoops.forOnePerson), practice: practiceServer.finder)
        let isAttended = StandardInput.isTerminal
        options.recordingsFolder = UserFolders.current().recordingsFolder
        if isAttended {
            options.history = HistoryFile(in: .current())
            options.recentServers = RecentServersFile(in: .current())
        }
        if !isPlain {
            if let code = try FullScreen.run(
                try session(isAttended: true, isPlain: false), beginning(own), options, look, practiceServer, own)
            {
                throw code.leave
            }
        }
        let runtime = try SessionRuntime(try session(isAttended: isAttended, isPlain: true), options: options)
        var lineMode = LineMode(runtime: runtime, paint: look.paint, desk: TeachingDesk(practiceServer, own: own))
        throw lineMode.run(beginning(own)).leave
    }

    /// What happens before anybody types: the recording first, so that nothing is missing from it.
    private func beginning(_ own: Lesson?) -> [SessionEvent] {
        keeping.events + [request.map { .connect($0) }, lessonLine(own)].compactMap(\.self)
    }

    private func lessonLine(_ own: Lesson?) -> SessionEvent? {
        (own?.name ?? lesson).map { .line(Array(":lesson \($0)".utf8)) }
    }

    private var request: ConnectRequest? {
        let place: ConnectRequest.Target? = practice ? .practice(scenario) : target.map { .text($0) }
        return place.map { connecting.request($0, security, likeness) }
    }

    private func session(isAttended: Bool, isPlain: Bool) throws -> Session {
        var session = try SessionStart.session(
            isAttended ? .interactive : .unattended, usual: isPlain ? Settings.lineMode : Settings(), connecting, look)
        if let theme = theme.flatMap(Settings.ThemeName.init(rawValue:)) { session.settings.theme = theme }
        return session
    }
}
