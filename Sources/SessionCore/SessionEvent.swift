public import SASL

/// Something that happens to a session.
public enum SessionEvent: Hashable, Sendable {
    /// The user wants a connection, as if by `:connect` or `:practice`: how a front end starts the session.
    case connect(ConnectRequest)
    /// The user wants a recording from now on, as if by `:record`: how a front end starts one before anything else.
    case record(path: String?)
    /// Log in, as if by `:auth`.
    case logIn(AuthRequest)
    /// The user entered a line. One CR at its end belongs to the line ending and is taken off.
    case line([UInt8])
    /// The user entered several lines at once, such as those of a paste: commands among them go out in one write.
    case lines([[UInt8]])
    /// The user wants this setting, as if by `:set`, but without a word about it.
    case set(Setting, String)
    /// The user wants to see bytes instead of text, or text again.
    case toggleByteView
    /// News of a connection.
    case connection(ConnectionNumber, ConnectionReport)
    /// What became of a ``SessionAction/resolveSecret(_:)``.
    case secret(SecretAnswer, number: Int)
    /// What became of a ``SessionAction/deriveKey(_:number:)``.
    case derivedKey(DerivedKey, number: Int)
    /// What became of a ``SessionAction/save(_:number:)``.
    case saved(SaveResult, number: Int)
    /// Send this content as the message that MAIL and RCPT have begun, as if by `:message` or `:bdat`.
    case sendContent(ContentSource, ContentRoute)
    /// A content is open; its size in bytes, or nil when it ends where it ends.
    case contentOpened(size: UInt64?, number: Int)
    /// The next bytes of a content, and whether they are its last; the last piece may be empty.
    case contentPiece([UInt8], isEnd: Bool, number: Int)
    /// A content cannot be opened, or not be read on: what happened, and what to do.
    case contentFailed(message: String, advice: String, number: Int)
    /// What became of a ``SessionAction/compose(_:number:)``.
    case composed(ComposeResult, number: Int)
    /// The recording could not be written on: what is wrong, and what to do.
    case recordingFailed(message: String, advice: String)
    /// What became of a ``SessionAction/readFile(path:limit:number:)``.
    case fileRead(FileAnswer, number: Int)
    /// The next event of the recording that is shown is due.
    case replayDue(number: Int)
    /// What became of an ``SessionAction/include(path:number:)``.
    case included(IncludedScript, number: Int)
    /// A deadline is over.
    case deadline(Deadline.Kind, number: Int)
    /// ^C: stop waiting.
    case interrupt
    /// ^D on an empty line, or the end of the input.
    case endOfInput
    /// The next place of the text that `:find` looked for.
    case findNext
    /// The place before.
    case findPrevious
}
