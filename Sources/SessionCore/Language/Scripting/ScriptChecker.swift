import SMTPProtocol
import SafeText

/// Follows the lines of a script without a server: what each is, and whether it can be understood.
struct ScriptChecker {
    /// What a line is for the reader.
    enum Checked {
        /// It is played.
        case line(ScriptLine.Role)
        /// The lines of this file stand in its place.
        case include(String)
    }

    /// What the lines before have defined.
    private(set) var variables: Variables
    private(set) var opensConnection = false
    private(set) var usesTarget = false
    private let surroundings: ScriptSurroundings
    private var session = Script.firstSession
    /// How far each session is.
    private var stages: [String: Stage] = [:]
    private var content = Content.none
    /// What each session holds back that matters here; nil where it holds nothing back.
    private var held: [String: Held] = [:]

    /// How far a session is.
    private enum Stage {
        case open
        /// Behind `:disconnect`.
        case closed
        /// Behind `:quit`.
        case ended
    }

    /// What the last line was that is held back.
    private enum Held {
        case nothing
        /// Its content follows `:release`.
        case data(line: Int)
    }

    /// What the next line is content of.
    private enum Content {
        case none
        /// The reply to this DATA may be judged first.
        case behindData(line: Int)
        case data(line: Int)
        case chunk(UInt64, line: Int)
    }

    init(_ surroundings: ScriptSurroundings) {
        self.surroundings = surroundings
        variables = surroundings.variables
    }

    // MARK: Content

    /// Whether a line is content. Lines behind DATA are, up to the dot alone, and lines behind BDAT, as many as its octets.
    mutating func isContent(_ line: [UInt8], at number: Int) -> Bool {
        switch content {
        case .none: return false
        case .behindData(let start):
            if Session.isExpectation(line) { return false }
            content = .data(line: start)
            return isContent(line, at: number)
        case .data:
            if line == [UInt8(ascii: ".")] { content = .none }
            return true
        case .chunk(let rest, let start):
            let count = UInt64(line.count + 2)
            content = count < rest ? .chunk(rest - count, line: start) : .none
            return true
        }
    }

    /// The line of the DATA whose content has no end; the file ends here.
    mutating func unfinishedContent() -> Int? {
        defer { content = .none }
        switch content {
        case .none: return nil
        case .behindData(let line), .data(let line), .chunk(_, let line): return line
        }
    }

    // MARK: Commands

    /// Checks a line that is no content.
    /// - Throws: `LanguageError` whose position is one of the line as it is written.
    mutating func check(_ written: [UInt8], at number: Int) throws(LanguageError) -> Checked {
        for name in Variables.environmentNames(in: written) where variables.environment[name] == nil {
            variables.environment[name] = surroundings.environment(name)
        }
        if written.contains(UInt8(ascii: "$")), Array(written).holds("${TARGET}") { usesTarget = true }
        let meant = try variables.substitute(in: written, at: surroundings.now)
        guard meant.bytes.first == UInt8(ascii: ":") else {
            try checkCommand(meant.bytes, at: number)
            return .line(.command)
        }
        do throws(LanguageError) {
            return try check(ExplorerCommand(parsing: meant.bytes), meant.bytes)
        } catch {
            let names = [":connect", ":practice", ":reconnect"]
            if names.contains(where: { meant.bytes.hasPrefix(ignoringCase: $0) }) {
                // It would have connected, so the lines that follow are judged as if it did.
                opensConnection = true
                stages[session] = .open
            }
            throw LanguageError(
                error.code, error.message, at: error.position.map(meant.written), advice: error.advice)
        }
    }

    private mutating func checkCommand(_ line: [UInt8], at number: Int) throws(LanguageError) {
        // What follows is content also where the line itself has a mistake.
        let command = Command(parsing: line)
        if held[session] != nil {
            held[session] = command.verb == .data ? .data(line: number) : .nothing
        } else if command.verb == .data {
            content = .behindData(line: number)
        } else if case .chunk(let size, _) = command.arguments, size > 0 {
            content = .chunk(size, line: number)
        }
        if let offset = line.firstIndex(of: 0x0D) {
            throw LanguageError(
                .forbiddenByte, "The line holds a CR.", at: offset, advice: "To send it on purpose, use :raw.")
        }
        try checkConnection()
    }

    private mutating func checkConnection() throws(LanguageError) {
        let stage = stages[session]
        // The lines that follow have no mistake of their own.
        if stage != .ended { stages[session] = .open }
        switch stage {
        case .open: break
        case .ended:
            throw LanguageError(
                .notNow, "The session ends with :quit, so this line is never played.", advice: "Put :quit at the end.")
        case .closed:
            throw LanguageError(
                .notNow, "The connection is closed here.", advice: ":connect or :reconnect comes first.")
        case nil:
            if session == Script.firstSession, surroundings.isConnected { break }
            let who = session == Script.firstSession ? "" : " in the session \(session)"
            throw LanguageError(
                .notNow, "There is no connection yet\(who).",
                advice: session == Script.firstSession
                    ? "Begin with :connect HOST or :practice, or name a server: smtpx run SCRIPT HOST."
                    : "Begin with :connect HOST or :practice.")
        }
    }

    private mutating func check(_ command: ExplorerCommand, _ line: [UInt8]) throws(LanguageError) -> Checked {
        if case .session = command {} else if stages[session] == .ended { try checkConnection() }
        switch command {
        case .connect(let request):
            try check(request, line)
            opensConnection = true
            stages[session] = .open
        case .reconnect:
            if stages[session] == nil { try checkConnection() }
            stages[session] = .open
        case .disconnect:
            try checkConnection()
            stages[session] = .closed
        case .startTLS, .authenticate, .envelope, .pretend, .raw, .compose: try checkConnection()
        case .message(let source, _), .bdat(let source, _, _):
            try checkConnection()
            try check(source, line)
        case .hold: held[session] = held[session] ?? .nothing
        case .dropHeld: held[session] = nil
        case .release:
            try checkConnection()
            // The content follows the reply to DATA, which goes out now.
            if case .data(let line) = held.removeValue(forKey: session) { content = .behindData(line: line) }
        case .quit: stages[session] = .ended
        case .expect(let expectation):
            if case .behindData = content, !expectation.admits(354) { content = .none }
            return .line(.expectation)
        case .define(let name, let value):
            try variables.define(name, as: value)
            return .line(.definition)
        case .include(let path): return .include(path)
        case .session(let name):
            guard surroundings.allowsSessions else {
                throw LanguageError(
                    .notNow, "Several sessions are for scripts.", at: 0, advice: "Play it with smtpx run.")
            }
            session = name
            return .line(.session(name))
        case .screen(.connectForm): throw ExplorerCommand.missingTarget(end: line.count)
        case .screen(.open): throw ExplorerCommand.noTabs
        case .savePracticeAuthority, .showTLS, .saveChain, .base64, .codes, .explain, .help, .find, .note,
            .showVariables,
            .sleep, .record, .stopRecording, .export, .replay, .listSettings, .showSetting, .set, .screen,
            .teach:
            break
        }
        return .line(.explorer)
    }

    /// A message that cannot be read would end the script in the middle of a session.
    private func check(_ source: ContentSource, _ line: [UInt8]) throws(LanguageError) {
        guard case .file(let path) = source, let problem = surroundings.contentProblem(path) else { return }
        let place = line.indices.dropFirst().first { line[$0...].starts(with: path.utf8) }
        throw LanguageError(
            .unreadable, "\(Sanitizer.escape(path)) cannot be sent: \(problem)", at: place, advice: "Check the path.")
    }

    private func check(_ request: ConnectRequest, _ line: [UInt8]) throws(LanguageError) {
        guard case .text(let target) = request.target, let problem = surroundings.targetProblem(target) else { return }
        let place = line.indices.dropFirst().first { line[$0...].starts(with: target.utf8) }
        throw LanguageError(.badValue, problem, at: place, advice: "Nothing was connected.")
    }
}

extension [UInt8] {
    fileprivate func holds(_ text: String) -> Bool {
        let wanted = Array(text.utf8)
        return indices.contains { self[$0...].starts(with: wanted) }
    }
}
