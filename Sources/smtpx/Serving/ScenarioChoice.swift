import ArgumentParser
import PracticeServer
import SafeText
import SessionCore

/// A scenario that a user named: a built-in one by its name, or an own one by its file.
///
/// Every place where a scenario can be named asks here, so that a name means the same everywhere.
enum ScenarioChoice {
    case builtIn(Scenario)
    case file(ScenarioFile)

    /// Why there is no such scenario, in words that are safe to show.
    struct Mistake: Error {
        let message: String
        let advice: String
        let exitCode: SessionCore.ExitCode

        var text: String { "\(message) \(advice)" }
    }

    /// What holds a slash or ends in `.scenario` is a file; anything else is a name.
    init(_ text: String) throws(Mistake) {
        if text.contains("/") || text.hasSuffix(".scenario") {
            self = .file(ScenarioFile(path: text))
        } else if let known = Scenario.named(text) {
            self = .builtIn(known)
        } else {
            let names = Scenario.all.map(\.name)
            let nearest = NearestName.of(text, among: names) ?? Scenario.standard.name
            throw Mistake(
                message: "There is no scenario \(Sanitizer.escape(String(text.prefix(40)))).",
                advice: "The nearest one is \(nearest). Others: \(names.joined(separator: ", ")). "
                    + "A file of your own has / or .scenario in its name, as in ./mine.scenario.",
                exitCode: .usage)
        }
    }

    /// What it is known by: the name, or the file.
    var name: String {
        switch self {
        case .builtIn(let scenario): scenario.name
        case .file(let file): Sanitizer.escape(file.path)
        }
    }

    /// The file to look at again; nil for what is built in.
    var file: ScenarioFile? {
        switch self {
        case .builtIn: nil
        case .file(let file): file
        }
    }

    /// The scenario; a file is read now.
    func scenario() throws(Mistake) -> Scenario {
        switch self {
        case .builtIn(let scenario): return scenario
        case .file(let file):
            do throws(ScenarioError) {
                return try file.read()
            } catch {
                throw Mistake(
                    message: Self.words(for: error) + ".", advice: ":help scenarios shows how one is written.",
                    exitCode: error.line == nil ? .noInput : .badData)
            }
        }
    }

    /// A mistake in a scenario: its place, what was expected, and the nearest word to one that was mistyped. Escaped.
    static func words(for error: ScenarioError) -> String {
        let nearest = error.choice.flatMap { NearestName.of($0.word, among: $0.candidates) }
        return Sanitizer.escape(error.description) + (nearest.map { "; the nearest is \($0)" } ?? "")
    }

    // MARK: On the command line

    /// What a shell offers behind `--scenario`: the names, and files in this folder.
    static let completion = CompletionKind.custom { _, _, _ in
        let files = FolderReader.read(".").entries.map(\.name).filter { $0.hasSuffix(".scenario") }
        return Scenario.all.map(\.name) + files
    }

    /// Checks the value of `--scenario`; a file is looked at when it is needed.
    static func check(_ text: String?, practice: Bool) throws {
        guard let text else { return }
        guard practice else { throw ValidationError("--scenario needs --practice.") }
        do throws(Mistake) {
            _ = try ScenarioChoice(text)
        } catch {
            throw ValidationError("--scenario: \(error.text)")
        }
    }

    /// The choice with its scenario; says what is wrong and ends the program when there is none.
    static func find(_ text: String) throws -> (choice: ScenarioChoice, scenario: Scenario) {
        do throws(Mistake) {
            let choice = try ScenarioChoice(text)
            return (choice, try choice.scenario())
        } catch {
            StandardError.write(error.exitCode == .usage ? error.text : error.message)
            throw error.exitCode.leave
        }
    }

    /// The scenario in this file, whatever its name; says what is wrong and ends the program when there is none.
    static func read(_ path: String) throws -> Scenario {
        do throws(Mistake) {
            return try ScenarioChoice.file(ScenarioFile(path: path)).scenario()
        } catch {
            StandardError.write(error.message)
            throw error.exitCode.leave
        }
    }

    /// Ends the program before it begins when the file of `--scenario` has a mistake.
    static func require(_ text: String?) throws {
        if let text { _ = try find(text) }
    }
}
