import SMTPProtocol
import SafeText

/// Reads files of a script into lines, and checks each of them.
struct ScriptReader {
    let surroundings: ScriptSurroundings
    private(set) var mistakes: [ScriptMistake] = []
    private var lines: [ScriptLine] = []
    private var checker: ScriptChecker
    /// The files that are being read, the innermost last.
    private var open: [String] = []
    private var fileCount = 0
    private var byteCount = 0
    private var isFull: Bool { mistakes.count >= ScriptLimits.mistakes }

    init(_ surroundings: ScriptSurroundings) {
        self.surroundings = surroundings
        checker = ScriptChecker(surroundings)
    }

    func script(named name: String) throws(ScriptMistakes) -> Script {
        if let first = mistakes.first { throw ScriptMistakes(first, Array(mistakes.dropFirst())) }
        return Script(
            name: name, lines: lines, environment: checker.variables.environment,
            opensConnection: checker.opensConnection, usesTarget: checker.usesTarget)
    }

    /// Reads the script itself.
    mutating func read(_ path: String) {
        switch surroundings.load(path) {
        case .file(let bytes, let identity): read(bytes, of: path, identity)
        case .failed(let message, let exitCode):
            mistakes.append(ScriptMistake(file: path, message: message, exitCode: exitCode))
        }
    }

    private mutating func read(_ content: [UInt8], of file: String, _ identity: String) {
        byteCount += content.count
        guard content.count <= ScriptLimits.fileBytes, byteCount <= ScriptLimits.allBytes else {
            mistakes.append(ScriptMistake(file: file, message: Self.tooBig, exitCode: .badData))
            return
        }
        open.append(identity)
        defer { open.removeLast() }
        var content = content[...]
        if content.starts(with: [0xEF, 0xBB, 0xBF]) { content = content.dropFirst(3) }
        var number = 0
        while let line = Self.nextLine(&content), !isFull {
            number += 1
            read(line, at: number, of: file)
        }
        if let start = checker.unfinishedContent() {
            note(
                LanguageError(
                    .missingArgument, "The content that begins here has no end.",
                    advice:
                        "A dot alone on a line ends it. After a DATA that is expected to be refused, write :expect first."
                ),
                file, start, shift: nil, .badData)
        }
    }

    static let tooBig =
        "The file is too big: a script has at most \(ScriptLimits.fileBytes >> 20) MiB. Send a message of that size with "
        + ":message FILE."

    private static func nextLine(_ content: inout ArraySlice<UInt8>) -> [UInt8]? {
        guard !content.isEmpty else { return nil }
        let line = content.prefix { $0 != 0x0A }
        content = content[line.endIndex...].dropFirst()
        return Array(line.last == 0x0D ? line.dropLast() : line)
    }

    private mutating func read(_ written: [UInt8], at number: Int, of file: String) {
        guard !written.contains(0) else {
            note(
                LanguageError(
                    .forbiddenByte, "The line holds a NUL.", at: written.firstIndex(of: 0),
                    advice: "A script is a text file; :raw \"\\0\" sends a NUL on purpose."), file, number, shift: 0,
                .badData)
            return
        }
        guard written.count <= LineParser.maximumLength else {
            note(
                LanguageError(
                    .tooLong, "The line has \(written.count) bytes; a line can have \(LineParser.maximumLength).",
                    advice: "Send a long message with :message FILE."), file, number, shift: 0, .badData)
            return
        }
        if checker.isContent(written, at: number) {
            lines.append(ScriptLine(file: file, number: number, bytes: written, role: .content))
            return
        }
        let text = written.trimmingBlanks()
        guard let first = text.first, first != UInt8(ascii: "#") else { return }
        // Only an explorer command may be moved in: to a server every byte counts.
        let isExplorer = first == UInt8(ascii: ":")
        let line = isExplorer ? Array(written[text.startIndex...]) : written
        let shift = isExplorer ? text.startIndex : 0
        do throws(LanguageError) {
            switch try checker.check(line, at: number) {
            case .line(let role): lines.append(ScriptLine(file: file, number: number, bytes: line, role: role))
            case .include(let path): include(path, from: file, at: number)
            }
        } catch {
            note(error, file, number, shift: shift, Self.exitCode(of: error))
        }
    }

    private static func exitCode(of error: LanguageError) -> ExitCode {
        if error.code == .unreadable { return .noInput }
        return error.code == .forbiddenByte ? .badData : .usage
    }

    // MARK: Including

    private mutating func include(_ path: String, from file: String, at number: Int) {
        let path = Self.resolve(path, from: file)
        func problem(_ message: String, _ code: ExitCode) {
            mistakes.append(ScriptMistake(file: file, line: number, message: message, exitCode: code))
        }
        fileCount += 1
        guard open.count < ScriptLimits.depth, fileCount <= ScriptLimits.files else {
            problem(
                "There are too many files: \(ScriptLimits.files) at most, and \(ScriptLimits.depth) in each other.",
                .badData)
            return
        }
        switch surroundings.load(path) {
        case .failed(let message, let exitCode): problem("\(Sanitizer.escape(path)): \(message)", exitCode)
        case .file(let bytes, let identity):
            guard !open.contains(identity) else {
                problem("\(Sanitizer.escape(path)) includes itself, so it would never end.", .badData)
                return
            }
            read(bytes, of: path, identity)
        }
    }

    /// A path as it is meant in a file: from the folder of that file.
    static func resolve(_ path: String, from file: String) -> String {
        let slash = UInt8(ascii: "/")
        guard path.utf8.first != slash, let end = file.utf8.lastIndex(of: slash) else { return path }
        return String(decoding: file.utf8[...end], as: UTF8.self) + path
    }

    /// Notes a mistake.
    /// - Parameter shift: how many bytes of the written line stand before what was looked at; nil for the whole line.
    private mutating func note(
        _ error: LanguageError, _ file: String, _ number: Int, shift: Int?, _ exitCode: ExitCode
    ) {
        guard !isFull else { return }
        let column = shift.flatMap { shift in error.position.map { $0 + shift + 1 } }
        mistakes.append(
            ScriptMistake(
                file: file, line: number, column: column, message: "\(error.message) \(error.advice)",
                exitCode: exitCode))
    }
}
