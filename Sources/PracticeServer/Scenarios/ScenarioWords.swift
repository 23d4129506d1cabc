import SMTPProtocol

/// The words of one line of a scenario, taken one after the other.
struct ScenarioWords {
    private let all: [String]
    private var position = 0

    /// Words, a text in double quotes being one; `#` in front of a word begins a comment.
    init(_ line: String) throws(ScenarioMistake) {
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
        guard !isQuoted else { throw ScenarioMistake(message: "expected a closing double quote") }
        close()
        all = words
    }

    /// The next word, which stays; nil at the end of the line.
    var peek: String? { position < all.count ? all[position] : nil }

    mutating func next() -> String? {
        guard position < all.count else { return nil }
        defer { position += 1 }
        return all[position]
    }

    mutating func take(_ expected: String) throws(ScenarioMistake) -> String {
        guard let word = next() else {
            throw ScenarioMistake(message: "expected \(expected), found the end of the line")
        }
        return word
    }

    /// Takes words that must stand there.
    mutating func skip(_ words: String...) throws(ScenarioMistake) {
        for word in words {
            let found = try take(word)
            guard found == word else { throw ScenarioMistake(message: "expected \(word), found \(found)") }
        }
    }

    mutating func number(_ expected: String) throws(ScenarioMistake) -> Int {
        try Self.number(take(expected), expected)
    }

    static func number(_ word: String, _ expected: String) throws(ScenarioMistake) -> Int {
        guard let value = Int(word), (0...1_000_000_000).contains(value) else {
            throw ScenarioMistake(message: "expected \(expected), found \(word)")
        }
        return value
    }

    /// A time in whole seconds.
    /// - Parameter example: how one looks.
    mutating func seconds(_ example: String) throws(ScenarioMistake) -> Int {
        let word = try take("a time such as \(example)")
        guard word.hasSuffix("s"), let value = Int(word.dropLast()), (0...86_400).contains(value) else {
            throw ScenarioMistake(message: "expected a time such as \(example), found \(word)")
        }
        return value
    }

    /// One of these words.
    mutating func choice(_ expected: String, _ names: [String]) throws(ScenarioMistake) -> String {
        let word = try take(expected)
        guard names.contains(word) else { throw ScenarioMistake(word, noneOf: names) }
        return word
    }

    /// The value of one of these names.
    mutating func named<Value: RawRepresentable<String>>(_ all: [Value]) throws(ScenarioMistake) -> Value {
        let names = all.map(\.rawValue)
        let word = try choice("one of \(names.joined(separator: ", "))", names)
        guard let value = Value(rawValue: word) else { throw ScenarioMistake(word, noneOf: names) }
        return value
    }

    /// A code, an enhanced code or none, and a text.
    mutating func reply() throws(ScenarioMistake) -> ServerReply {
        let word = try take("a reply code from 400 to 599")
        guard let code = ReplyCode(ascii: Array(word.utf8)), (400...599).contains(code.value) else {
            throw ScenarioMistake(message: "expected a reply code from 400 to 599, found \(word)")
        }
        let enhanced = peek.flatMap { EnhancedStatusCode(ascii: Array($0.utf8)) }
        if enhanced != nil { position += 1 }
        return ServerReply(code, enhanced: enhanced, lines: [try take("the reply's text in double quotes")])
    }
}
