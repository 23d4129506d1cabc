import SMTPProtocol

/// A line with AUTH, understood as far as its grammar goes.
///
///     AUTH PLAIN AHN0dWRlbnQAc2VjcmV0
///
/// - SeeAlso: RFC 4954 §4
struct AuthLine: Sendable, SecretHolder {
    /// What may be shown and kept of it.
    struct View: Sendable {
        /// The line, with `[hidden]` for a secret.
        let shown: [UInt8]
        /// Whether something was hidden.
        let isSecret: Bool
        /// What is said about it.
        let remarks: [Remark]
    }

    /// The mechanism, in capitals.
    let mechanism: String
    /// The initial response, decoded; nil when there is none.
    let message: [UInt8]?
    /// The whole line, without CRLF.
    let line: [UInt8]

    init(mechanism: String, message: [UInt8]?, line: [UInt8]) {
        self.mechanism = mechanism
        self.message = message
        self.line = line
    }

    /// Reads a typed line; nil when it is no AUTH of good form. Such a line is hidden from the mechanism on.
    init?(_ command: Command) {
        guard command.verb == .auth, case .auth(let mechanism, let text) = command.arguments, !command.hasErrors else {
            return nil
        }
        let message = text.map { $0 == [UInt8(ascii: "=")] ? [] : Base64.decode($0) }
        if let message, message == nil { return nil }
        self.init(mechanism: mechanism, message: message ?? nil, line: command.line)
    }

    /// The initial response as it stands in the line; empty when there is none.
    var response: [UInt8] {
        guard message != nil else { return [] }
        return line.split(whereSeparator: \.isBlank).last.map(Array.init) ?? []
    }

    /// The line with `[hidden]` for the response.
    var redacted: [UInt8] { Redaction.redacting(line).shown }
}
