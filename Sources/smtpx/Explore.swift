import ArgumentParser
import CursesTerminal
import Glibc
import NIOPosix
import PracticeServer
import SMTPTransport
import SafeText
import SessionCore
import SessionRuntime

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
            discussion: "One of: \(Scenario.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "name"))
    var scenario: String?
    @Flag(help: "Line by line, without a full screen: for screen readers and pipes.") var plain = false
    @Flag(name: .customShort("4"), help: "Use IPv4 only.") var ipv4 = false
    @Flag(name: .customShort("6"), help: "Use IPv6 only.") var ipv6 = false
    @Option(help: ArgumentHelp("Connect from this address.", valueName: "address")) var source: String?
    @Option(help: ArgumentHelp("How long to wait for the connection and for each reply.", valueName: "seconds"))
    var timeout: Int?
    @Option(help: ArgumentHelp("The name for the EHLO that the explorer sends by itself.", valueName: "name"))
    var ehlo: String?
    @OptionGroup(title: "TLS options") var security: SecurityOptions
    @OptionGroup var look: LookOptions

    func validate() throws {
        if scenario != nil, !practice { throw ValidationError("--scenario needs --practice.") }
        if let scenario, Scenario(rawValue: scenario) == nil {
            let names = Scenario.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("--scenario takes one of \(names).")
        }
        if let ehlo {
            var settings = Settings()
            do throws(LanguageError) {
                try settings.set(.ehlo, to: ehlo)
            } catch {
                throw ValidationError("--ehlo: \(error)")
            }
        }
        if practice, target != nil { throw ValidationError("Give a target or --practice, not both.") }
        if ipv4, ipv6 { throw ValidationError("Give -4 or -6, not both.") }
        if let timeout, !(1...Settings.maximumSeconds).contains(timeout) {
            throw ValidationError("--timeout takes whole seconds, 1 to \(Settings.maximumSeconds).")
        }
        if let target, let problem = Self.problem(with: target) { throw ValidationError(problem) }
    }

    func run() throws {
        StandardDescriptors.fillGaps()
        CoreDump.forbid()
        // Before the first thread of the network starts: see UISignals.
        UISignals.blockForOtherThreads()
        let practiceServer = EmbeddedPracticeServer()
        let isPlain =
            plain || !StandardInput.isTerminal || !StandardOutput.isTerminal || Environment.value("ACCESSIBLE") != nil
        var options = RuntimeOptions(
            transport: Transport(group: MultiThreadedEventLoopGroup.singleton), practice: practiceServer.finder)
        let isAttended = StandardInput.isTerminal
        if isAttended { options.history = HistoryFile(in: .current()) }
        if !isPlain {
            if let code = try FullScreen.run(try session(isAttended: true, isPlain: false), request, options, look) {
                throw code.leave
            }
        }
        let runtime = try SessionRuntime(try session(isAttended: isAttended, isPlain: true), options: options)
        var lineMode = LineMode(runtime: runtime, paint: look.paint)
        throw lineMode.run(request).leave
    }

    private var request: ConnectRequest? {
        let family: ConnectRequest.Family? = ipv4 ? .ipv4 : ipv6 ? .ipv6 : nil
        let place: ConnectRequest.Target? = practice ? .practice(scenario) : target.map { .text($0) }
        return place.map { place in
            var request = ConnectRequest(place, family: family, source: source, timeout: timeout)
            request.tls = security.request
            return request
        }
    }

    private func session(isAttended: Bool, isPlain: Bool) throws -> Session {
        var settings = isPlain ? Settings.lineMode : Settings()
        do throws(SettingsLines.Mistake) {
            try SettingsLines.apply(from: UserFolders.current().settingsFile, to: &settings)
        } catch {
            StandardError.write(error.description)
            throw SessionCore.ExitCode.badSettings.leave
        }
        settings.ascii = settings.ascii || look.isASCII
        if let timeout { settings.setAllTimeouts(seconds: timeout) }
        // The name was tried when the options were checked.
        if let ehlo { try? settings.set(.ehlo, to: ehlo) }
        return Session(
            isAttended ? .interactive : .unattended, settings: settings, nonceSeed: Self.randomBytes(count: 32))
    }

    private static func randomBytes(count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// Why a target cannot be used, before anything is opened.
    private static func problem(with target: String) -> String? {
        do throws(EndpointError) {
            _ = try Endpoint(parsing: target)
            return nil
        } catch {
            return Sanitizer.escape("\(error.message) \(error.advice)")
        }
    }
}
