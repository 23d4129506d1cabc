import SafeText

/// The commands for the screen itself.
extension ExplorerCommand {
    /// The names of these commands.
    static let screenNames: Set<String> = ["filter", "panel", "bind", "color", "keys", "copy", "tab", "present", "do"]

    static func screen(_ name: String, _ line: [UInt8], _ position: Int) throws(LanguageError) -> ScreenRequest {
        let words = try LineParser.words(in: line, from: position)
        switch name {
        case "filter": return try filter(words, line, position)
        case "panel":
            let panel = try choice(words, PanelTab.self, of: ":panel", end: line.count)
            return .panel(panel)
        case "bind": return try binding(words, end: line.count)
        case "color": return try coloring(words, end: line.count)
        case "copy":
            if words.isEmpty { return .copy(.entry) }
            return .copy(try choice(words, ScreenRequest.CopyRange.self, of: ":copy", end: line.count))
        case "tab": return .tab(try step(words, end: line.count))
        case "present":
            if let word = words.first { throw surplus(word, of: ":present", form: ":present") }
            return .perform(.present)
        case "do": return .perform(try choice(words, ScreenAction.self, of: ":do", end: line.count))
        default:
            if let word = words.first { throw surplus(word, of: ":keys", form: ":keys") }
            return .keys
        }
    }

    private static func filter(
        _ words: [Word], _ line: [UInt8], _ position: Int
    ) throws(LanguageError) -> ScreenRequest {
        guard let first = words.first else { return .filter(nil) }
        guard words.count == 1 else { return .filter(.text(try LineParser.text(in: line, from: position))) }
        switch first.text.lowercased() {
        case "off", "all": return .filter(nil)
        case "problems", "problem", "warning", "warnings": return .filter(.problems)
        case "errors", "error": return .filter(.errors)
        case "sent": return .filter(.sent)
        case "received": return .filter(.received)
        case "mail": return .filter(.mail)
        case "notes", "note": return .filter(.notes)
        default: return .filter(.text(first.bytes))
        }
    }

    private static func binding(_ words: [Word], end: Int) throws(LanguageError) -> ScreenRequest {
        guard let key = words.first else { return .listBindings }
        guard words.count > 1 else {
            throw LanguageError(
                .missingArgument, "The action is missing.", at: end,
                advice: "Write :bind KEY ACTION, for example :bind F9 zoom, or :bind F9 none.")
        }
        if words.count > 2 { throw surplus(words[2], of: ":bind", form: ":bind KEY ACTION") }
        if words[1].text.lowercased() == "none" { return .bind(key: key.text, nil) }
        let action = try choice(Array(words.dropFirst()), ScreenAction.self, of: ":bind KEY", end: end)
        return .bind(key: key.text, action)
    }

    private static func coloring(_ words: [Word], end: Int) throws(LanguageError) -> ScreenRequest {
        guard let role = words.first else { return .listColors }
        guard words.count > 1 else {
            throw LanguageError(
                .missingArgument, "The style is missing.", at: end,
                advice: "Write :color ROLE STYLE, for example :color ok bold green, or :color ok default.")
        }
        return .color(role: role.text, style: words.dropFirst().map(\.text).joined(separator: " "))
    }

    private static func step(_ words: [Word], end: Int) throws(LanguageError) -> ScreenRequest.TabStep {
        guard let word = words.first else {
            throw LanguageError(
                .missingArgument, "The tab is missing.", at: end,
                advice: "Write :tab 2, :tab next, :tab previous, :tab new, :tab close, :tab practice or :tab split.")
        }
        if words.count > 1 { throw surplus(words[1], of: ":tab", form: ":tab NUMBER") }
        switch word.text.lowercased() {
        case "next": return .next
        case "previous": return .previous
        case "new": return .new
        case "close": return .close
        case "practice": return .practice
        case "split": return .split
        default:
            guard word.text.utf8.count == 1, let number = Int(word.text), number > 0 else {
                throw LanguageError(
                    .badValue, "There is no tab \(Sanitizer.escape(String(word.text.prefix(40)))).",
                    at: word.range.lowerBound,
                    advice: "Write a number from 1 to 9, next, previous, new, close, practice or split.")
            }
            return .number(number)
        }
    }

    /// The one word, as one of a closed set of names.
    private static func choice<Name: RawRepresentable<String> & CaseIterable>(
        _ words: [Word], _ type: Name.Type, of command: String, end: Int
    ) throws(LanguageError) -> Name {
        let names = Name.allCases.map(\.rawValue)
        guard let word = words.first else {
            throw LanguageError(
                .missingArgument, "\(command) wants one of: \(names.prefix(8).joined(separator: ", ")).", at: end,
                advice: "Tab lists them all.")
        }
        if words.count > 1 { throw surplus(words[1], of: command, form: "\(command) NAME") }
        if let name = Name(rawValue: word.text.lowercased()) { return name }
        let nearest = NearestName.of(word.text, among: names) ?? names.first ?? ""
        throw LanguageError(
            .badValue, "\(command) does not know \(Sanitizer.escape(String(word.text.prefix(40)))).",
            at: word.range.lowerBound, advice: "The nearest name is \(nearest).")
    }

    private static func surplus(_ word: Word, of command: String, form: String) -> LanguageError {
        LanguageError(
            .unexpectedArgument, "\(command) takes no more than that.", at: word.range.lowerBound,
            advice: "Write \(form).")
    }
}
