import SMTPProtocol

/// A line of a session that some program shows, with who says it.
struct DialogueLine {
    /// Who says a line.
    enum Speaker {
        case server(TextLine)
        case client(TextLine)
        /// The program itself; it says nothing about a reply.
        case program
        /// The program itself, when a connection begins.
        case opening
    }

    let format: TraceFormat
    let speaker: Speaker

    /// Reads a line; nil when it is no line of a session. `current` is the form of the lines before it.
    static func read(_ line: TextLine, after current: TraceFormat?) -> DialogueLine? {
        if let line = swaks(line, current) ?? smtplib(line) ?? exim(line, current) ?? marked(line) { return line }
        if let line = curl(line, current) { return line }
        if let line = openssl(line, current) { return line }
        return bare(line)
    }

    // MARK: - Forms with marks

    private static func swaks(_ line: TextLine, _ current: TraceFormat?) -> DialogueLine? {
        if line.begins(with: "=== ") {
            let isOpening = line.begins(with: "=== Trying") || line.begins(with: "=== Connected")
            return DialogueLine(format: .swaks, speaker: isOpening ? .opening : .program)
        }
        if current == .swaks, line.begins(with: "*** ") { return DialogueLine(format: .swaks, speaker: .program) }
        for mark in ["<-  ", "<** ", "<~  ", "<~* "] as [StaticString] where line.begins(with: mark) {
            return DialogueLine(format: .swaks, speaker: .server(line.dropFirst(4)))
        }
        for mark in [" -> ", " ~> ", "**> ", "*~> "] as [StaticString] where line.begins(with: mark) {
            return DialogueLine(format: .swaks, speaker: .client(line.dropFirst(4)))
        }
        return nil
    }

    private static func smtplib(_ line: TextLine) -> DialogueLine? {
        var line = line
        // Debug level 2 puts the time in front: `10:02:03.456789 send: …`.
        if let blank = line.firstIndex(of: 0x20), blank - line.startIndex == 15, line.first.map(isDigit) == true {
            line = line[(blank + 1)...]
        }
        func said(_ speaker: Speaker) -> DialogueLine { DialogueLine(format: .smtplib, speaker: speaker) }
        if line.begins(with: "reply: retcode (") { return said(.program) }
        if line.begins(with: "reply: ") { return said(.server(PythonText.bytes(line.dropFirst(7)))) }
        if line.begins(with: "send: ") { return said(.client(PythonText.bytes(line.dropFirst(6)))) }
        if line.begins(with: "connect: ") { return said(.opening) }
        if line.begins(with: "data: (") { return said(.program) }
        return nil
    }

    private static func exim(_ line: TextLine, _ current: TraceFormat?) -> DialogueLine? {
        let head = line.prefix(40)
        if let place = head.place(of: "SMTP<< ") {
            return DialogueLine(format: .eximDebug, speaker: .server(line[(place + 7)...]))
        }
        if let place = head.place(of: "SMTP>> ") {
            return DialogueLine(format: .eximDebug, speaker: .client(line[(place + 7)...]))
        }
        guard current == .eximDebug else {
            return line.begins(with: "Connecting to ") && line.place(of: " ... ") != nil
                ? DialogueLine(format: .eximDebug, speaker: .opening) : nil
        }
        if line.first.map(isBlank) == true, line.trimmed.leadingCode != nil {
            return DialogueLine(format: .eximDebug, speaker: .server(line.trimmed))
        }
        for mark in ["SMTP(", "LOG: ", "Connecting to ", "Transport port=", "  SMTP("] as [StaticString]
        where line.begins(with: mark) {
            return DialogueLine(format: .eximDebug, speaker: .program)
        }
        return nil
    }

    /// `S:` and `C:` of RFCs, `<<<` and `>>>` of Sendmail, `<<` and `>>`, `<-` and `->`.
    private static func marked(_ line: TextLine) -> DialogueLine? {
        let line = line.drop { isBlank($0) }
        for mark in ["S: ", "<<< ", "<< ", "<- ", "<~ ", "S:"] as [StaticString] where line.begins(with: mark) {
            let said = line.dropFirst(mark.utf8CodeUnitCount).drop { isBlank($0) }
            return DialogueLine(format: .marked, speaker: .server(said))
        }
        for mark in ["C: ", ">>> ", ">> ", "-> ", "C:"] as [StaticString] where line.begins(with: mark) {
            return DialogueLine(format: .marked, speaker: .client(line.dropFirst(mark.utf8CodeUnitCount)))
        }
        return nil
    }

    private static func curl(_ line: TextLine, _ current: TraceFormat?) -> DialogueLine? {
        if line.begins(with: "< "), line.dropFirst(2).leadingCode != nil {
            return DialogueLine(format: .curl, speaker: .server(line.dropFirst(2)))
        }
        if line.begins(with: "* "), current == .curl || isCurlNote(line.dropFirst(2)) {
            let isOpening = line.place(of: "Connected to") != nil || line.place(of: "Trying") != nil
            return DialogueLine(format: .curl, speaker: isOpening ? .opening : .program)
        }
        guard current == .curl else { return nil }
        if line.begins(with: "> ") { return DialogueLine(format: .curl, speaker: .client(line.dropFirst(2))) }
        for mark in ["{ [", "} [", "curl: (", "  % Total", "       "] as [StaticString] where line.begins(with: mark) {
            return DialogueLine(format: .curl, speaker: .program)
        }
        return nil
    }

    private static func isCurlNote(_ line: TextLine) -> Bool {
        for mark in ["  Trying ", "Trying ", "Connected to ", "Host ", "Rebuilt URL"] as [StaticString]
        where line.drop(while: { isBlank($0) }).begins(with: mark) || line.begins(with: mark) {
            return true
        }
        return false
    }

    // MARK: - Forms without marks

    private static func openssl(_ line: TextLine, _ current: TraceFormat?) -> DialogueLine? {
        if line.begins(with: "CONNECTED(") { return DialogueLine(format: .openssl, speaker: .opening) }
        guard current == .openssl else { return nil }
        if line.leadingCode != nil { return DialogueLine(format: .openssl, speaker: .server(line)) }
        if isCommand(line) { return DialogueLine(format: .openssl, speaker: .client(line)) }
        return DialogueLine(format: .openssl, speaker: .program)
    }

    private static func bare(_ line: TextLine) -> DialogueLine? {
        let line = line.drop { isBlank($0) }
        if line.leadingCode != nil { return DialogueLine(format: .session, speaker: .server(line)) }
        if isCommand(line) { return DialogueLine(format: .session, speaker: .client(line)) }
        for mark in ["Trying ", "Connected to ", "Connection to "] as [StaticString] where line.begins(with: mark) {
            return DialogueLine(format: .session, speaker: .opening)
        }
        for mark in ["Escape character is ", "Connection closed by ", "Ncat: "] as [StaticString]
        where line.begins(with: mark) {
            return DialogueLine(format: .session, speaker: .program)
        }
        return nil
    }

    /// A command as people type it. Words that are also English count only where nothing else stands behind them.
    static func isCommand(_ line: TextLine) -> Bool {
        let line = line.trimmed
        let word = line.prefix { $0 != 0x20 && $0 != UInt8(ascii: ":") }
        guard (4...8).contains(word.count) else { return false }
        let rest = line[word.endIndex...].drop { isBlank($0) }
        switch Verb(ascii: word) {
        case .mail: return rest.beginsFolded(with: "from:")
        case .rcpt: return rest.beginsFolded(with: "to:")
        case .ehlo, .helo, .lhlo: return !rest.contains(0x20)
        case .vrfy, .expn, .etrn, .bdat: return !rest.isEmpty
        case .auth: return !rest.isEmpty && rest.split(separator: 0x20).count <= 2
        case .data, .rset, .quit, .starttls, .noop, .help, .turn, .atrn: return rest.isEmpty
        case .burl, .xclient, .xforward: return rest.place(of: "=") != nil || rest.place(of: "://") != nil
        case .send, .soml, .saml: return rest.beginsFolded(with: "from:")
        case .other: return false
        }
    }
}
