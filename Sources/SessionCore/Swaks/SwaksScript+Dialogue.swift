import SMTPProtocol
import SafeText

/// The dialogue, in the order in which swaks leads it.
extension SwaksScript {
    mutating func write() throws(SwaksError) {
        add("# What swaks says, as a script: smtpx run SCRIPT plays it.")
        for text in remarks { add("# \(text)") }
        add(":set mode free")
        if helloName != "localhost" { add(":set ehlo \(WrittenWord.quoted(helloName))") }
        try connect()
        if try ends(after: "connect") { return }
        if dialect.isTLSOnConnect {
            addPeerCertificate()
            if try ends(after: "tls") { return }
        }
        // With --tls-optional the connection has said EHLO already, and again under TLS.
        if !dialect.isStartTLSOptional { try sayHello() }
        if try ends(after: "first-helo") { return }
        if arguments.has(.xclientBeforeStarttls), try pretend() { return }
        if dialect.usesStartTLS {
            if !dialect.isStartTLSOptional {
                add(":expect capability STARTTLS")
                add(":starttls")
                add(":expect tls")
            }
            addPeerCertificate()
        }
        if !dialect.isTLSOnConnect, try ends(after: "tls") { return }
        if try ends(after: "helo") { return }
        if !arguments.has(.xclientBeforeStarttls), try pretend() { return }
        if dialect.usesLogin { try logIn() }
        if try ends(after: "auth") { return }
        try sendMessage()
    }

    /// The name in EHLO: what is given, else the name of this machine.
    private var helloName: String {
        let given = arguments[.mailHelo] ?? ""
        return given.isEmpty ? surroundings.host : given
    }

    private mutating func sayHello() throws(SwaksError) {
        try say("\(dialect.hello) \(helloName)", expecting: "250")
    }

    private mutating func addPeerCertificate() {
        guard let path = arguments[.tlsGetPeerCert] else { return }
        add(path.isEmpty ? ":tls" : ":tls pem \(WrittenWord.quoted(path))")
    }

    // MARK: XCLIENT

    /// - Returns: whether the session ends behind it.
    private mutating func pretend() throws(SwaksError) -> Bool {
        let lines = xclientLines
        guard !lines.isEmpty else { return false }
        for line in lines { try say("XCLIENT \(line)", expecting: "220") }
        if try ends(after: "xclient") { return true }
        try sayHello()
        return try ends(after: "helo")
    }

    /// The groups of attributes, each a command; `--xclient` gives a group as it stands.
    private var xclientLines: [String] {
        var lines: [String] = []
        var group: [String] = []
        func close(_ lines: inout [String], _ group: inout [String]) {
            if !group.isEmpty { lines.append(group.joined(separator: " ")) }
            group = []
        }
        for given in arguments.given {
            let name: String
            switch given.option {
            case .xclientRaw:
                close(&lines, &group)
                lines.append(given.value)
                continue
            case .xclientDelim:
                close(&lines, &group)
                continue
            case .xclientName: name = "NAME"
            case .xclientAddr: name = "ADDR"
            case .xclientPort: name = "PORT"
            case .xclientProto: name = "PROTO"
            case .xclientDestaddr: name = "DESTADDR"
            case .xclientDestport: name = "DESTPORT"
            case .xclientHelo: name = "HELO"
            case .xclientLogin: name = "LOGIN"
            case .xclientReverseName: name = "REVERSE_NAME"
            default: continue
            }
            group.append("\(name)=\(Self.xtext(given.value))")
        }
        close(&lines, &group)
        return lines
    }

    /// As swaks encodes: `+`, `=`, blanks and control characters, and no letter beyond ASCII.
    private static func xtext(_ text: String) -> String {
        var result: [UInt8] = []
        for byte in text.utf8 {
            if byte == 0x2B || byte == 0x3D || byte <= 0x20 || byte == 0xFF {
                result += Array("+\(Hexadecimal.text([byte]).uppercased())".utf8)
            } else {
                result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    // MARK: AUTH

    private mutating func logIn() throws(SwaksError) {
        let list = [arguments[.auth], arguments[.authOptionalStrict], arguments[.authOptional]].compactMap(\.self)
            .first { !$0.isEmpty }
        var names = list?.uppercased().split(separator: ",").map(String.init) ?? []
        // What swaks has aliases for, and what is not known here.
        names = names.filter { $0 != "ANY" }
        let known = ["CRAM-MD5", "LOGIN", "PLAIN"]
        var mechanism = names.first { known.contains($0) }
        if let mechanism, names.count > 1 {
            remark(
                "swaks would try \(names.map { Sanitizer.escape($0) }.joined(separator: ", ")) in turn; this takes \(mechanism)."
            )
        } else if mechanism == nil, !names.isEmpty {
            throw SwaksError(
                "No mechanism of --auth is known to both: here, swaks' CRAM-MD5, LOGIN and PLAIN are.",
                advice: "Name one of these.")
        } else if mechanism == nil {
            remark("swaks would take the first that the server offers of CRAM-MD5, LOGIN, PLAIN; change it as needed.")
            mechanism = "PLAIN"
        }
        guard let user = arguments[.authUser], !user.isEmpty else {
            throw SwaksError("There is no --auth-user, so swaks would ask for it.", advice: "Add --auth-user NAME.")
        }
        guard user != "<>" else {
            throw SwaksError("An empty user name cannot be given to :auth.", advice: "Type AUTH by hand.")
        }
        needsPassword = true
        add(
            "# The password comes from the environment: read -rs \(Self.passwordVariable); export \(Self.passwordVariable)"
        )
        // swaks asks nobody whether it may.
        if !dialect.isTLSOnConnect, !dialect.usesStartTLS || dialect.isStartTLSOptional {
            add(":set allow-plaintext-auth yes")
        }
        lines.append(
            Array(":auth \(mechanism ?? "PLAIN") \(WrittenWord.quoted(user)) env:\(Self.passwordVariable)".utf8)
                .replacing("${", "$${"))
        add(":expect 235")
    }

    // MARK: The message

    private mutating func sendMessage() throws(SwaksError) {
        let written = arguments[.mailFrom] ?? ""
        let from = written.isEmpty ? "\(surroundings.user)@\(surroundings.host)" : written == "<>" ? "" : written
        let recipients = (arguments[.mailTo] ?? "").split(separator: ",").map(String.init)
        guard !recipients.isEmpty || !dialect.needsRecipient else {
            throw SwaksError("There is no --to, so swaks would ask for it.", advice: "Add --to ADDRESS.")
        }
        let isGrouped = arguments.has(.pipeline)
        if isGrouped {
            add(":expect capability PIPELINING")
            add(":hold")
        }
        if arguments.has(.prdr) { add(":expect capability PRDR") }
        try say("MAIL FROM:<\(from)>\(arguments.has(.prdr) ? " PRDR" : "")", expecting: isGrouped ? nil : "250")
        if dialect.quitAfter == "mail" || dialect.dropAfter == "mail" {
            if isGrouped { add(":release") }
            _ = try ends(after: "mail")
            return
        }
        if recipients.count > 1 { add("# As with swaks, a refused recipient does not stop the others.") }
        for recipient in recipients {
            try say("RCPT TO:<\(recipient)>", expecting: isGrouped || recipients.count > 1 ? nil : "250")
        }
        let endsBeforeData = dialect.quitAfter == "rcpt" || dialect.dropAfter == "rcpt"
        if isGrouped, endsBeforeData { add(":release") }
        if try ends(after: "rcpt") { return }
        try say("DATA", expecting: nil)
        if isGrouped { add(":release") }
        add(":expect 354")
        if dialect.dropAfter == "data" {
            add(":disconnect")
            return
        }
        let content = try SwaksMessage(
            arguments: arguments, surroundings: surroundings, from: from, to: arguments[.mailTo] ?? ""
        ).lines()
        guard !content.contains([UInt8(ascii: ".")]) else {
            throw SwaksError(
                "A line of the content is a dot alone, which ends typed content.",
                advice: "Send the message with smtpx send --data FILE.", exitCode: .badData)
        }
        lines += content
        add(".")
        add(":expect 250")
        if try ends(after: "dot") { return }
        try say("QUIT", expecting: "221")
    }
}
