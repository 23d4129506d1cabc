import ArgumentParser
import CursesTerminal
import Glibc
import NIOPosix
import SMTPTransport
import SafeText
import SessionCore
import SessionRuntime

/// `smtpx [explore]`: the explorer, as a full screen or line by line.
struct Explore: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Open the explorer: type SMTP and read every reply explained.",
        discussion: """
            TARGET is host, host:port, [IPv6]:port, unix:PATH, smtp://host, submission://host or lmtp://host. The port is
            25 when none is given. Without a terminal, with TERM=dumb or with ACCESSIBLE set, the explorer runs line by
            line, as with --plain: printf 'EHLO me.example\\nQUIT\\n' | smtpx --practice
            """)

    @Argument(help: "The server.") var target: String?
    @Flag(help: "Use the built-in practice server. It needs no network.") var practice = false
    @Flag(help: "Line by line, without a full screen: for screen readers and pipes.") var plain = false
    @Flag(name: .customShort("4"), help: "Use IPv4 only.") var ipv4 = false
    @Flag(name: .customShort("6"), help: "Use IPv6 only.") var ipv6 = false
    @Option(help: ArgumentHelp("Connect from this address.", valueName: "address")) var source: String?
    @Option(help: ArgumentHelp("How long to wait for the connection and for each reply.", valueName: "seconds"))
    var timeout: Int?
    @OptionGroup var look: LookOptions

    func validate() throws {
        if practice, target != nil { throw ValidationError("Give a target or --practice, not both.") }
        if ipv4, ipv6 { throw ValidationError("Give -4 or -6, not both.") }
        if let timeout, !(1...Settings.maximumSeconds).contains(timeout) {
            throw ValidationError("--timeout takes whole seconds, 1 to \(Settings.maximumSeconds).")
        }
        if let target, let problem = Self.problem(with: target) { throw ValidationError(problem) }
    }

    func run() throws {
        StandardDescriptors.fillGaps()
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
        if practice { return ConnectRequest(.practice) }
        return target.map { ConnectRequest(.text($0), family: family, source: source, timeout: timeout) }
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
        return Session(isAttended ? .interactive : .unattended, settings: settings)
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
