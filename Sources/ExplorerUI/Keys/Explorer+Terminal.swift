import SessionCore
import TerminalKit

/// The mouse, the keys and the colours.
extension Explorer {
    /// Puts an action on a key, or takes the key off.
    mutating func bind(_ key: String, to action: ScreenAction?) {}

    /// Lists keys and actions.
    mutating func listBindings() {}

    /// Changes the style of a role.
    mutating func color(_ role: String, _ style: String) {}

    /// Lists the roles and their styles.
    mutating func listColors() {}

    /// Shows what key presses arrive as, until Esc.
    mutating func showKeys() {}

    /// Something that the mouse did.
    mutating func handle(_ mouse: MouseEvent, in session: Session) -> [Effect] { [] }
}
