import ArgumentParser
import SessionCore

/// Whether the session is written down: an option of every subcommand with a session.
struct RecordOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Write the session down in this new file, as it happens.", valueName: "file"))
    var record: String?

    func validate() throws {
        if record == "" { throw ValidationError("--record takes the name of a new file.") }
    }

    /// What a session is told before anything else.
    var events: [SessionEvent] { record.map { [.record(path: $0)] } ?? [] }
}
