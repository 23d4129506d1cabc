import PracticeServer
import SafeText
import SessionCore
import SessionRuntime

/// Scenarios that a user names: built-in ones by name, own ones by file.
enum ScenarioFile {
    /// The built-in scenario of this name, or the one in this file.
    static func find(_ text: String) throws -> Scenario {
        if let known = Scenario.named(text) { return known }
        guard text.contains("/") || text.hasSuffix(".scenario") else {
            let names = Scenario.all.map(\.name).joined(separator: ", ")
            StandardError.write("--scenario takes a file, or one of \(names).")
            throw SessionCore.ExitCode.usage.leave
        }
        return try read(text)
    }

    /// The scenario in this file; with a mistake in it, says so and ends the program.
    static func read(_ path: String) throws -> Scenario {
        guard case .file(let bytes, _) = ScriptFile.surroundings().load(path) else {
            StandardError.write(Sanitizer.escape("\(path) cannot be read as a file."))
            throw SessionCore.ExitCode.badData.leave
        }
        do {
            return try ScenarioReader.read(String(decoding: bytes, as: UTF8.self), file: path)
        } catch {
            StandardError.write(Sanitizer.escape(error.description))
            throw SessionCore.ExitCode.badData.leave
        }
    }
}
