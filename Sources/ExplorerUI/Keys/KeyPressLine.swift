import SafeText
import SessionCore
import TerminalKit

/// One key press as it arrived: its name, its bytes and what it would do.
struct KeyPressLine: Hashable, Sendable {
    let name: String
    let bytes: String
    let meaning: String

    /// The most bytes that are shown of one event.
    private static let mostBytes = 24

    init(_ key: TracedKey, keyMap: KeyMap, focus: Pane) {
        let hex = key.bytes.prefix(Self.mostBytes).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }
        bytes = hex.joined(separator: " ") + (key.bytes.count > Self.mostBytes ? " ..." : "")
        switch key.event {
        case .key(let pressed, let modifiers):
            name = KeyPress(pressed, modifiers).name
            meaning = keyMap.action(for: pressed, modifiers, in: focus)?.rawValue ?? Self.editing(pressed, modifiers)
        case .text(let text):
            name = Sanitizer.escape(text)
            let letter = text.count == 1 ? text.first : nil
            let action = letter.flatMap { keyMap.action(for: .character($0), [], in: .transcript) }
            meaning = "typed" + (action.map { "; in the transcript: \($0.rawValue)" } ?? "")
        case .paste(let pasted):
            name = "paste"
            meaning = "\(pasted.count) bytes"
        case .pasteTruncated(let discarded):
            name = "paste"
            meaning = "\(discarded) bytes too many"
        case .mouse(let mouse):
            name = Self.name(of: mouse)
            meaning = "row \(mouse.row + 1), column \(mouse.column + 1)"
        case .focus(let gained):
            name = gained ? "focus" : "no focus"
            meaning = "the window"
        case .report:
            name = "report"
            meaning = "the terminal says this about itself"
        case .unknown:
            name = "unknown"
            meaning = "no key that is known here"
        }
    }

    private static func editing(_ key: Key, _ modifiers: Modifiers) -> String {
        LineEditor.edits(key, modifiers) ? "edits the line" : "nothing"
    }

    private static func name(of mouse: MouseEvent) -> String {
        switch mouse.kind {
        case .press: "mouse press"
        case .release: "mouse release"
        case .move: "mouse drag"
        case .scrollUp: "wheel up"
        case .scrollDown: "wheel down"
        case .scrollLeft: "wheel left"
        case .scrollRight: "wheel right"
        }
    }
}
