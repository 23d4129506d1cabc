/// A key that is not plain typed text.
public enum Key: Hashable, Sendable {
    /// A character typed with Control or Alt: `.character("a")` with `.control` is ^A. Letters with Control are lower
    /// case.
    case character(Character)
    /// Enter, Return or the keypad's Enter.
    case enter
    /// Tab; with `.shift` back-tab.
    case tab
    /// The key that deletes to the left (0x7F or ^H).
    case backspace
    /// Escape alone.
    case escape
    /// Arrow up.
    case up
    /// Arrow down.
    case down
    /// Arrow left.
    case left
    /// Arrow right.
    case right
    /// Home.
    case home
    /// End.
    case end
    /// Page up.
    case pageUp
    /// Page down.
    case pageDown
    /// Insert.
    case insert
    /// Delete, to the right.
    case delete
    /// A function key, from 1.
    case function(Int)
}
