public import SMTPProtocol
import SafeText

/// What `:help` shows.
public enum HelpPage: Hashable, Sendable {
    /// The list of all topics.
    case overview
    /// One topic.
    case topic(HelpTopic)
    /// A command of SMTP.
    case verb(CommandSyntax)
    /// The keys; the front end knows them.
    case keys

    /// The page for what was typed behind `:help`.
    /// - Throws: `LanguageError` with the nearest topic.
    init(_ topic: String?) throws(LanguageError) {
        guard let topic else {
            self = .overview
            return
        }
        let name = HelpTopic.normalized(topic)
        if name == "keys" {
            self = .keys
        } else if name.uppercased() == topic, let syntax = CommandSyntax.of(Verb(ascii: name.utf8)) {
            // In capitals the command of SMTP is meant, where the explorer has one of the same name.
            self = .verb(syntax)
        } else if let topic = HelpTopic.named(name) {
            self = .topic(topic)
        } else if let syntax = CommandSyntax.of(Verb(ascii: name.utf8)) {
            self = .verb(syntax)
        } else {
            let names = HelpTopic.all.map(\.name) + Verb.known.map { $0.name.lowercased() } + ["keys"]
            let nearest = NearestName.of(name, among: names) ?? "help"
            throw LanguageError(
                .unknownTopic, "There is no help on \(Sanitizer.escape(String(topic.prefix(40)))).", at: nil,
                advice: "The nearest topic is \(nearest). :help lists all topics.")
        }
    }

    /// The page as lines of text, for line mode and for a panel. For ``keys``, those of line mode.
    public var lines: [String] {
        switch self {
        case .keys:
            return Self.lines(of: HelpTopic.keys) + [
                "In line mode each line is sent with Enter. ^C stops waiting for a reply, and ^D on an empty line leaves."
            ]
        case .overview:
            var lines = ["A line that begins with : is for the explorer. Every other line is sent to the server."]
            lines += HelpTopic.commands.map { "\($0.syntax): \($0.summary)." }
            lines.append("More help: " + HelpTopic.ideas.map { ":help \($0.name)" }.joined(separator: ", ") + ".")
            lines.append("For a command of SMTP: :help RCPT, and so on.")
            return lines
        case .topic(let topic): return Self.lines(of: topic)
        case .verb(let syntax):
            return ["\(syntax.template): \(syntax.summary)", "Source: \(syntax.source)"]
        }
    }

    private static func lines(of topic: HelpTopic) -> [String] {
        var lines = ["\(topic.syntax): \(topic.summary)."] + topic.details
        if let example = topic.example { lines.append("Example: \(example)") }
        return lines
    }
}
