/// What became of a message that was to be written in an editor.
public enum ComposeResult: Hashable, Sendable {
    /// It was saved: these bytes.
    case written([UInt8])
    /// Nothing was saved, or nothing was left in it.
    case nothing
    /// There is no editor, or it failed: what happened, and what to do.
    case failed(message: String, advice: String)
}
