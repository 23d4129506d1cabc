/// What a mouse did, in cells from 0 at the top left.
public struct MouseEvent: Hashable, Sendable {
    /// What happened.
    public enum Kind: Hashable, Sendable {
        /// A button went down.
        case press
        /// A button went up.
        case release
        /// The mouse moved, with or without a button.
        case move
        /// The wheel was turned away from the person: towards the start.
        case scrollUp
        /// The wheel was turned towards the person.
        case scrollDown
        /// The wheel was pushed to the left.
        case scrollLeft
        /// The wheel was pushed to the right.
        case scrollRight
    }

    /// Which button.
    public enum Button: Hashable, Sendable {
        /// No button, or the terminal does not tell.
        case none
        /// The left button.
        case left
        /// The middle button.
        case middle
        /// The right button.
        case right
    }

    /// What happened.
    public let kind: Kind
    /// The button it happened with.
    public let button: Button
    /// The row, from 0.
    public let row: Int
    /// The column, from 0.
    public let column: Int
    /// The modifier keys held.
    public let modifiers: Modifiers

    /// A mouse event.
    public init(kind: Kind, button: Button, row: Int, column: Int, modifiers: Modifiers = []) {
        self.kind = kind
        self.button = button
        self.row = row
        self.column = column
        self.modifiers = modifiers
    }
}
