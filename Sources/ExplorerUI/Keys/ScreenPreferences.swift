public import SessionCore
import TerminalKit

/// What a person has changed about the keys and the colours: by commands, or in the settings file.
public struct ScreenPreferences: Sendable {
    /// The keys.
    private(set) var keyMap = KeyMap.standard
    /// The roles that look other than in the theme.
    private(set) var colors: [Role: StyleWords] = [:]

    /// Nothing changed.
    public init() {}

    /// Whether a request is about keys or colours, so that ``apply(_:)`` takes it.
    public static func takes(_ request: ScreenRequest) -> Bool {
        switch request {
        case .bind, .color: true
        case .perform, .filter, .panel, .listBindings, .listColors, .keys, .copy, .tab, .open, .connectForm: false
        }
    }

    /// Does what `:bind KEY ACTION` or `:color ROLE STYLE` asks for; other requests change nothing.
    /// - Returns: what to tell the person.
    /// - Throws: ``ScreenMistake`` when there is no such key, role or style.
    @discardableResult
    public mutating func apply(_ request: ScreenRequest) throws(ScreenMistake) -> String? {
        switch request {
        case .bind(let key, let action): return try bind(key, to: action)
        case .color(let role, let style): return try color(role, style)
        case .perform, .filter, .panel, .listBindings, .listColors, .keys, .copy, .tab, .open, .connectForm:
            return nil
        }
    }

    /// A theme with the person's own colours in it.
    func theme(_ name: Theme.Name, depth: ColorDepth) -> Theme {
        let theme = Theme.named(name, depth: depth)
        let plain = theme.style(for: .text)
        return colors.reduce(theme) { $0.replacing($1.key, with: $1.value.style(over: plain)) }
    }

    private mutating func color(_ name: String, _ words: String) throws(ScreenMistake) -> String {
        guard let role = Role(named: name) else { throw .role(name) }
        if words.lowercased() == "default" {
            colors[role] = nil
            return "\(role.name) looks as the theme has it."
        }
        do throws(StyleWords.Problem) {
            colors[role] = try StyleWords(parsing: words)
        } catch {
            throw .style(error)
        }
        return "\(role.name) looks like this now."
    }

    private mutating func bind(_ name: String, to action: ScreenAction?) throws(ScreenMistake) -> String {
        let press: KeyPress
        do throws(KeyPress.Problem) {
            press = try KeyPress(named: name)
        } catch {
            throw .key(error, written: name)
        }
        let change = try keyMap.bind(press, to: action)
        var words = ""
        if !change.replaced.isEmpty {
            words = "\(press.name) did \(change.replaced.map(\.rawValue).joined(separator: ", "))"
            words += action.map { "; now \($0.rawValue)" } ?? "; now nothing"
        } else if let action {
            words = "\(press.name) is \(action.rawValue) now"
        }
        if let panes = change.panes {
            let names = Pane.allCases.filter(panes.contains).map { $0.title.lowercased() }
            words += ", in the \(names.joined(separator: " and the "))"
        }
        words += "."
        for orphan in change.orphaned { words += " \(orphan.rawValue) has no other key." }
        return words
    }
}
