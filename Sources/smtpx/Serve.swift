import ArgumentParser
import Glibc
import PracticeServer
import SMTPTransport
import SafeText
import SessionCore

/// `smtpx serve`: the practice server alone.
struct Serve: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the practice server alone, until ^C.",
        discussion: """
            It takes mail for practice.test into memory, and never sends anything on. An address can ask for a reply:
            RCPT TO:<450-4.2.1@practice.test> gets 450 4.2.1, <slow-3s@practice.test> waits three seconds, <drop@…> closes.
            """)

    @Option(help: ArgumentHelp("Where to listen. Port 0 takes a free port.", valueName: "address:port"))
    var listen = "127.0.0.1:2525"
    @Flag(help: "Print no events.") var quiet = false
    @Flag(help: "Let other machines connect. Without it, only loopback addresses are taken.") var allowRemote = false

    func run() throws {
        var options = PracticeServerOptions()
        guard let (host, port) = Self.hostAndPort(listen) else {
            StandardError.write("--listen takes an address and a port, such as 127.0.0.1:2525 or [::1]:2525.")
            throw SessionCore.ExitCode.usage.leave
        }
        options.host = host
        options.port = port
        options.allowsRemoteClients = allowRemote
        let isQuiet = quiet
        let signals = StopSignals()
        let server: PracticeServer
        do {
            server = try Blocking.run { [options] in
                try await PracticeServer.start(options: options) { event in
                    if !isQuiet { StandardOutput.write(ServerLog.line(event) + "\n") }
                }
            }
        } catch let error as PracticeServerError {
            let way = error.code == .notLoopback ? " --allow-remote permits it." : ""
            StandardError.write(Sanitizer.escape(error.description) + way)
            throw (error.code == .cannotListen ? SessionCore.ExitCode.unavailable : .usage).leave
        }
        StandardOutput.write("listening on \(server.host) port \(server.port)\n")
        signals.wait()
        try? Blocking.run { await server.stop() }
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
}
