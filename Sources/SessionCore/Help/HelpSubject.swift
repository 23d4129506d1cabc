public import SMTPProtocol

/// What the line in the input is about, so that help can be about it, too.
public enum HelpSubject: Hashable, Sendable {
    /// Message content is being typed.
    case content
    /// A step of a login, or a question of the explorer, is being answered.
    case answer
    /// A command of the explorer.
    case command(HelpTopic)
    /// A command of SMTP.
    case verb(Verb)
}

extension Session {
    /// The longest word that can be the name of a command.
    private static let longestName = 24

    /// What a line is about as it stands in the input; nil as long as that cannot be told. It looks at the first word only, so it is
    /// cheap enough for every key press.
    public func helpSubject(for line: [UInt8]) -> HelpSubject? {
        switch prompt.kind {
        case .content: return .content
        case .secret, .question: return .answer
        case .command, .notConnected: break
        }
        let word = line.prefix(Self.longestName + 1).prefix { !$0.isBlank }
        guard !word.isEmpty, word.count <= Self.longestName else { return nil }
        if word.first == UInt8(ascii: ":") {
            let name = String(decoding: word.dropFirst(), as: UTF8.self).lowercased()
            return HelpTopic.commands.first { $0.name == name }.map { .command($0) }
        }
        let verb = Verb(ascii: word)
        return CommandSyntax.of(verb) == nil ? nil : .verb(verb)
    }

    /// What there is to know about that, with what this server offers of it.
    public func helpPage(on subject: HelpSubject) -> FactPage {
        switch subject {
        case .content: FactPage(sections: [Self.contentHelp])
        case .answer: FactPage(sections: [Self.answerHelp])
        case .command(let topic): FactPage(sections: [section(on: topic)])
        case .verb(let verb):
            VerbHelp(verb: verb, tables: tables, offers: machine.capabilities, transmission: machine.protocol).page()
        }
    }

    private func section(on topic: HelpTopic) -> FactPage.Section {
        var rows = [FactPage.Row("", "\(topic.summary).")] + topic.details.map { FactPage.Row("", $0) }
        if let example = topic.example { rows.append(FactPage.Row("example", example)) }
        return FactPage.Section(title: topic.syntax, rows: rows)
    }

    private static let contentHelp = FactPage.Section(
        title: "Message content",
        rows: [
            FactPage.Row("", "Every line is sent as content: first the header, then an empty line, then the text."),
            FactPage.Row("ends with", "a dot alone on a line"),
            FactPage.Row("dots", "A line that begins with a dot gets a second one, which the server removes."),
            FactPage.Row(":", "has no meaning here: the line is content, too."),
            FactPage.Row("source", "RFC 5321 §4.1.1.4, §4.5.2; RFC 5322"),
        ])

    private static let answerHelp = FactPage.Section(
        title: "A question",
        rows: [
            FactPage.Row("", "What you type answers the question in the input."),
            FactPage.Row("^C", "gives it up. In a login, * alone tells the server so."),
        ])
}
