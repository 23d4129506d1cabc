public import SessionCore
public import TerminalKit

/// The keys and the colours, as a person wants them.
extension Explorer {
    /// Puts an action on a key, or takes the key off.
    mutating func bind(_ key: String, to action: ScreenAction?) { change(.bind(key: key, action), .notice) }

    /// Changes the style of a role.
    mutating func color(_ role: String, _ style: String) {
        change(.color(role: role, style: style), Role(named: role) ?? .notice)
    }

    private mutating func change(_ request: ScreenRequest, _ role: Role) {
        do throws(ScreenMistake) {
            if let words = try preferences.apply(request) { message = Span(words, role) }
        } catch {
            message = Span(error.description, .warning)
        }
        useLooks()
    }

    /// Begins with what the settings file says.
    public mutating func use(_ preferences: ScreenPreferences, _ settings: Settings) {
        self.preferences = preferences
        use(settings.theme)
    }

    /// Another theme from now on.
    mutating func use(_ theme: Settings.ThemeName) {
        themeName = Theme.Name(rawValue: theme.rawValue) ?? .default
        useLooks()
    }

    /// The terminal shows so many colours from now on, or is to show no more.
    public mutating func use(depth: ColorDepth) {
        self.depth = depth
        useLooks()
    }

    private mutating func useLooks() {
        theme = preferences.theme(themeName, depth: depth)
        isBodyStale = true
    }

    /// Lists keys and actions.
    mutating func listBindings() { page = Page(title: "Keys and actions", content: .bindings) }

    /// Lists the roles and their styles.
    mutating func listColors() { page = Page(title: "Colours", content: .colors) }

    /// Shows what key presses arrive as, until Esc.
    mutating func showKeys() { page = Page(title: "Key presses (Esc closes)", content: .keyPresses([])) }

    /// Whether key presses are shown and do nothing: then ``handle(_:in:)`` wants to know their bytes.
    public var showsKeys: Bool {
        if case .keyPresses = page?.content { true } else { false }
    }

    /// Something that came from the terminal, with its bytes.
    public mutating func handle(_ key: TracedKey, in session: Session) -> [Effect] {
        guard case .keyPresses(let seen) = page?.content else { return handle(key.event, in: session) }
        isBodyStale = true
        message = nil
        if key.event == .key(.escape, []) {
            page = nil
        } else {
            let line = KeyPressLine(key, keyMap: keyMap, focus: focus)
            page?.content = .keyPresses(Array(([line] + seen).prefix(Self.mostKeyPresses)))
        }
        return []
    }

    /// How many key presses are kept on the page.
    private static let mostKeyPresses = 100

    /// What there is to say about a change of hands.
    mutating func tellMouse(_ isOurs: Bool) {
        let key = keyMap.name(of: .mouse, in: focus) ?? ":set mouse on"
        message = Span(
            isOurs
                ? "The mouse is the explorer's: click, wheel, drag the divider. Shift and drag selects text."
                : "The mouse is the terminal's: drag to select text. \(key) takes it back.", .notice)
    }
}
