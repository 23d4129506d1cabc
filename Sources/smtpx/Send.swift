import ArgumentParser
import CursesTerminal
import InternetMessage
import PracticeServer
import SMTPProtocol
import SMTPTransport
import SafeText
import SessionCore
import SessionRuntime

/// `smtpx send`: one message in one command, with its whole dialogue shown.
struct Send: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Send a message, and see every reply explained.",
        discussion: """
            smtpx send mx.example.net --from me@example.org --to you@example.net
            smtpx send submission://mail.example.org --tls starttls --auth auto \\
                --user me --password-from env:MAIL_PASSWORD --from me@example.org \\
                --to you@example.net --subject Hello --body @letter.txt --attach a.pdf
            smtpx send mx.example.net --from me@example.org --to you@example.net m.eml

            Exit code: 0 when every recipient was accepted, 1 when one was refused for
            good, 75 when one was refused for now; without any verdict as in the
            explorer. Passwords are never options: --password-from env:NAME, file:PATH
            or ask. Coming from swaks: smtpx from-swaks -- swaks ARGUMENTS…
            """)

    @Argument(help: "The server, as for the explorer. With --practice it is left out.") var target: String?
    @Argument(help: ArgumentHelp("A complete message, as with --data.", valueName: "file")) var file: String?
    @Flag(help: "Send to the built-in practice server.") var practice = false
    @Option(
        help: ArgumentHelp("With --practice: what goes wrong there.", valueName: "name|file"),
        completion: ScenarioChoice.completion)
    var scenario: String?
    @OptionGroup(title: "Envelope") var envelope: EnvelopeOptions
    @OptionGroup(title: "Message") var message: MessageOptions
    @OptionGroup(title: "Session") var dialogue: DialogueOptions
    @OptionGroup(title: "Output") var output: SendOutputOptions
    @OptionGroup var recording: RecordOptions
    @OptionGroup var likeness: LikenessOption
    @OptionGroup var connecting: ConnectOptions
    @OptionGroup(title: "TLS options") var security: SecurityOptions
    @OptionGroup var look: LookOptions

    /// With --practice the only argument can be the message.
    private var place: String? { practice ? nil : target }
    private var contentFile: String? { message.data ?? file ?? (practice ? target : nil) }

    func validate() throws {
        try ScenarioChoice.check(scenario, practice: practice)
        if practice {
            if file != nil { throw ValidationError("Give a target or --practice, not both.") }
        } else {
            try likeness.checkPractice(false)
            guard let place else { throw ValidationError("Which server? Write smtpx send HOST, or --practice.") }
            if let problem = ConnectOptions.problem(with: place) { throw ValidationError(problem) }
        }
        if message.data != nil, file != nil { throw ValidationError("Give one complete message, not two.") }
        try envelope.check(needsMail: dialogue.needsMail, needsRecipient: dialogue.needsRecipient)
        if contentFile != nil, let option = message.firstOfComposing {
            throw ValidationError("\(option) does not go together with --data: a complete message is sent as it is.")
        }
    }

    func run() throws {
        StandardDescriptors.fillGaps()
        CoreDump.forbid()
        try ScenarioChoice.require(scenario)
        UISignals.blockForOtherThreads()
        let composer: MessageSource
        do throws(InputProblem) {
            composer = try message.source(
                envelope: envelope, contentFile: contentFile, ehlo: connecting.ehlo, needsMessage: dialogue.needsMail)
        } catch {
            StandardError.write(error.text)
            throw error.exitCode.leave
        }
        let options = RuntimeOptions(
            transport: Transport(group: EventLoops.forOnePerson),
            practice: EmbeddedPracticeServer().finder)
        var usual = Settings.lineMode
        usual.timestamps = output.showTime
        var session = try SessionStart.session(
            StandardInput.isTerminal ? .interactive : .unattended, usual: usual, connecting, look)
        session.settings.timestamps = session.settings.timestamps || output.showTime
        // Whoever names sender, recipients and message in one command has agreed to it.
        session.settings.mode = .free
        session.settings.allowsPlaintextAuth = session.settings.allowsPlaintextAuth || dialogue.allowPlaintextAuth
        var run = DeliveryRun(
            runtime: try SessionRuntime(session, options: options),
            delivery: MessageDelivery(try plan()), request: connecting.request(destination, security, likeness),
            source: composer,
            output: DialogueOutput(options: output, paint: look.paint), interval: dialogue.interval,
            beginning: recording.events)
        let exitCode = run.run()
        let summary = DeliverySummary(
            result: run.delivery.result, exitCode: exitCode, messageCount: dialogue.repeat, paint: look.paint,
            isASCII: look.isASCII)
        switch output.format {
        case .text: summary.lines.forEach { StandardOutput.write($0 + "\n") }
        case .json: StandardOutput.write(summary.json.text() + "\n")
        }
        throw exitCode.leave
    }

    private var destination: ConnectRequest.Target {
        place.map { .text($0) } ?? .practice(scenario)
    }

    private func plan() throws -> DeliveryPlan {
        var plan = DeliveryPlan(sender: envelope.sender, recipients: envelope.recipients)
        plan.login = try dialogue.login()
        plan.pretending = dialogue.pretending
        plan.lastStage = dialogue.lastStage
        plan.pipelines = dialogue.pipeline
        plan.notices = try dialogue.notices()
        plan.declaresSize = dialogue.size == .auto
        plan.usesChunks = dialogue.bdat
        plan.wantsRecipientReplies = dialogue.prdr
        plan.messageCount = dialogue.repeat
        return plan
    }
}
