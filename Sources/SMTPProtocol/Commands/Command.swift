/// One command line of a client: kept as it was typed, and understood as far as it can be.
///
///     C: MAIL FROM:<a@example.org> SIZE=1000
///
/// - SeeAlso: RFC 5321 §4.1
public struct Command: Hashable, Sendable {
    /// The line as typed, without its CRLF.
    public let line: [UInt8]
    /// The first word.
    public let verb: Verb
    /// What follows the verb, understood as far as the verb's grammar goes.
    public let arguments: Arguments
    /// What breaks a rule or deserves a remark, in the order of the line. Nothing here stops the line from being sent.
    public let problems: [CommandProblem]

    /// What follows the verb.
    public enum Arguments: Hashable, Sendable {
        /// Nothing follows.
        case none
        /// The name or address literal of EHLO, HELO and LHLO.
        case domain([UInt8])
        /// The reverse-path and parameters of MAIL (and SEND, SOML, SAML).
        case mail(MailPath, [Parameter])
        /// The forward-path and parameters of RCPT.
        case rcpt(MailPath, [Parameter])
        /// The octet count of BDAT, and whether this is the last chunk.
        case chunk(size: UInt64, last: Bool)
        /// The SASL mechanism of AUTH in capitals, and the initial response as typed: a secret.
        case auth(mechanism: String, initialResponse: [UInt8]?)
        /// The free text of the other verbs.
        case text([UInt8])
        /// Text that does not follow the verb's grammar; ``Command/problems`` tells why.
        case unparsed([UInt8])
    }

    /// Reads a line. Never fails: what cannot be understood is kept and named in ``problems``.
    ///
    /// - Parameter line: the line's bytes without CRLF. Bytes are never changed.
    public init(parsing line: [UInt8]) {
        var parser = CommandParser(line)
        let (verb, arguments) = parser.parse()
        self.line = line
        self.verb = verb
        self.arguments = arguments
        self.problems = parser.problems.sorted
    }

    /// Whether some problem is an error, so that a strict server refuses the line.
    public var hasErrors: Bool { problems.contains(where: \.isError) }

    /// The path of MAIL or RCPT, when one could be read.
    public var path: MailPath? {
        switch arguments {
        case .mail(let path, _), .rcpt(let path, _): path
        case .none, .domain, .chunk, .auth, .text, .unparsed: nil
        }
    }

    /// The ESMTP parameters of MAIL or RCPT.
    public var parameters: [Parameter] {
        switch arguments {
        case .mail(_, let parameters), .rcpt(_, let parameters): parameters
        case .none, .domain, .chunk, .auth, .text, .unparsed: []
        }
    }

    /// The parameter with this keyword, written in capitals.
    public func parameter(_ keyword: String) -> Parameter? {
        parameters.first { $0.keyword == keyword }
    }

    /// The line as it may be shown and kept: the initial response of AUTH is replaced by `[hidden]`.
    ///
    /// Also a line that breaks AUTH's grammar is cut after the mechanism, for what follows may be the secret.
    /// - SeeAlso: RFC 4954 §4
    public var shownLine: [UInt8] {
        guard let secret = secretRange else { return line }
        return line[..<secret.lowerBound] + Array("[hidden]".utf8) + line[secret.upperBound...]
    }

    /// The command as it may be kept: ``line`` is the ``shownLine``, and the initial response is gone.
    public var redacted: Command {
        guard isSecret else { return self }
        let kept: Arguments =
            switch arguments {
            case .auth(let mechanism, _): .auth(mechanism: mechanism, initialResponse: nil)
            case .none, .domain, .mail, .rcpt, .chunk, .text, .unparsed: .unparsed(Array("[hidden]".utf8))
            }
        return Command(line: shownLine, verb: verb, arguments: kept, problems: problems)
    }

    private init(line: [UInt8], verb: Verb, arguments: Arguments, problems: [CommandProblem]) {
        self.line = line
        self.verb = verb
        self.arguments = arguments
        self.problems = problems
    }

    /// Whether the line carries something that must not be shown or kept.
    public var isSecret: Bool { secretRange != nil }

    /// The bytes after the mechanism of AUTH; nil when there is no such text.
    private var secretRange: Range<Int>? {
        guard verb == .auth || verb == .other("X-EXPS") else { return nil }
        var index = 0
        for _ in 0..<2 {
            while index < line.count, ASCII.isBlank(line[index]) { index += 1 }
            while index < line.count, !ASCII.isBlank(line[index]) { index += 1 }
        }
        while index < line.count, ASCII.isBlank(line[index]) { index += 1 }
        return index < line.count ? index..<line.count : nil
    }
}
