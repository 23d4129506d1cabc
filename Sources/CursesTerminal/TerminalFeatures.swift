/// The modes of the terminal that terminfo does not speak of, as control sequences.
///
/// Terminals that do not know a private mode ignore it.
/// - SeeAlso: ECMA-48; the control sequences of xterm
struct TerminalFeatures {
    let bracketsPaste: Bool
    var reportsMouse: Bool

    /// Cursor keys and keypad in their plain forms, whatever the last program left; then what the options ask for.
    var enter: String {
        var sequence = "\u{1B}[?1l\u{1B}>"
        if bracketsPaste { sequence += "\u{1B}[?2004h" }
        if reportsMouse { sequence += Self.enterMouse }
        return sequence
    }

    /// Frames up to so many bytes go out as they are: what a key changes is too little to be seen half.
    static let largestPlainFrame = 256
    /// What follows is shown when it has come whole ("synchronized output").
    static let beginFrame = Array("\u{1B}[?2026h".utf8)
    /// The opposite of ``beginFrame``.
    static let endFrame = Array("\u{1B}[?2026l".utf8)

    /// Clicks and the wheel, and motion while a button is held, for terminals that tell it; in the form that has no
    /// limit at column 223.
    static let enterMouse = "\u{1B}[?1000h\u{1B}[?1002h\u{1B}[?1006h"
    /// The opposite of ``enterMouse``.
    static let leaveMouse = "\u{1B}[?1006l\u{1B}[?1002l\u{1B}[?1000l"

    /// The opposite of ``enter``.
    var leave: String {
        // A frame may have been cut.
        var sequence = String(decoding: Self.endFrame, as: UTF8.self)
        if reportsMouse { sequence += Self.leaveMouse }
        if bracketsPaste { sequence += "\u{1B}[?2004l" }
        return sequence
    }
}
