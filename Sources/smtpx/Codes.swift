import ArgumentParser
import SMTPReference
import SessionCore

/// `smtpx codes`: the reference table, looked through.
struct Codes: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print the table of reply codes.",
        discussion: """
            A query is a number (550), a pattern (55_, 5xx), an enhanced code (5.7.1, 5.7.x), an RFC ("rfc 4954") or
            words (mailbox full). Without a query all codes are printed.
            smtpx codes --format html >codes.html makes one web page with all explanations, also for paper.
            The columns of tsv are code, severity, title, status and source; its first line names them.
            """)

    @Argument(help: "What to look for.") var query: [String] = []
    @Option(help: "table, tsv, json, markdown or html.") var format = CodeFormat.table
    @OptionGroup var look: LookOptions

    func run() throws {
        let text = query.joined(separator: " ")
        let found = ReferenceTables.shared.find(text)
        guard !(format == .table ? found.isEmpty : found.replyCodes.isEmpty) else {
            StandardError.write(
                "no code matches \(look.escaped(text)). Try a number, a pattern such as 55_, or other words.")
            throw SessionCore.ExitCode.failure.leave
        }
        let listing = CodeListing(
            found: found, isSearch: !text.isEmpty, paint: look.paint, isASCII: look.isASCII)
        StandardOutput.write(listing.text(format))
    }
}

extension CodeFormat: ExpressibleByArgument {}
