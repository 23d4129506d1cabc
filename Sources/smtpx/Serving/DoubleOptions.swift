import ArgumentParser

/// What `smtpx serve` needs to stand in for a mail server in tests of other programs.
struct DoubleOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Write each event as a line of JSON into this file, replacing it; - is standard output, and nothing else is written there.",
            valueName: "file"))
    var events: String?
    @Option(
        help: ArgumentHelp("End with 0 after so many messages, when the clients have left.", valueName: "number"))
    var maxMessages: Int?

    func validate() throws {
        if let maxMessages, maxMessages < 1 { throw ValidationError("--max-messages takes a number above 0.") }
    }
}
