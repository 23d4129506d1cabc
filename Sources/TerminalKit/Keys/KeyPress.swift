/// A key with the modifiers held, and its name as people write it: `F9`, `Alt-Z`, `^R`, `Shift-Tab`, `PgUp`.
public struct KeyPress: Hashable, Sendable {
    /// Why a name is no key that can be told from others.
    public enum Problem: Error, Hashable, Sendable {
        /// No key is called so.
        case unknown(String)
        /// Terminals send the same byte for this key.
        case sameAs(KeyPress)
        /// Terminals send the same for the key without these modifiers, or nothing.
        case modifiersUnseen(KeyPress)
    }

    /// The key.
    public let key: Key
    /// The modifiers held.
    public let modifiers: Modifiers

    /// A key with its modifiers.
    public init(_ key: Key, _ modifiers: Modifiers = []) {
        self.key = key
        self.modifiers = modifiers
    }

    /// Reads a name. Case does not matter, but for a letter alone or with Alt-Shift.
    public init(named name: String) throws(Problem) {
        var rest = name[...]
        var modifiers: Modifiers = []
        while let (prefix, modifier) = Self.prefix(of: rest) {
            modifiers.insert(modifier)
            rest = rest.dropFirst(prefix)
        }
        guard let key = Self.key(rest.lowercased()) else {
            guard rest.count == 1, let character = rest.first, let value = character.asciiValue,
                (0x21...0x7E).contains(value)
            else { throw .unknown(name) }
            self = try Self.character(character, modifiers)
            return
        }
        self.init(key, modifiers)
        try checkModifiers()
    }

    /// The name as people write it.
    public var name: String {
        guard case .character(let character) = key else {
            return (modifiers == [.control] ? "^" : Self.prefixes(modifiers)) + Self.name(of: key)
        }
        let letter = character == " " ? "Space" : String(character)
        if modifiers.isEmpty { return letter }
        if modifiers == [.control] { return character == " " ? "^Space" : "^" + letter.uppercased() }
        let isCapital = character.isUppercase
        return Self.prefixes(isCapital ? modifiers.union(.shift) : modifiers)
            + (letter.count > 1 ? letter : letter.uppercased())
    }

    /// Whether it is text where text is typed.
    public var isText: Bool {
        guard case .character = key else { return false }
        return modifiers.isEmpty
    }

    private static let modifierNames: [(name: String, modifier: Modifiers)] = [
        ("alt-", .alt), ("meta-", .alt), ("m-", .alt), ("ctrl-", .control), ("control-", .control), ("c-", .control),
        ("shift-", .shift), ("s-", .shift),
    ]

    /// How many characters at the start name a modifier, when something follows them.
    private static func prefix(of text: Substring) -> (Int, Modifiers)? {
        if text.hasPrefix("^"), text.count > 1 { return (1, .control) }
        let small = text.lowercased()
        for (name, modifier) in modifierNames where small.hasPrefix(name) && text.count > name.count {
            return (name.count, modifier)
        }
        return nil
    }

    private static let names: [(name: String, key: Key)] = [
        ("Enter", .enter), ("Tab", .tab), ("Backspace", .backspace), ("Esc", .escape), ("Up", .up), ("Down", .down),
        ("Left", .left), ("Right", .right), ("Home", .home), ("End", .end), ("PgUp", .pageUp), ("PgDn", .pageDown),
        ("Ins", .insert), ("Del", .delete), ("Return", .enter), ("Escape", .escape), ("PageUp", .pageUp),
        ("PageDown", .pageDown), ("Insert", .insert), ("Delete", .delete), ("Space", .character(" ")),
    ]

    private static func key(_ small: String) -> Key? {
        if let found = names.first(where: { $0.name.lowercased() == small }) { return found.key }
        guard small.hasPrefix("f"), let number = Int(small.dropFirst()), (1...20).contains(number) else { return nil }
        return .function(number)
    }

    private static func name(of key: Key) -> String {
        if case .function(let number) = key { return "F\(number)" }
        return names.first { $0.key == key }?.name ?? "?"
    }

    private static func prefixes(_ modifiers: Modifiers) -> String {
        (modifiers.contains(.control) ? "Ctrl-" : "") + (modifiers.contains(.alt) ? "Alt-" : "")
            + (modifiers.contains(.shift) ? "Shift-" : "")
    }

    private static func character(_ character: Character, _ modifiers: Modifiers) throws(Problem) -> KeyPress {
        let small = Character(character.lowercased())
        guard modifiers.contains(.control) else {
            // A capital letter is Shift already; with Alt alone, people write capitals and mean the key.
            if modifiers.isEmpty { return KeyPress(.character(character)) }
            if modifiers.contains(.shift) {
                guard character.isLetter else { throw .modifiersUnseen(KeyPress(.character(character))) }
                let capital = Character(character.uppercased())
                return KeyPress(.character(capital), modifiers.subtracting(.shift))
            }
            return KeyPress(.character(small), modifiers)
        }
        let bare = KeyPress(.character(small), modifiers.subtracting(.shift))
        if modifiers.contains(.shift) { throw .modifiersUnseen(bare) }
        let others = modifiers.subtracting(.control)
        switch small {
        case "h": throw .sameAs(KeyPress(.backspace, others))
        case "i": throw .sameAs(KeyPress(.tab, others))
        case "j", "m": throw .sameAs(KeyPress(.enter, others))
        case "[": throw .sameAs(KeyPress(.escape, others))
        case "a"..."z", "\\", "]", "^", "_": return bare
        default: throw .modifiersUnseen(KeyPress(.character(character), others))
        }
    }

    /// Some keys arrive the same way whatever is held with them.
    private func checkModifiers() throws(Problem) {
        let seen: Modifiers
        switch key {
        case .enter, .backspace, .escape: seen = [.alt]
        case .tab: seen = [.shift, .alt]
        case .character: seen = [.control, .alt]
        case .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .insert, .delete, .function:
            seen = [.shift, .alt, .control]
        }
        if !modifiers.subtracting(seen).isEmpty {
            throw .modifiersUnseen(KeyPress(key, modifiers.intersection(seen)))
        }
    }
}
