import ArgumentParser
import CursesTerminal
import Glibc
import PracticeServer
import SMTPTransport
import SafeText
import SessionCore
import SessionRuntime

/// `smtpx run`: plays scripts.
struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Play scripts of the session language, headless.",
        discussion: """
            A script holds what you would type: SMTP, and explorer commands. Each line is played when the
            reply to the one before is in. :expect says what must have come, such as :expect 250.

              smtpx run greeting.smtpx mx.example.org     on a server, which is ${TARGET} in the script
              smtpx run greeting.smtpx --practice         on the built-in practice server
              smtpx run *.smtpx --format junit            several, one after the other

            The last argument is the server, unless it is a file, ends in .smtpx, or stands alone. A script
            with :connect or :practice needs none. The options about the connection and TLS count for
            the connection to that server; in a script they stand behind :connect.

            Every line of every script is checked before anything is connected. Exit codes: 0 all well,
            1 an expectation failed or a refusal (5yz) ended it, 64 a mistake in a script, 65 bad data,
            66 no such file, 68 unknown host, 69 no connection, 75 temporary failure, 76 protocol broken,
            77 not permitted, 130 interrupted. Of several scripts the first failure counts.
            """)

    /// How a run is told.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, json, junit
    }

    @Argument(
        help: ArgumentHelp("The scripts, - for standard input, and then perhaps the server.", valueName: "script"))
    var arguments: [String]
    @Flag(help: "Use the built-in practice server. It needs no network.") var practice = false
    @Option(
        help: ArgumentHelp("With --practice: what goes wrong there.", valueName: "name|file"),
        completion: ScenarioChoice.completion)
    var scenario: String?
    @Option(help: "text as in line mode, json with an event a line, or junit.") var format = Format.text
    @Option(
        name: .customLong("let"),
        help: ArgumentHelp("Define a variable, as :let does; more than one may be given.", valueName: "name=value"))
    var definitions: [String] = []
    @OptionGroup var likeness: LikenessOption
    @OptionGroup var connecting: ConnectOptions
    @OptionGroup(title: "TLS options") var security: SecurityOptions
    @OptionGroup var recording: RecordOptions
    @OptionGroup var look: LookOptions

    func validate() throws {
        try ScenarioChoice.check(scenario, practice: practice)
        try likeness.checkPractice(practice)
        _ = try variables()
        if arguments.count(where: { $0 == "-" }) > 1 { throw ValidationError("Standard input can be read only once.") }
        if recording.record != nil, told.scripts.count > 1 {
            throw ValidationError("--record takes one script, for a recording is of one session.")
        }
        if practice, told.target != nil {
            throw ValidationError("Give a server or --practice, not both. \(told.explanation)")
        }
    }

    func run() throws {
        StandardDescriptors.fillGaps()
        CoreDump.forbid()
        try ScenarioChoice.require(scenario)
        // Before the first thread of the network starts: see UISignals.
        UISignals.blockForOtherThreads()
        let scripts = try readScripts()
        let practiceServer = EmbeddedPracticeServer()
        let options = RuntimeOptions(
            transport: Transport(group: EventLoops.forOnePerson), practice: practiceServer.finder)
        // Once the network's threads have started, which must not take the signal.
        InterruptFlag.install()
        var reporter = reporter
        var code = SessionCore.ExitCode.success
        for script in scripts {
            var session = try SessionStart.session(.unattended, usual: Settings.lineMode, connecting, look)
            let unique = session.variables.unique
            session.variables = try variables()
            session.variables.unique = unique
            session.judgesEveryRecipient = true
            session.mayReadStandardInput = !told.scripts.contains("-")
            var run = try ScriptRun(
                script, session, connecting: script.opensConnection ? nil : request, options: options,
                beginning: recording.events)
            let ended = try run.run(&reporter)
            if code == .success { code = ended }
            if ended == .interrupted || InterruptFlag.isOutputGone {
                code = ended
                break
            }
        }
        reporter.finish()
        throw code.leave
    }

    private var reporter: any RunReporter {
        switch format {
        case .text: TextReporter(paint: look.paint)
        case .json: JSONReporter()
        case .junit: JUnitReporter()
        }
    }

    // MARK: The scripts

    private var told: RunArguments {
        RunArguments(
            arguments, isFile: { access($0, F_OK) == 0 }, targetProblem: ConnectOptions.problem(with:))
    }

    /// What the first session connects to by itself.
    private var request: ConnectRequest? {
        let place: ConnectRequest.Target? = practice ? .practice(scenario) : told.target.map { .text($0) }
        return place.map { connecting.request($0, security, likeness) }
    }

    private func variables() throws -> Variables {
        var variables = Variables()
        for definition in definitions {
            let parts = definition.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { throw ValidationError("--let takes NAME=VALUE.") }
            do throws(LanguageError) {
                try variables.define(String(parts[0]), as: Array(parts[1].utf8))
            } catch {
                throw ValidationError("--let: \(error)")
            }
        }
        variables.target = told.target
        return variables
    }

    /// Reads and checks all scripts.
    /// - Throws: the exit code, once all mistakes have been told.
    private func readScripts() throws -> [Script] {
        let told = told
        var input: [UInt8]?
        if told.scripts.contains("-") { input = StandardInput.readAll(limit: ScriptLimits.fileBytes + 1) }
        var surroundings = ScriptFile.surroundings(standardInput: input)
        surroundings.variables = try variables()
        surroundings.isConnected = request != nil
        surroundings.targetProblem = ConnectOptions.problem(with:)
        var scripts: [Script] = []
        var code: SessionCore.ExitCode?
        for name in told.scripts {
            do throws(ScriptMistakes) {
                scripts.append(try Script.read(name, with: surroundings))
            } catch {
                for mistake in error.list { Descriptor.write(mistake.description + "\n", to: STDERR_FILENO) }
                if error.exitCode == .noInput { StandardError.write(told.explanation) }
                code = code ?? error.exitCode
            }
        }
        if let code { throw code.leave }
        if let target = told.target, scripts.allSatisfy({ $0.opensConnection && !$0.usesTarget }) {
            StandardError.write(
                "\(Sanitizer.escape(target)) is not used: the scripts connect by themselves. Write :connect ${TARGET} there."
            )
            throw SessionCore.ExitCode.usage.leave
        }
        if practice, scripts.allSatisfy(\.opensConnection) {
            StandardError.write("--practice is not used: the scripts connect by themselves.")
            throw SessionCore.ExitCode.usage.leave
        }
        return scripts
    }
}
