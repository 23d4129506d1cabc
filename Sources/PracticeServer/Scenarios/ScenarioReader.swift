import SMTPProtocol

/// A mistake in a scenario, with its place.
public struct ScenarioError: Error, Hashable, CustomStringConvertible {
    /// The file as it was named.
    public let file: String
    /// The line, counted from 1; nil when it is about the whole file.
    public let line: Int?
    /// What is wrong and what was expected.
    public let message: String
    /// The word that was not understood, and those that would have been; for naming the nearest one.
    public var choice: Choice?

    /// A word, and those that could have stood in its place.
    public struct Choice: Hashable, Sendable {
        /// The word as it was written.
        public let word: String
        /// What could have stood there.
        public let candidates: [String]
    }

    /// One line for the terminal: file, line, and what was expected.
    public var description: String { line.map { "\(file), line \($0): \(message)" } ?? "\(file): \(message)" }
}

/// Reads the lines of a scenario.
public enum ScenarioReader {
    private struct Mistake: Error {
        let message: String
        var choice: ScenarioError.Choice?

        init(message: String) { self.message = message }

        /// A word that is none of those that can stand there.
        init(_ word: String, noneOf candidates: [String]) {
            let last = candidates.last ?? ""
            let list = candidates.count > 1 ? candidates.dropLast().joined(separator: ", ") + " or " + last : last
            message = "expected \(list), found \(word)"
            choice = ScenarioError.Choice(word: word, candidates: candidates)
        }
    }

    /// Reads a whole scenario; its name is the file's, without folder and ending.
    public static func read(_ text: String, file: String) throws(ScenarioError) -> Scenario {
        let last = file.split(separator: "/").last.map(String.init) ?? file
        let name = last.hasSuffix(".scenario") ? String(last.dropLast(9)) : last
        var draft = Draft(title: name)
        for (index, bytes) in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            do {
                let line = String(decoding: bytes.last == 0x0D ? bytes.dropLast() : bytes, as: UTF8.self)
                var words = Words(all: try split(line))
                guard let keyword = words.next() else { continue }
                try read(keyword, &words, line: index + 1, text: line, into: &draft)
                if let more = words.next() { throw Mistake(message: "expected the end of the line, found \(more)") }
            } catch {
                let mistake = error as? Mistake
                throw ScenarioError(
                    file: file, line: index + 1, message: mistake?.message ?? "\(error)", choice: mistake?.choice)
            }
        }
        return Scenario(name: name, title: draft.title, summary: draft.summary, settings: draft.settings)
    }

    private struct Draft {
        var title: String
        var summary = ""
        var settings = ScenarioSettings()
    }

    private struct Words {
        var all: [String]
        var position = 0
        var peek: String? { position < all.count ? all[position] : nil }

        mutating func next() -> String? {
            guard position < all.count else { return nil }
            defer { position += 1 }
            return all[position]
        }

        mutating func take(_ expected: String) throws -> String {
            guard let word = next() else { throw Mistake(message: "expected \(expected), found the end of the line") }
            return word
        }

        mutating func skip(_ words: String...) throws {
            for word in words {
                let found = try take(word)
                guard found == word else { throw Mistake(message: "expected \(word), found \(found)") }
            }
        }
    }

    /// Words, a text in double quotes being one; `#` in front of a word begins a comment.
    private static func split(_ line: String) throws -> [String] {
        var words: [String] = []
        var word: [UInt8]?
        var isQuoted = false
        func close() {
            if let done = word { words.append(String(decoding: done, as: UTF8.self)) }
            word = nil
        }
        scan: for byte in line.utf8 {
            switch byte {
            case UInt8(ascii: "\""):
                word = word ?? []
                isQuoted.toggle()
            case UInt8(ascii: " ") where !isQuoted, UInt8(ascii: "\t") where !isQuoted: close()
            case UInt8(ascii: "#") where !isQuoted && word == nil: break scan
            default: word = (word ?? []) + [byte]
            }
        }
        guard !isQuoted else { throw Mistake(message: "expected a closing double quote") }
        close()
        return words
    }

    private static let keywords = [
        "title", "summary", "banner", "capabilities", "user", "mailbox", "greylist", "rate", "certificate", "starttls",
        "tls", "login", "require", "relay", "split", "bare-lf", "on",
    ]
    private static let actions = ["reply", "delay", "drop", "rst"]

    private static func read(
        _ keyword: String, _ words: inout Words, line: Int, text: String, into draft: inout Draft
    ) throws {
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
            let count = try number(words.take("a number of messages"), "a number of messages")
            try words.skip("messages")
            rule(
                .recipient, [.pattern(WildcardPattern("\(name)@*")), .full(mailbox: name, messages: count)],
                ServerReply(452, 4, 2, 2, "Mailbox full"))
        case "greylist":
            let seconds = try seconds(words.take("a time such as 60s"))
            rule(
                .recipient, [.greylisted(seconds: seconds)],
                ServerReply(451, 4, 7, 1, "Greylisted: try again in \(seconds) seconds"))
        case "rate":
            let count = try number(words.take("a number"), "a number")
            try words.skip("per")
            let span = try choice(words.take("second, minute or hour"), ["second", "minute", "hour"])
            try words.skip("reply")
            rule(
                .mail, [.tooOften(count: count, seconds: ["second": 1, "minute": 60, "hour": 3_600][span] ?? 60)],
                try reply(&words))
        case "certificate":
            draft.settings.certificate = try named(&words, ScenarioSettings.Certificate.allCases)
        case "starttls": draft.settings.startTLS = try named(&words, ScenarioSettings.StartTLS.allCases)
        case "tls":
            try words.skip("1.0")
            draft.settings.isOldTLS = true
        case "login":
            try words.skip("downgrade")
            draft.settings.downgradesLogin = true
        case "require":
            if try choice(words.take("tls or auth"), ["tls", "auth"]) == "tls" {
                rule(.mail, [.inTheClear], ServerReply(530, 5, 7, 0, "Must issue a STARTTLS command first"))
            } else {
                rule(.mail, [.notLoggedIn], ServerReply(530, 5, 7, 0, "Authentication required"))
            }
        case "split":
            try words.skip("every", "byte")
            draft.settings.splitsReplies = true
        case "bare-lf":
            if try choice(words.take("replies or ends data"), ["replies", "ends"]) == "replies" {
                draft.settings.hasBareLFReplies = true
            } else {
                try words.skip("data")
                draft.settings.endsDataAtBareLF = true
            }
        case "relay":
            try words.skip("after", "login")
            draft.settings.relaysAfterLogin = true
        case "on": draft.settings.rules.append(try on(&words, line: line, text: text))
        default: throw Mistake(keyword, noneOf: keywords)
        }
    }

    private static func capabilities(_ words: inout Words, _ settings: inout ScenarioSettings) throws {
        repeat {
            let word = try words.take("-NAME or +NAME")
            let rest = word.dropFirst()
            guard !rest.isEmpty, word.hasPrefix("-") || word.hasPrefix("+") else {
                throw Mistake(message: "expected -NAME or +NAME=VALUE, found \(word)")
            }
            if word.hasPrefix("-") {
                settings.hiddenCapabilities.insert(rest.uppercased())
            } else if rest.uppercased().hasPrefix("SIZE=") {
                settings.messageSize = try number(String(rest.dropFirst(5)), "a size in octets")
            } else {
                settings.addedCapabilities.append(String(rest.map { $0 == "=" ? " " : $0 }))
            }
        } while words.peek != nil
    }

    private static func on(_ words: inout Words, line: Int, text: String) throws -> ScenarioRule {
        let names = ScenarioRule.Event.allCases.map(\.rawValue).joined(separator: ", ")
        var name = try words.take("one of \(names)")
        if let more = words.peek, ScenarioRule.Event(rawValue: name + " " + more) != nil {
            name += " " + more
            words.position += 1
        }
        guard let event = ScenarioRule.Event(rawValue: name) else {
            throw Mistake(name, noneOf: ScenarioRule.Event.allCases.map(\.rawValue))
        }
        var conditions: [ScenarioRule.Condition] = []
        if let word = words.peek, word.hasPrefix("<") {
            guard word.hasSuffix(">") else { throw Mistake(message: "expected > at the end of \(word)") }
            conditions.append(.pattern(WildcardPattern(String(word.dropFirst().dropLast()))))
            words.position += 1
        }
        var delay = 0
        var decision: ServerDecision?
        var resets = false
        var hasAction = false
        while let word = words.peek, word != "with" {
            words.position += 1
            hasAction = true
            switch word {
            case "delay": delay = try seconds(words.take("a time such as 5s"))
            case "reply": decision = ServerDecision(reply: try reply(&words))
            case "drop": decision = .hangUp
            case "rst":
                decision = .hangUp
                resets = true
            default: throw Mistake(word, noneOf: actions)
            }
        }
        guard hasAction else { throw Mistake(message: "expected reply, delay, drop or rst, found the end of the line") }
        if words.peek == "with" {
            try words.skip("with", "chance")
            let percent = try words.take("a chance such as 20%")
            guard percent.hasSuffix("%"), let value = Int(percent.dropLast()), (0...100).contains(value) else {
                throw Mistake(message: "expected a chance such as 20%, found \(percent)")
            }
            try words.skip("seed")
            let seed = try number(words.take("a number"), "a number")
            conditions.append(.chance(percent: value, seed: UInt64(seed)))
        }
        return ScenarioRule(
            line: line, text: text, event: event, conditions: conditions, delay: delay, decision: decision,
            resets: resets)
    }

    /// A code, an enhanced code or none, and a text.
    private static func reply(_ words: inout Words) throws -> ServerReply {
        let word = try words.take("a reply code from 400 to 599")
        guard let code = ReplyCode(ascii: Array(word.utf8)), (400...599).contains(code.value) else {
            throw Mistake(message: "expected a reply code from 400 to 599, found \(word)")
        }
        let enhanced = words.peek.flatMap { EnhancedStatusCode(ascii: Array($0.utf8)) }
        if enhanced != nil { words.position += 1 }
        let text = try words.take("the reply's text in double quotes")
        return ServerReply(code, enhanced: enhanced, lines: [text])
    }

    private static func number(_ word: String, _ expected: String) throws -> Int {
        guard let value = Int(word), (0...1_000_000_000).contains(value) else {
            throw Mistake(message: "expected \(expected), found \(word)")
        }
        return value
    }

    private static func seconds(_ word: String) throws -> Int {
        guard word.hasSuffix("s"), let value = Int(word.dropLast()), (0...86_400).contains(value) else {
            throw Mistake(message: "expected a time such as 5s, found \(word)")
        }
        return value
    }

    private static func choice(_ word: String, _ names: [String]) throws -> String {
        guard names.contains(word) else {
            throw Mistake(word, noneOf: names)
        }
        return word
    }

    private static func named<Value: RawRepresentable<String>>(_ words: inout Words, _ all: [Value]) throws -> Value {
        let names = all.map(\.rawValue)
        let word = try choice(words.take("one of \(names.joined(separator: ", "))"), names)
        guard let value = Value(rawValue: word) else { throw Mistake(message: "unknown name \(word)") }
        return value
    }
}
