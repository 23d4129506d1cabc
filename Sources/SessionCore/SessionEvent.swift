public import SASL

/// Something that happens to a session.
public enum SessionEvent: Hashable, Sendable {
    /// The user wants a connection, as if by `:connect` or `:practice`: how a front end starts the session.
    case connect(ConnectRequest)
    /// The user entered a line. One CR at its end belongs to the line ending and is taken off.
    case line([UInt8])
    /// News of a connection.
    case connection(ConnectionNumber, ConnectionReport)
    /// What became of a ``SessionAction/resolveSecret(_:)``.
    case secret(SecretAnswer, number: Int)
    /// What became of a ``SessionAction/deriveKey(_:number:)``.
    case derivedKey(DerivedKey, number: Int)
    /// What became of a ``SessionAction/save(_:number:)``.
    case saved(SaveResult, number: Int)
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
