import SMTPProtocol

/// The grey rest of a line: how it would most likely go on.
extension Session {
    /// What could follow a line: the rest of the newest line of the history that begins with it, else what the grammar asks for.
    /// - Parameter line: the whole line; nothing is suggested for an empty one.
    /// - Returns: the bytes to add, or nil.
    public func suggestion(for line: [UInt8]) -> [UInt8]? {
        guard settings.suggestions, !line.isEmpty, prompt.kind == .command || prompt.kind == .notConnected else {
            return nil
        }
        // What a history file holds may be anything: only a line that can be shown as it is gets suggested.
        if let index = history.older(than: history.lines.count, prefix: line, differingFrom: line),
            String(validating: history.lines[index], as: UTF8.self) != nil
        {
            return Array(history.lines[index][line.count...])
        }
        return grammar(behind: line)
    }

    /// What completion would choose: the rest of the word, the keyword of MAIL and RCPT, the bracket at the end of a path.
    private func grammar(behind line: [UInt8]) -> [UInt8]? {
        if !line.contains(where: \.isBlank), line.first != UInt8(ascii: ":") {
            switch Verb(ascii: line) {
            case .mail: return Array((line.last?.lowercased == line.last ? " from:<" : " FROM:<").utf8)
            case .rcpt: return Array((line.last?.lowercased == line.last ? " to:<" : " TO:<").utf8)
            default: break
            }
        }
        if line.last?.isBlank == true { return line.first == UInt8(ascii: ":") ? nil : firstArgument(behind: line) }
        let completion = completion(of: line)
        if let first = completion.candidates.first {
            let text = Array(first.text.utf8)
            let typed = line.count - completion.start
            guard typed > 0, text.count > typed, text.starts(with: line[completion.start...]) else { return nil }
            let rest = Array(text[typed...])
            // A hello is one thing with the name in it.
            return rest + (rest.last?.isBlank == true ? firstArgument(behind: line + rest) ?? [] : [])
        }
        return isOpenPath(line) ? [UInt8(ascii: ">")] : nil
    }

    /// `FROM:<` behind `MAIL `, our own name behind `EHLO `.
    private func firstArgument(behind line: [UInt8]) -> [UInt8]? {
        let words = line.split(whereSeparator: \.isBlank)
        guard words.count == 1, let word = words.first else { return nil }
        let verb = Verb(ascii: word)
        guard verb == .mail || verb == .rcpt || verb.isHello else { return nil }
        let completion = completion(of: line)
        guard completion.start == line.count, let first = completion.candidates.first else { return nil }
        return Array(first.text.utf8)
    }

    /// Whether an address stands behind the bracket of MAIL or RCPT, which is not closed yet.
    private func isOpenPath(_ line: [UInt8]) -> Bool {
        switch Verb(ascii: line.prefix { !$0.isBlank }) {
        case .mail, .rcpt: break
        default: return false
        }
        guard let open = line.firstIndex(of: UInt8(ascii: "<")), !line[open...].contains(UInt8(ascii: ">")),
            !line[open...].contains(where: \.isBlank)
        else { return false }
        let address = line[(open + 1)...]
        guard let at = address.lastIndex(of: UInt8(ascii: "@")) else { return false }
        return at + 1 < address.endIndex && address.last != UInt8(ascii: ".")
    }
}
