/// What a ``LineEditor`` did with an event.
public enum EditOutcome: Hashable, Sendable {
    /// The line's bytes changed.
    case changed
    /// Only the cursor moved.
    case moved
    /// It is an editing key, but there is nothing to do: the cursor stands at that edge, or there is nothing to yank.
    case edge
    /// The line is full: so many bytes did not fit and were left out; what fitted was put in.
    case refused(bytes: Int)
    /// It is no editing key; the caller may use it.
    case ignored
}
