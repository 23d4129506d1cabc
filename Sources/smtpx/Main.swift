import ArgumentParser

/// The program: picks the subcommand; `explore` when none is named.
///
/// Not an async command: the screen needs the real main thread for itself.
@main
struct Smtpx: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "smtpx",
        abstract: "Talk to mail servers by hand, and understand every reply.",
        discussion: """
            smtpx HOST[:PORT]     opens the explorer on a server
            smtpx --practice      opens it on the built-in practice server; no network needed

            In the explorer you type SMTP: EHLO, MAIL FROM:<a@example.org>, RCPT TO:<b@example.net>, DATA, QUIT.
            A line that begins with a colon is for the explorer: :help lists those commands.
            """,
        version: Version.current,
        subcommands: [
            Explore.self, Run.self, Send.self, FromSwaks.self, Explain.self, Codes.self, Serve.self,
            ClassReport.self, Lessons.self, Paths.self,
        ],
        defaultSubcommand: Explore.self)

    static func main() {
        main(CommandLine.arguments.dropFirst().flatMap(separatingScenario))
    }

    /// `--practice=NAME` is `--practice --scenario NAME`: the library knows no option whose value may be left out.
    private static func separatingScenario(_ argument: String) -> [String] {
        let prefix = "--practice="
        guard argument.utf8.starts(with: prefix.utf8) else { return [argument] }
        return ["--practice", "--scenario", String(argument.dropFirst(prefix.count))]
    }
}
