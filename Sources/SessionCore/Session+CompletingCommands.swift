import SMTPProtocol
import SMTPReference

/// Tab in commands of the explorer.
extension Session {
    func explorerCompletion(
        _ line: [UInt8], _ start: Int, _ words: [[UInt8]], _ listing: FolderListing?
    ) -> Completion {
        guard let first = words.first else {
            return Completion(line, from: start, among: HelpTopic.commands.map(\.candidate))
        }
        let name = String(decoding: first.dropFirst(), as: UTF8.self).lowercased()
        if let word = filePath(in: line) {
            var files = listing?.folder == Self.folder(of: word) ? listing.map(word.candidates) ?? [] : []
            if name == "practice", words.count == 1 {
                files.removeAll { !$0.label.hasSuffix(Self.scenarioEnding) && !$0.label.hasSuffix("/") }
            }
            let others = Completion(line, from: start, among: arguments(of: name, behind: words)).candidates
            return Completion(from: word.start, exactly: (word.start == start ? others : []) + files)
        }
        return Completion(line, from: start, among: arguments(of: name, behind: words), keepsCase: name != "auth")
    }

    // MARK: Files

    /// The folder whose content decides how a line goes on: `.`, or a path with a slash at its end; nil when no file is being typed.
    public func folder(wantedFor line: [UInt8]) -> String? {
        guard prompt.kind == .command || prompt.kind == .notConnected else { return nil }
        return filePath(in: line).map(Self.folder)
    }

    private static func folder(of word: PathWord) -> String { word.folder.isEmpty ? "." : word.folder }

    /// The path that is being typed, where the command takes one.
    private func filePath(in line: [UInt8]) -> PathWord? {
        guard line.first == UInt8(ascii: ":"), let end = line.firstIndex(where: \.isBlank),
            let word = PathWord(in: line, from: end)
        else { return nil }
        let before = line[..<word.start].split(whereSeparator: \.isBlank).map { String(decoding: $0, as: UTF8.self) }
        guard let name = before.first?.dropFirst().lowercased() else { return nil }
        switch name {
        case "message", "bdat", "export", "replay", "record", "include": return before.count == 1 ? word : nil
        case "tls": return before.count == 2 && before[1] == "pem" ? word : nil
        case "practice" where before.count == 2 && before[1] == "ca", "practice" where before.count == 1: return word
        case "connect", "practice": return ["--ca", "--cert", "--key"].contains(before.last) ? word : nil
        default: return nil
        }
    }

    // MARK: Words

    private func arguments(of command: String, behind words: [[UInt8]]) -> [Candidate] {
        let isFirst = words.count == 1
        switch command {
        case "set": return setting(words)
        case "lesson": return isFirst ? lessons.map { Candidate($0.name, $0.title) } : []
        case "help": return isFirst ? Self.helpTopics : []
        case "auth":
            if isFirst { return mechanisms }
            return [
                Candidate("ask", "the password is asked for, and not shown"),
                Candidate("env:", "the password is in this variable of the environment"),
                Candidate("file:", "the password is the first line of this file"),
            ]
        case "hold": return isFirst ? [Candidate("drop", "forgets what is held back")] : []
        case "mail", "rcpt":
            if isFirst { return addresses().map { Candidate($0, "used before") } }
            return parameters(command == "mail" ? ParameterSyntax.ofMail : ParameterSyntax.ofRcpt).map {
                Candidate($0.text.lowercased(), $0.meaning)
            }
        case "xclient": return attributes(of: .xclient)
        case "xforward": return attributes(of: .xforward)
        case "connect", "practice": return connecting(command, behind: words)
        case "tls": return isFirst ? [Candidate("pem", "writes the certificates into a new file")] : []
        case "codes", "explain": return isFirst ? codes : []
        case "filter": return isFirst ? Self.filters : []
        case "panel": return isFirst ? PanelTab.allCases.map { Candidate($0.rawValue, $0.title) } : []
        case "copy": return isFirst ? Self.copies : []
        case "tab": return isFirst ? Self.tabs : []
        case "do": return isFirst ? Self.screenActions : []
        case "bind": return words.count == 2 ? Self.screenActions + [Candidate("none", "takes the key off")] : []
        case "record": return isFirst ? [Candidate("off", "ends the recording")] : []
        case "replay": return replaying(isFirst)
        default: return []
        }
    }

    private func setting(_ words: [[UInt8]]) -> [Candidate] {
        if words.count == 1 {
            return Setting.allCases.map { Candidate("\($0.rawValue) ", "\($0.summary); now \(settings.value(of: $0))") }
        }
        guard words.count == 2,
            let setting = try? Setting(named: String(decoding: words[1], as: UTF8.self), at: nil)
        else { return [] }
        let now = settings.value(of: setting)
        return setting.valueForm.split(separator: "|").map(String.init).filter { $0 == $0.lowercased() }.map {
            let meaning = setting.meaning(of: $0)
            return Candidate($0, $0 == now ? "\(meaning) (now)" : meaning)
        }
    }

    private func connecting(_ command: String, behind words: [[UInt8]]) -> [Candidate] {
        switch words.last.map({ String(decoding: $0, as: UTF8.self) }) {
        case "--tls":
            return [
                Candidate("starttls", "TLS begins with STARTTLS, when it is offered"),
                Candidate("require-starttls", "without STARTTLS there is no session"),
                Candidate("implicit", "TLS begins with the first byte"), Candidate("none", "no TLS"),
            ]
        case ConnectRequest.likenessOption where command == "practice":
            return ImitatedSoftware.allCases.map { Candidate($0.rawValue, "answers as \($0.title) does: an imitation") }
        case "--tls-min": return ["1.0", "1.1", "1.2", "1.3"].map { Candidate($0, "the oldest version of TLS") }
        default: break
        }
        let options = ConnectRequest.options.map { Candidate($0, ConnectRequest.summary(of: $0)) }
        guard words.count == 1, command == "connect" else {
            guard command == "practice" else { return options }
            let likeness = Candidate(
                ConnectRequest.likenessOption, ConnectRequest.summary(of: ConnectRequest.likenessOption))
            guard words.count == 1 else { return [likeness] + options }
            return scenarios.map { Candidate($0.name, $0.title) }
                + [Candidate("ca", "writes the certificate of its authority"), likeness] + options
        }
        return targets.map { Candidate($0, "used before") } + options
    }

    /// Where `:connect` went before, the last first.
    private var targets: [String] {
        history.lines.reversed().compactMap { line in
            guard line.hasPrefix(ignoringCase: ":connect ") else { return nil }
            let words = line.split(whereSeparator: \.isBlank).dropFirst()
            guard let target = words.first(where: { $0.first != UInt8(ascii: "-") }) else { return nil }
            return String(validating: target, as: UTF8.self)
        }
    }

    /// The codes of the last reply first, then all in their order.
    private var codes: [Candidate] {
        var list: [Candidate] = []
        if let code = transcript.lastReply.flatMap({ transcript[$0]?.reply?.code }), let entry = tables.entry(for: code)
        {
            list.append(Candidate("\(code)", entry.headline + " (the last reply)"))
        }
        list += tables.replyCodes.map { Candidate("\($0.code)", $0.headline) }
        for entry in tables.enhancedCodes {
            list += (entry.usualClasses.isEmpty ? [2, 4, 5] : entry.usualClasses).map {
                Candidate("\($0).\(entry.subject).\(entry.detail)", entry.headline)
            }
        }
        return list
    }

    private func replaying(_ isFirst: Bool) -> [Candidate] {
        let paces = [
            Candidate("play", "shows it as fast as it happened"), Candidate("all", "shows all of it at once"),
        ]
        guard isFirst else { return paces }
        guard replay != nil else { return [] }
        return [Candidate("next", "shows the next event")] + paces + [Candidate("stop", "ends it")]
    }

    private static let helpTopics: [Candidate] =
        HelpTopic.all.map { Candidate($0.name, $0.summary) } + [Candidate("keys", "what each key does")]
        + Verb.known.map { Candidate($0.name, CommandSyntax.of($0)?.summary ?? "") }

    private static let filters = [
        Candidate("error", "failures only"), Candidate("warning", "failures, warnings and errors"),
        Candidate("sent", "what was sent"), Candidate("received", "what was received"),
        Candidate("mail", "the mail transaction and its replies"), Candidate("note", "notes"),
        Candidate("off", "shows everything again"),
    ]

    private static let copies: [Candidate] = ScreenRequest.CopyRange.allCases.map { range in
        switch range {
        case .entry: Candidate(range.rawValue, "the selected entry")
        case .reply: Candidate(range.rawValue, "the last reply")
        case .exchange: Candidate(range.rawValue, "the command and its reply")
        case .all: Candidate(range.rawValue, "the whole transcript")
        }
    }

    private static let tabs = [
        Candidate("next", "the next session"), Candidate("previous", "the session before"),
        Candidate("new", "another session"), Candidate("close", "closes this one"),
        Candidate("practice", "what the practice server sees"),
        Candidate("split", "the practice server's view beside the session"),
    ]

    private static let screenActions = ScreenAction.allCases.map { Candidate($0.rawValue, $0.summary) }
}

extension Setting {
    /// What one of its values means, where the values are words; else what the setting does.
    func meaning(of value: String) -> String {
        switch (self, value) {
        case (.mode, "safe"): "ask before every message"
        case (.mode, "normal"): "ask once for each remote host"
        case (.mode, "free"): "never ask"
        case (.theme, "default"): "on the terminal's own background, dark or light"
        case (.theme, "light"): "for a light background"
        case (.theme, "dark"): "for a dark background"
        case (.theme, "projector"): "large contrast on a painted background, for the last row"
        case (.theme, "mono"): "without colours"
        case (.theme, "deutan"): "for people who do not tell red from green"
        case (.codesBy, "severity"): "by how serious they are: the first digit"
        case (.codesBy, "category"): "by what they are about: the second digit"
        case (.codesBy, "command"): "by the command that they answer"
        case (.color, "auto"): "colours where the terminal has them"
        case (.color, "always"): "colours in any case"
        case (.color, "never"): "no colours"
        case (.lineEndings, "normalize"): "make CRLF of a CR or LF alone"
        case (.lineEndings, "keep"): "send a CR or LF alone as it is"
        case (.view, "bytes"): "every byte as it went over the wire"
        case (.view, "text"): "text, with what cannot be shown written out"
        default: summary
        }
    }
}

extension HelpTopic {
    /// Whether the command can have an argument.
    public var takesArguments: Bool { syntax.contains(" ") }

    /// The command as it begins a line, with a blank where something can follow.
    var candidate: Candidate { Candidate(":" + name + (takesArguments ? " " : ""), summary) }
}

extension ConnectRequest {
    /// What an option does, in a few words.
    static func summary(of option: String) -> String {
        switch option {
        case likenessOption: "imitate another mail software's replies"
        case "-4": "only IPv4 addresses"
        case "-6": "only IPv6 addresses"
        case "--source": "the address to connect from"
        case "--source-port": "the port to connect from"
        case "--proxy-header": "what a proxy in front would say"
        case "--lmtp": "speak LMTP"
        case "--new": "in a tab of its own"
        case "--timeout": "how many seconds the connection may take"
        case "--tls": "when TLS begins"
        case "--ca": "a file of authorities to trust instead of the system's"
        case "--insecure": "connect whatever certificate is shown"
        case "--pin": "the hash of the only key to trust"
        case "--cert": "a file with our own certificate"
        case "--key": "a file with our own key"
        case "--sni": "the name to ask for instead of the host's"
        case "--tls-min": "the oldest version of TLS"
        default: ""
        }
    }
}
