import SMTPProtocol
import SafeText

/// Answers to a 334 that the user types, and the help with them.
extension Session {
    /// What stands before the input while a login is under way; nil when none is.
    var loginPrompt: Prompt? {
        if let attempt = login.attempt { return Prompt(text: attempt.promptText, kind: .command) }
        guard link?.opening == nil, machine.state == .sasl else { return nil }
        return login.dialogue?.prompt
    }

    /// A line was typed where a 334 stands open. Whatever it is, it does not get into the history.
    mutating func typedResponse(_ line: [UInt8]) {
        do throws(LanguageError) {
            if let text = try Base64Text(line: line) {
                guard let message = text.message else {
                    asking = .masked(.response, "Text to send in base64> ")
                    return
                }
                sendResponse(Base64.encode(message))
                return
            }
        } catch {
            tell(error)
            return
        }
        // A password may begin with a colon, so nothing else is taken for a command unless it is one to the letter.
        let name = String(decoding: line.trimmingBlanks(), as: UTF8.self).lowercased()
        switch name {
        case ":quit", ":disconnect":
            login.dialogue = nil
            typedExplorerCommand(line)
        case ":help", ":tls": typedExplorerCommand(line)
        default: sendResponse(line)
        }
    }

    /// `:b64`, where no 334 stands open: shows the base64 of a text.
    mutating func encode(_ text: [UInt8]?) throws(LanguageError) {
        guard let text else {
            throw LanguageError(
                .notNow, "No server waits for an answer, so there is nothing to send a secret to.",
                advice: ":b64 ask comes after AUTH and its 334. :b64 TEXT shows the base64 of a text.")
        }
        guard !text.contains(0) else {
            throw LanguageError(
                .notNow, "A text with a NUL in it is what AUTH PLAIN sends, with a password, so it is not shown.",
                advice: "Type AUTH PLAIN, and then the same :b64 line: its base64 is sent, and hidden.")
        }
        tell(.information, "In base64: \(String(decoding: Base64.encode(text), as: UTF8.self))")
    }

    /// Whether a typed line has to wait because the explorer is logging in by itself; tells the user so.
    mutating func mustWaitForLogin() -> Bool {
        guard isLoggingIn else { return false }
        tell(.warning, "The line was not sent: the explorer is logging in. Wait until it is done; ^C gives it up.")
        return true
    }

    // MARK: While it is typed

    /// What can be said about an answer while it is typed: to the explorer's question, or to a 334.
    func answerHint(for line: [UInt8]) -> Hint {
        var hint = Hint()
        if let asking {
            switch asking.subject {
            case .user: hint.syntax = "user name"
            case .clearText: hint.syntax = "yes, or no"
            case .commit: hint.syntax = "yes, or no; :disconnect drops the message with the connection"
            case .secret, .passphrase, .response, .nothing: hint.summary = "it is neither shown nor kept"
            }
            return hint
        }
        let isHidden = prompt.isSecret
        hint.syntax = "response in base64, or :b64 TEXT to have it encoded, or * to give up"
        hint.summary = isHidden ? "it is neither shown nor kept" : "it is shown, and not kept in the history"
        hint.source = "RFC 4954 §4"
        guard !line.isEmpty, line != [UInt8(ascii: "*")], line.first != UInt8(ascii: ":"), Base64.decode(line) == nil
        else { return hint }
        // Text on its way to becoming base64 is no mistake yet.
        guard !Redaction.hasBase64Letters(line) else { return hint }
        hint.problems = [
            Hint.Problem(
                range: 0..<line.count, level: .warning,
                message: "This is no base64. :b64 TEXT or :b64 ask encodes a text, and sends it.")
        ]
        return hint
    }
}
