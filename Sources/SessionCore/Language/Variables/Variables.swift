import SafeText

/// What `${NAME}` stands for: what `:let` defined, what is built in, and what was taken from the environment.
///
/// A value never holds CR, LF or NUL, so that it cannot make two commands of one.
public struct Variables: Hashable, Sendable {
    /// The most variables that `:let` can define.
    public static let maximumCount = 256
    /// The longest value, in bytes.
    public static let maximumValue = 8_192

    /// What `:let` defined.
    public private(set) var defined: [String: [UInt8]] = [:]
    /// The server of the command line, for `${TARGET}`; nil when none was named.
    public var target: String?
    /// A word that no other run has, for `${UNIQUE}`. The caller makes it: nothing here is random.
    public var unique: String?
    /// What was asked of the environment. A name that is not in it is not set there.
    public var environment: [String: [UInt8]] = [:]

    /// No variables.
    public init() {}

    /// The names that need no definition.
    static let builtInNames = ["TARGET", "NOW", "UNIQUE"]

    /// Defines a variable, or gives it another value.
    /// - Throws: `LanguageError` for a name or a value that cannot be.
    public mutating func define(_ name: String, as value: [UInt8]) throws(LanguageError) {
        guard Self.isName(name) else {
            throw LanguageError(
                .badValue, "\(Self.shown(name)) can be no name of a variable.",
                advice: "A name has letters, digits and _, and begins with a letter.")
        }
        try Self.check(value, of: name)
        guard value.count <= Self.maximumValue else {
            throw LanguageError(
                .tooLong, "The value has \(value.count) bytes; a value can have \(Self.maximumValue).",
                advice: "A long text belongs into a file.")
        }
        guard defined[name] != nil || defined.count < Self.maximumCount else {
            throw LanguageError(
                .tooLong, "There are \(Self.maximumCount) variables already.", advice: "Use one of them again.")
        }
        defined[name] = value
    }

    /// A line that is about to be understood, with each variable replaced. Values are not looked through again.
    /// - Throws: `LanguageError` with the place of a variable that is not there, or whose value has a byte that a command cannot have.
    func substitute(in line: [UInt8], at now: WallTime) throws(LanguageError) -> Substitution {
        var result = Substitution()
        var scanner = VariableScanner(line)
        while let piece = scanner.next() {
            switch piece {
            case .plain(let range): result.append(line[range])
            case .literal(let range): result.append(Array("${".utf8), for: range)
            case .unclosed(let range):
                throw LanguageError(
                    .openQuote, "The ${ is not closed.", at: range.lowerBound,
                    advice: "Write ${NAME}; $${ stands for the two signs themselves.")
            case .variable(let name, let whole):
                let value = try value(
                    of: String(decoding: line[name], as: UTF8.self), at: whole.lowerBound, now, in: line)
                result.append(value, for: whole)
            }
            guard result.bytes.count <= LineParser.maximumLength else {
                throw LanguageError(
                    .tooLong, "With its variables the line is longer than \(LineParser.maximumLength) bytes.",
                    advice: "It was not sent.")
            }
        }
        return result
    }

    /// A line of message content, in which only what `:let` defined is replaced, and all else stays as it is.
    func substitute(inContent line: [UInt8]) -> [UInt8] {
        guard !defined.isEmpty else { return line }
        var result: [UInt8] = []
        var scanner = VariableScanner(line)
        while let piece = scanner.next() {
            switch piece {
            case .plain(let range), .unclosed(let range): result += line[range]
            case .literal(let range):
                // `$${NAME}` keeps a defined name as it is written.
                let rest = line[range.upperBound...].prefix(VariableScanner.maximumName).prefix {
                    $0 != UInt8(ascii: "}")
                }
                let isDefined = defined[String(decoding: rest, as: UTF8.self)] != nil
                result += isDefined ? Array("${".utf8) : Array(line[range])
            case .variable(let name, let whole):
                let value = defined[String(decoding: line[name], as: UTF8.self)]
                result += value ?? Array(line[whole])
            }
        }
        return result
    }

    /// The names that a line takes from the environment.
    public static func environmentNames(in line: [UInt8]) -> [String] {
        guard line.contains(UInt8(ascii: "$")) else { return [] }
        var names: [String] = []
        var scanner = VariableScanner(line)
        while let piece = scanner.next() {
            guard case .variable(let name, _) = piece else { continue }
            let text = String(decoding: line[name], as: UTF8.self)
            if text.hasPrefix("env:") { names.append(String(text.dropFirst(4))) }
        }
        return names
    }

    /// What `:let` shows: each definition as `NAME is VALUE`, escaped.
    func descriptions(of name: String?, style: EscapeStyle) -> [String] {
        defined.sorted { $0.key < $1.key }.filter { name == nil || $0.key == name }
            .map { "\($0.key) is \(Sanitizer.escape($0.value, style: style))" }
    }

    // MARK: Values

    private func value(
        of name: String, at position: Int, _ now: WallTime, in line: [UInt8]
    ) throws(LanguageError) -> [UInt8] {
        if name.hasPrefix("env:") { return try environmentValue(String(name.dropFirst(4)), at: position, in: line) }
        let value = defined[name] ?? builtIn(name, now)
        guard let value else { throw unknown(name, at: position) }
        try Self.check(value, of: name, at: position)
        return value
    }

    private func environmentValue(
        _ name: String, at position: Int, in line: [UInt8]
    ) throws(LanguageError) -> [UInt8] {
        guard !Self.isLogin(line) else {
            throw LanguageError(
                .notNow, "A secret is not taken by ${env:\(Self.shown(name))}: the line would hold it.", at: position,
                advice: "Write :auth MECHANISM USER env:\(Self.shown(name)), which keeps it hidden.")
        }
        guard let value = environment[name] else {
            throw LanguageError(
                .nothingThere, "There is no environment variable \(Self.shown(name)).", at: position,
                advice: "Set it before the program starts.")
        }
        try Self.check(value, of: name, at: position)
        return value
    }

    private func builtIn(_ name: String, _ now: WallTime) -> [UInt8]? {
        switch name {
        case "TARGET": target.map { Array($0.utf8) }
        case "NOW": Array(now.mailDate.utf8)
        case "UNIQUE": Array((unique ?? "\(now.seconds)-\(now.nanoseconds)").utf8)
        default: nil
        }
    }

    private func unknown(_ name: String, at position: Int) -> LanguageError {
        if name == "TARGET" {
            return LanguageError(
                .nothingThere, "There is no TARGET: the command line names no server.", at: position,
                advice: "Name one at its end, or write the name here.")
        }
        // Names differ by case, and nearness does not.
        let names = Dictionary(
            (defined.keys.sorted() + Self.builtInNames).map { ($0.lowercased(), $0) },
            uniquingKeysWith: { first, _ in first })
        let nearest = NearestName.of(name, among: names.keys.sorted()).flatMap { names[$0] } ?? "NOW"
        return LanguageError(
            .nothingThere, "There is no variable \(Self.shown(name)).", at: position,
            advice: "The nearest name is \(nearest). :let NAME VALUE defines one; $${ stands for ${ itself.")
    }

    private static func check(_ value: [UInt8], of name: String, at position: Int? = nil) throws(LanguageError) {
        guard value.contains(where: { $0 == 0x0D || $0 == 0x0A || $0 == 0x00 }) else { return }
        throw LanguageError(
            .forbiddenByte, "The value of \(shown(name)) holds CR, LF or NUL, which could make two commands of one.",
            at: position, advice: "To send such bytes on purpose, use :raw.")
    }

    /// Whether a line logs in, or encodes a secret.
    private static func isLogin(_ line: [UInt8]) -> Bool {
        let text = line.trimmingBlanks()
        return [":auth", ":b64", "auth", "x-exps"].contains { text.hasPrefix(ignoringCase: $0) }
    }

    private static func isName(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        guard let first = bytes.first, first.isLetter || first == UInt8(ascii: "_") else { return false }
        return bytes.count <= VariableScanner.maximumName
            && bytes.allSatisfy { $0.isLetter || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "_") }
    }

    private static func shown(_ name: String) -> String { Sanitizer.escape(String(name.prefix(40))) }
}
