public import SMTPReference

/// Something that a session wants done. Actions are to be performed in their order.
public enum SessionAction: Sendable {
    /// Open a connection; report on it under this number.
    case connect(ConnectionNumber, ConnectRequest)
    /// Send exactly these bytes.
    case send(ConnectionNumber, [UInt8])
    /// Close the connection. Nothing that is reported about it afterwards is taken in.
    case close(ConnectionNumber)
    /// Report ``SessionEvent/deadline(_:number:)`` when this time is over.
    case setDeadline(Deadline)
    /// This wait is over.
    case cancelDeadline(Deadline.Kind)
    /// There is a new entry in the transcript.
    case appended(EntryID)
    /// An entry has a new remark or a reply.
    case updated(EntryID)
    /// The line was not taken: put it back into the input, for example to be sent after `:connect`.
    case returnLine([UInt8])
    /// Show the table of reply codes, looked through for this text.
    case showCodes(String)
    /// Show this explanation.
    case showExplanation(Explanation)
    /// Show help.
    case showHelp(HelpPage)
    /// Show these places of the transcript.
    case showMatches(TranscriptSearch)
    /// A setting has a new value.
    case settingChanged(Setting)
    /// End the program.
    case quit(ExitCode)
}
