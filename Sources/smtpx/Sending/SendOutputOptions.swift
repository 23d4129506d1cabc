import ArgumentParser

/// What is printed.
struct SendOutputOptions: ParsableArguments {
    /// The form of the result.
    enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

    /// A part of the dialogue.
    enum Part: String, CaseIterable, ExpressibleByArgument {
        /// What was sent.
        case sent
        /// The replies, as they came.
        case received
        /// What the replies mean.
        case explained
        /// What the explorer says, and news of the connection.
        case notes
    }

    @Option(help: "text, or json: the result alone, for programs.") var format = Format.text
    @Flag(help: "Show the time of day with each event.") var showTime = false
    @Flag(help: "Print the summary only.") var quiet = false
    @Option(help: "Do not show a part of the dialogue: sent, received, explained or notes. Repeatable.")
    var hide: [Part] = []
}
