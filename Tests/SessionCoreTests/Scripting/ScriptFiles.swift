import SessionCore

/// Scripts that are no files: what a test writes down under a name.
struct ScriptFiles {
    var files: [String: [UInt8]]
    var environment: [String: String] = [:]

    init(_ files: [String: String]) { self.files = files.mapValues { Array($0.utf8) } }

    func surroundings(isConnected: Bool = true) -> ScriptSurroundings {
        var surroundings = ScriptSurroundings(
            load: { path in
                let name = path.hasPrefix("./") ? String(path.dropFirst(2)) : path
                guard let bytes = files[name] else {
                    return .failed(message: "There is no such file.", exitCode: .noInput)
                }
                return .file(bytes: bytes, identity: name)
            },
            environment: { name in environment[name].map { Array($0.utf8) } },
            targetProblem: { $0 == "bad target" ? "That is no server." : nil },
            contentProblem: { $0 == "gone.eml" ? "No such file." : nil })
        surroundings.isConnected = isConnected
        return surroundings
    }

    func read(_ path: String = "a.smtpx", isConnected: Bool = true) throws(ScriptMistakes) -> Script {
        try Script.read(path, with: surroundings(isConnected: isConnected))
    }

    /// What is wrong with a script of these lines.
    static func mistakes(in text: String, isConnected: Bool = true) -> [String] {
        mistakes(in: Array(text.utf8), isConnected: isConnected).map(\.description)
    }

    static func mistakes(in bytes: [UInt8], isConnected: Bool = true) -> [ScriptMistake] {
        var files = ScriptFiles([:])
        files.files["a.smtpx"] = bytes
        do throws(ScriptMistakes) {
            _ = try files.read(isConnected: isConnected)
            return []
        } catch {
            return error.list
        }
    }
}
