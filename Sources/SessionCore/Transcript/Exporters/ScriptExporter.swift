import SMTPProtocol
import SMTPReference
import SafeText

/// A session as a script that does the same again, and expects the codes that came.
///
/// Texts of replies are not expected: they hold names, dates and queue numbers that differ from run to run. What the explorer sent by
/// itself is left to the command that caused it. No secret is in it: a login gets its password from the environment.
struct ScriptExporter {
    /// Where a script gets the password, and the user where nobody knows it.
    private static let password = "env:SMTPX_PASSWORD"
    private static let user = "${env:SMTPX_USER}"
    /// What only changes how things look has no place in a script, and the mode is stated at its head.
    private static let leftOut: Set<Setting> = [
        .timestamps, .latency, .view, .bytes, .ascii, .color, .mode, .theme, .mouse, .wrap, .timing, .suggestions,
        .highlight, .codesBy,
    ]

    private let report: SessionReport
    private var body: [[UInt8]] = []
    /// What is expected as soon as the content that may follow is over.
    private var deferred: [UInt8]?
    /// Entries that stand in the script already.
    private var written: Set<EntryID> = []
    private var isEncrypted = false
    private var logsInWithoutTLS = false
    private var needsPassword = false
    private var needsUser = false
    private var needsColon = false
    private var isBehindData = false
    /// Whether an explorer command waits for its last reply.
    private var awaitsLast = false
    private var lastReply: Reply?

    init(_ report: SessionReport) { self.report = report }

    var bytes: [UInt8] {
        var exporter = self
        return exporter.script()
    }

    private mutating func script() -> [UInt8] {
        var marks = report.marks
        let settings = marks.compactMap(Self.setting)
        for (index, entry) in report.entries.enumerated() {
            while let mark = marks.first, mark.start <= entry.id {
                marks.removeFirst()
                write(mark, from: index)
            }
            write(entry, at: index)
        }
        for mark in marks { write(mark, from: report.entries.count) }
        flush()
        return (head(settings) + body).flatMap { $0 + [0x0A] }
    }

    // MARK: The head

    private func head(_ journaled: [Setting]) -> [[UInt8]] {
        var lines = [
            "# \(report.title), \(report.origin).",
            "# It expects the codes that came then. Texts, dates and queue numbers may differ from run to run.",
        ]
        if let words = report.droppedWords { lines.append("# \(words)") }
        if needsUser { lines.append("# The user name comes from the environment: SMTPX_USER.") }
        if needsPassword {
            lines.append("# The password comes from the environment: SMTPX_PASSWORD. It is not in this file.")
        }
        lines.append("")
        if hasCommitted {
            lines += [
                "# A message was handed over in this session, so the script may do it again unasked.", ":set mode free",
            ]
        } else {
            lines += [
                "# No message was handed over in this session, so the script must not hand one over.", ":set mode safe",
            ]
        }
        if logsInWithoutTLS {
            lines += ["# The login went out without TLS then, and may do so again.", ":set allow-plaintext-auth yes"]
        }
        let usual = Settings()
        for setting in Setting.allCases where !Self.leftOut.contains(setting) && !journaled.contains(setting) {
            let value = report.settings.value(of: setting)
            guard value != usual.value(of: setting), setting != .allowPlaintextAuth || !logsInWithoutTLS else {
                continue
            }
            lines.append(":set \(setting.rawValue) \(value)")
        }
        if needsColon { lines.append(":let COLON :") }
        return (lines + [""]).map { Array($0.utf8) }
    }

    /// Whether a server took a message over.
    private var hasCommitted: Bool {
        report.entries.contains { entry in
            guard let received = entry.reply, received.severity == .ok else { return false }
            switch received.stage {
            case .endOfData, .lastChunk, .recipientOutcome: return true
            case .any, .greeting, .unsolicited, .command, .saslResponse: return false
            }
        }
    }

    private static func setting(_ mark: Journal.Mark) -> Setting? {
        guard case .set(let setting, _) = try? ExplorerCommand(parsing: mark.line) else { return nil }
        return setting
    }

    // MARK: Commands of the explorer

    /// Writes a command. The line may come from a file, so it is understood and written anew.
    private mutating func write(_ mark: Journal.Mark, from index: Int) {
        guard let command = try? ExplorerCommand(parsing: mark.line) else { return }
        if command.sendsContent, !wasContentSent(from: index) { return }
        if mark.name == "release" {
            writeReleased(from: index)
            return
        }
        let line: String
        switch command {
        case .connect(let request):
            line = Self.escaped(request.line)
            if !body.isEmpty { body.append([]) }
        case .reconnect: line = ":reconnect"
        case .disconnect: line = ":disconnect"
        case .startTLS: line = ":starttls"
        case .authenticate(let request): line = login(request)
        case .message(let source, let isAnyway): line = Self.sending(":message", source, nil, isAnyway)
        case .bdat(let source, let chunkSize, let isAnyway): line = Self.sending(":bdat", source, chunkSize, isAnyway)
        case .compose:
            flush()
            body.append(Array("# A message written in an editor was sent here. Put one into this file.".utf8))
            line = ":message message.eml"
        case .set(let setting, let value) where !Self.leftOut.contains(setting):
            body.append(Array(":set \(setting.rawValue) \(WrittenWord.quoted(value))".utf8))
            return
        case .envelope, .pretend, .savePracticeAuthority, .showTLS, .saveChain, .base64, .raw, .codes, .explain, .help,
            .find, .note,
            .record, .hold, .dropHeld, .release, .stopRecording, .export, .replay, .expect, .define, .showVariables,
            .sleep, .include, .session, .listSettings, .showSetting, .set, .screen, .teach,
            .quit:
            return
        }
        flush()
        body.append(Array(line.utf8))
        awaitsLast = command != .disconnect
        lastReply = nil
    }

    /// Whether a content went out for a command at this place: it may have been refused before anything was sent.
    private func wasContentSent(from index: Int) -> Bool {
        for entry in report.entries[min(index, report.entries.count)...] {
            switch entry.kind {
            case .sentContent: return true
            case .sent(let line): return line.isAutomatic && (line.verb == .data || line.verb == .bdat)
            case .content, .reply, .notice, .note, .connection: continue
            }
        }
        return false
    }

    private static func sending(_ name: String, _ source: ContentSource, _ size: Int?, _ isAnyway: Bool) -> String {
        var words = [name, escaped(WrittenWord.quoted(source.name))]
        if let size { words.append("\(size)") }
        if isAnyway { words.append("--anyway") }
        return words.joined(separator: " ")
    }

    private mutating func login(_ request: AuthRequest) -> String {
        if !isEncrypted { logsInWithoutTLS = true }
        var words = [":auth"]
        if let mechanism = request.mechanism { words.append(mechanism) }
        let needsSecret = request.mechanism.map { !["EXTERNAL", "ANONYMOUS"].contains($0) } ?? true
        if let user = request.user {
            // The first word is taken for the mechanism.
            if request.mechanism != nil { words.append(Self.escaped(WrittenWord.quoted(user))) }
        } else if needsSecret, request.mechanism != nil {
            needsUser = true
            words.append(Self.user)
        }
        switch request.secret {
        case .environment(let name): words.append("env:" + WrittenWord.quoted(name))
        case .file(let path): words.append("file:" + WrittenWord.quoted(path))
        case .ask, nil:
            if needsSecret {
                needsPassword = true
                words.append(Self.password)
            }
        }
        if let name = request.authorizationIdentity { words += ["--as", Self.escaped(WrittenWord.quoted(name))] }
        switch request.usesInitialResponse {
        case true?: words.append("--initial-response")
        case false?: words.append("--no-initial-response")
        case nil: break
        }
        return words.joined(separator: " ")
    }

    /// The lines that went out together: they follow each other, and come back between `:hold` and `:release`.
    private mutating func writeReleased(from index: Int) {
        flush()
        let held = report.entries[index...].prefix { $0.sent?.purpose == .command }
        guard let last = held.last else { return }
        body.append(Array(":hold".utf8))
        for entry in held {
            written.insert(entry.id)
            if let line = entry.sent { body.append(Self.command(line.bytes)) }
        }
        body.append(Array(":release".utf8))
        if last.sent?.verb == .data {
            expect(reply(to: last))
            isBehindData = true
        } else {
            deferred = expectation(reply(to: last))
        }
    }

    // MARK: Entries

    private mutating func write(_ entry: Entry, at index: Int) {
        switch entry.kind {
        case .sent(let line):
            guard !written.contains(entry.id), !line.isAutomatic || line.verb == .quit else { return }
            write(line, entry, at: index)
        case .content(let bytes):
            var bytes = bytes
            // Behind DATA, an expectation would be about its 354.
            if isBehindData, bytes.hasPrefix(ignoringCase: ":expect") {
                needsColon = true
                bytes = Array("${COLON}".utf8) + bytes.dropFirst()
            }
            isBehindData = false
            body.append(bytes)
        // The command that sent it stands there already.
        case .sentContent: break
        case .reply(let received): if awaitsLast { lastReply = received.reply }
        case .note(let bytes):
            flush()
            body.append(Array("# \(Sanitizer.escape(bytes))".utf8))
        case .connection(let note): write(note)
        case .notice: break
        }
    }

    private mutating func write(_ note: ConnectionNote) {
        switch note.event {
        case .connected: isEncrypted = false
        case .secured, .securedUnverified: isEncrypted = true
        case .failed, .broken, .closedByServer:
            flush()
            body.append(Array(":expect closed".utf8))
        case .closedByUs:
            // `:reconnect` closes the old connection first: its own reply is still to come.
            if awaitsLast, lastReply == nil { return }
            flush()
            if body.last?.starts(with: Array(":expect 221".utf8)) == true { body.append(Array(":expect closed".utf8)) }
        case .resolving, .connecting, .attemptFailed, .securing: break
        }
    }

    private mutating func write(_ line: SentLine, _ entry: Entry, at index: Int) {
        flush()
        switch line.purpose {
        case .endOfData: body.append(Array(".".utf8))
        case .saslResponse: body.append(line.bytes)
        case .raw:
            guard !line.isSecret else {
                body.append(Array("# Raw bytes with a secret in them were sent here; they are left out.".utf8))
                return
            }
            body.append(Self.raw(line.bytes))
        case .command:
            if line.verb?.isLogin == true, writeLogin(line, at: index) { return }
            guard !line.isSecret else {
                body.append(Array("# A line with a secret in it was sent here; it is left out.".utf8))
                return
            }
            body.append(Self.command(line.bytes))
        }
        // The reply to a chunk comes when its content is through, and an answer to a 334 must follow it at once.
        let expectation = expectation(reply(to: entry))
        let code = reply(to: entry)?.code
        if line.verb == .bdat {
            deferred = expectation
        } else if code != 334, let expectation {
            body.append(expectation)
        }
        isBehindData = line.verb == .data && code == 354
    }

    /// A login that was typed, as one command that does the same. One without a secret is left as it was typed.
    /// - Returns: whether it was written.
    private mutating func writeLogin(_ line: SentLine, at index: Int) -> Bool {
        let rest = report.entries[(index + 1)...]
        let end = rest.firstIndex { entry in
            guard let sent = entry.sent else { return false }
            return sent.purpose != .saslResponse
        }
        let answers = report.entries[(index + 1)..<(end ?? report.entries.count)].filter { $0.sent != nil }
        guard line.isSecret || answers.contains(where: { $0.sent?.isSecret == true }) else { return false }
        for entry in answers { written.insert(entry.id) }
        let words = line.bytes.split(separator: 0x20)
        let mechanism = words.count > 1 ? String(decoding: words[1].map(\.uppercased), as: UTF8.self) : ""
        guard ExplorerCommand.canAuthenticate(mechanism) else {
            body.append(Array("# A login was typed here that :auth cannot do; it is left out.".utf8))
            return true
        }
        let request = AuthRequest(mechanism: mechanism, user: nil, secret: nil)
        body.append(Array(login(request).utf8))
        let last = answers.last ?? report.entries[index]
        if let expectation = expectation(reply(to: last)) { body.append(expectation) }
        return true
    }

    // MARK: What is expected

    private func reply(to entry: Entry) -> Reply? {
        guard let id = entry.sent?.reply, let first = report.entries.first?.id else { return nil }
        let index = id.number - first.number
        return report.entries.indices.contains(index) ? report.entries[index].reply?.reply : nil
    }

    private func expectation(_ reply: Reply?) -> [UInt8]? {
        guard let code = reply?.code else { return nil }
        let enhanced = reply?.enhanced.map { " and \($0)" } ?? ""
        return Array(":expect \(code)\(enhanced)".utf8)
    }

    private mutating func expect(_ reply: Reply?) {
        if let expectation = expectation(reply) { body.append(expectation) }
    }

    /// Writes what is still to be expected of what came before.
    private mutating func flush() {
        if let deferred { body.append(deferred) }
        deferred = nil
        if awaitsLast { expect(lastReply) }
        awaitsLast = false
        isBehindData = false
    }

    // MARK: Lines

    /// A command as it was typed; what a script would not take so stands as `:raw`.
    private static func command(_ line: [UInt8]) -> [UInt8] {
        guard let first = line.first, let last = line.last, Sanitizer.isPrintable(line), !first.isBlank, !last.isBlank,
            ![UInt8(ascii: "#"), UInt8(ascii: ":"), 0xEF].contains(first)
        else { return raw(line + [0x0D, 0x0A]) }
        return Array(escaped(line))
    }

    private static func raw(_ bytes: [UInt8]) -> [UInt8] {
        var text = Array(":raw \"".utf8)
        for byte in bytes {
            switch byte {
            case 0x0D: text += Array("\\r".utf8)
            case 0x0A: text += Array("\\n".utf8)
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): text += [UInt8(ascii: "\\"), byte]
            // A $ could begin a variable.
            case 0x20..<0x7F where byte != UInt8(ascii: "$"): text.append(byte)
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                text += Array("\\x\(digits.utf8.count == 1 ? "0" : "")\(digits)".utf8)
            }
        }
        return text + [UInt8(ascii: "\"")]
    }

    /// `${` stands for itself as `$${`.
    private static func escaped(_ line: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        for (index, byte) in line.enumerated() {
            if byte == UInt8(ascii: "$"), index + 1 < line.count, line[index + 1] == UInt8(ascii: "{") {
                result.append(byte)
            }
            result.append(byte)
        }
        return result
    }

    private static func escaped(_ text: String) -> String { String(decoding: escaped(Array(text.utf8)), as: UTF8.self) }
}

extension ExplorerCommand {
    /// Whether `:auth` knows the mechanism.
    fileprivate static func canAuthenticate(_ mechanism: String) -> Bool {
        guard case .authenticate? = try? ExplorerCommand(parsing: Array(":auth \(mechanism)".utf8)) else {
            return false
        }
        return true
    }
}
