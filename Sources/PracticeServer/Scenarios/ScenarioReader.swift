import SMTPProtocol

/// Reads the lines of a scenario.
public enum ScenarioReader {
    /// Reads a whole scenario; its name is the file's, without folder and ending.
    public static func read(_ text: String, file: String) throws(ScenarioError) -> Scenario {
        let last = file.split(separator: "/").last.map(String.init) ?? file
        let name = last.hasSuffix(".scenario") ? String(last.dropLast(9)) : last
        var draft = Draft(title: name)
        for (index, bytes) in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            do throws(ScenarioMistake) {
                let line = String(decoding: bytes.last == 0x0D ? bytes.dropLast() : bytes, as: UTF8.self)
                var words = try ScenarioWords(line)
                guard let keyword = words.next() else { continue }
                try read(keyword, &words, line: index + 1, text: line, into: &draft)
                if let more = words.next() {
                    throw ScenarioMistake(message: "expected the end of the line, found \(more)")
                }
            } catch {
                throw ScenarioError(file: file, line: index + 1, message: error.message, choice: error.choice)
            }
        }
        return Scenario(name: name, title: draft.title, summary: draft.summary, settings: draft.settings)
    }

    private struct Draft {
        var title: String
        var summary = ""
        var settings = ScenarioSettings()
    }

    private static let keywords = [
        "title", "summary", "as", "banner", "capabilities", "user", "mailbox", "greylist", "rate", "certificate",
        "starttls", "tls", "login", "require", "relay", "split", "bare-lf", "on",
    ]

    private static func read(
        _ keyword: String, _ words: inout ScenarioWords, line: Int, text: String, into draft: inout Draft
    ) throws(ScenarioMistake) {
        func rule(
            _ event: ScenarioRule.Event, _ conditions: [ScenarioRule.Condition], _ reply: ServerReply
        ) {
            draft.settings.rules.append(
                ScenarioRule(
                    line: line, text: text, event: event, conditions: conditions, delay: 0,
                    decision: ServerDecision(reply: reply), resets: false))
        }
        switch keyword {
        case "title": draft.title = try words.take("a title in double quotes")
        case "summary": draft.summary = try words.take("a sentence in double quotes")
        case "banner": draft.settings.banner = try words.take("a text in double quotes")
        case "as": draft.settings.likeness = try words.named(ImitatedSoftware.allCases)
        case "capabilities": try capabilities(&words, &draft.settings)
        case "user":
            let name = try words.take("a name")
            let password = try words.take("a password")
            draft.settings.users.append(Directory.User(name: name, fullName: name, password: password))
        case "mailbox":
            let name = try words.take("a name")
            draft.settings.users.append(Directory.User(name: name, fullName: name))
            guard words.peek != nil else { return }
            try words.skip("quota")
            let count = try words.number("a number of messages")
            try words.skip("messages")
            rule(
                .recipient, [.pattern(WildcardPattern("\(name)@*")), .full(mailbox: name, messages: count)],
                ServerReply(452, 4, 2, 2, "Mailbox full"))
        case "greylist":
            let seconds = try words.seconds("60s")
            rule(
                .recipient, [.greylisted(seconds: seconds)],
                ServerReply(451, 4, 7, 1, "Greylisted: try again in \(seconds) seconds"))
        case "rate":
            let count = try words.number("a number")
            try words.skip("per")
            let span = try words.choice("second, minute or hour", ["second", "minute", "hour"])
            try words.skip("reply")
            rule(
                .mail, [.tooOften(count: count, seconds: ["second": 1, "minute": 60, "hour": 3_600][span] ?? 60)],
                try words.reply())
        case "certificate":
            draft.settings.certificate = try words.named(ScenarioSettings.Certificate.allCases)
        case "starttls": draft.settings.startTLS = try words.named(ScenarioSettings.StartTLS.allCases)
        case "tls":
            try words.skip("1.0")
            draft.settings.isOldTLS = true
        case "login":
            try words.skip("downgrade")
            draft.settings.downgradesLogin = true
        case "require":
            if try words.choice("tls or auth", ["tls", "auth"]) == "tls" {
                rule(.mail, [.inTheClear], ServerReply(530, 5, 7, 0, "Must issue a STARTTLS command first"))
            } else {
                rule(.mail, [.notLoggedIn], ServerReply(530, 5, 7, 0, "Authentication required"))
            }
        case "split":
            try words.skip("every", "byte")
            draft.settings.splitsReplies = true
        case "bare-lf":
            if try words.choice("replies or ends data", ["replies", "ends"]) == "replies" {
                draft.settings.hasBareLFReplies = true
            } else {
                try words.skip("data")
                draft.settings.endsDataAtBareLF = true
            }
        case "relay":
            try words.skip("after", "login")
            draft.settings.relaysAfterLogin = true
        case "on": draft.settings.rules.append(try ruleBehindOn(&words, line: line, text: text))
        default: throw ScenarioMistake(keyword, noneOf: keywords)
        }
    }

    private static func capabilities(_ words: inout ScenarioWords, _ settings: inout ScenarioSettings)
        throws(ScenarioMistake)
    {
        repeat {
            let word = try words.take("-NAME or +NAME")
            let rest = word.dropFirst()
            guard !rest.isEmpty, word.hasPrefix("-") || word.hasPrefix("+") else {
                throw ScenarioMistake(message: "expected -NAME or +NAME=VALUE, found \(word)")
            }
            if word.hasPrefix("-") {
                settings.hiddenCapabilities.insert(rest.uppercased())
            } else if rest.uppercased().hasPrefix("SIZE=") {
                settings.messageSize = try ScenarioWords.number(String(rest.dropFirst(5)), "a size in octets")
            } else {
                settings.addedCapabilities.append(String(rest.map { $0 == "=" ? " " : $0 }))
            }
        } while words.peek != nil
    }
}
