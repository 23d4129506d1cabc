import SafeText

/// The arguments of swaks, read as swaks reads them: one hyphen or two, `--option=value`, unique beginnings of names,
/// `--no-option`, and values that are only taken where they do not look like an option.
struct SwaksArguments {
    /// An option that was given, with its value; empty where it had none.
    struct Given: Hashable {
        let option: SwaksOption
        let value: String
    }

    /// What was given and counts, in order.
    private(set) var given: [Given] = []

    /// Reads the arguments, without the name of the program.
    init(_ arguments: [String]) throws(SwaksError) {
        var words = Self.rewritten(arguments)[...]
        while let word = words.popFirst() {
            if word == "--" {
                if let left = words.first { throw Self.leftOver(left) }
                break
            }
            guard let name = Self.nameOfOption(word) else { throw Self.leftOver(word) }
            let (written, attached) = Self.splitAtEquals(name)
            let (option, isRemoved) = try Self.option(named: written)
            if isRemoved {
                given.removeAll { $0.option == option }
            } else {
                try take(option, attached, &words)
            }
        }
    }

    /// The value of an option; nil when it was not given. Of several, the last counts, or the first of a list.
    subscript(option: SwaksOption) -> String? { given.last { $0.option == option }?.value }

    /// Whether it was given.
    func has(_ option: SwaksOption) -> Bool { self[option] != nil }

    private mutating func take(
        _ option: SwaksOption, _ attached: String?, _ words: inout ArraySlice<String>
    ) throws(SwaksError) {
        var value = attached ?? ""
        switch option.value {
        case .none:
            guard attached == nil else {
                throw SwaksError("--\(option.names[0]) takes no value.", advice: "Leave it out.")
            }
        case .required:
            if attached == nil {
                guard let next = words.popFirst() else {
                    throw SwaksError("--\(option.names[0]) has no value.", advice: "Give it one.")
                }
                value = next
            }
        case .optional:
            if attached == nil, let next = words.first, !Self.looksLikeOption(next) {
                value = next
                words = words.dropFirst()
            }
        case .integer:
            if attached == nil, let next = words.first, Int(next) != nil {
                value = next
                words = words.dropFirst()
            }
        }
        if !option.isList { given.removeAll { $0.option == option } }
        given.append(Given(option: option, value: value))
    }

    // MARK: The rules of swaks

    /// What swaks does to its arguments before it reads them: `--option=value` in two, `-g`, and `--h-From`.
    private static func rewritten(_ arguments: [String]) -> [String] {
        var words: [String] = []
        var rest = arguments[...]
        var hasData = false
        while var word = rest.popFirst() {
            if word.hasPrefix("-"), !word.utf8.contains(0x0A), let equals = word.utf8.firstIndex(of: UInt8(ascii: "=")),
                equals > word.utf8.index(after: word.startIndex)
            {
                rest = [String(word[word.utf8.index(after: equals)...])] + rest
                word = String(word[..<equals])
            }
            hasData = hasData || word == "-data" || word == "--data"
            if word == "-g" || word == "--g" {
                if !hasData, !rest.contains("--data"), !rest.contains("-data") { words += ["--data", "-"] }
                continue
            }
            if let name = headerName(word) {
                let value = rest.popFirst() ?? ""
                words += ["--header", "\(name): \(value)"]
            } else if ["--no-h-", "-no-h-", "--no-header-", "-no-header-"].contains(where: word.hasPrefix) {
                words.append("--no-header")
            } else {
                words.append(word)
            }
        }
        return words
    }

    /// The field of `--h-From` and `--header-From`.
    private static func headerName(_ word: String) -> String? {
        for prefix in ["--header-", "-header-", "--h-", "-h-"] where word.hasPrefix(prefix) {
            var name = word.dropFirst(prefix.count)
            if name.last == ":" { name.removeLast() }
            return name.isEmpty || name.contains(":") ? nil : String(name)
        }
        return nil
    }

    /// A word without the `--`, `-` or `+` that makes it an option; nil for any other word.
    private static func nameOfOption(_ word: String) -> String? {
        for prefix in ["--", "-", "+"] where word.hasPrefix(prefix) {
            return word.count > prefix.count ? String(word.dropFirst(prefix.count)) : nil
        }
        return nil
    }

    /// A hyphen alone is a value.
    private static func looksLikeOption(_ word: String) -> Bool { word == "--" || nameOfOption(word) != nil }

    private static func splitAtEquals(_ name: String) -> (name: String, value: String?) {
        guard let equals = name.dropFirst().firstIndex(of: "=") else { return (name, nil) }
        return (String(name[..<equals]), String(name[name.index(after: equals)...]))
    }

    /// Every name, and every name with `no-` before it.
    private static let names: [String: (option: SwaksOption, isRemoved: Bool)] = {
        var names: [String: (option: SwaksOption, isRemoved: Bool)] = [:]
        for option in SwaksOption.allCases {
            for name in option.names { names["no-\(name)"] = (option, true) }
        }
        // `--no-hints` is an option of its own, and not the opposite of one.
        for option in SwaksOption.allCases {
            for name in option.names { names[name] = (option, false) }
        }
        return names
    }()

    /// The option of a name, or of the beginning of a name that no other option has.
    private static func option(named written: String) throws(SwaksError) -> (option: SwaksOption, isRemoved: Bool) {
        if let exact = names[written] { return exact }
        let hits = names.filter { $0.key.hasPrefix(written) }
        let kinds = Set(hits.values.map { "\($0.isRemoved) \($0.option.rawValue)" })
        if kinds.count == 1, let hit = hits.values.first { return hit }
        let shown = Sanitizer.escape(String(written.prefix(40)))
        guard hits.isEmpty else {
            let list = hits.keys.sorted().prefix(8).map { "--\($0)" }.joined(separator: ", ")
            throw SwaksError("--\(shown) can be \(list).", advice: "Write more of the name.")
        }
        let nearest = NearestName.of(written, among: names.keys.sorted()) ?? "help"
        throw SwaksError(
            "swaks has no option --\(shown).", advice: "The nearest name is --\(nearest).")
    }

    private static func leftOver(_ word: String) -> SwaksError {
        SwaksError(
            "There is a word that belongs to no option. swaks stops at it, too.",
            advice: "Look for a value that needs quotes, or for an option without its hyphens.")
    }
}
