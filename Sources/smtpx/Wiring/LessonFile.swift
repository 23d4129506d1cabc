import PracticeServer
import SafeText
import SessionCore
import Teaching

/// The file of a lesson, as a teacher writes it.
enum LessonFile {
    /// Whether the text names a file, and not a lesson that is built in.
    static func isMeant(by text: String) -> Bool { text.contains("/") || text.hasSuffix(".lesson") }

    /// The lesson in this file; with a mistake in it, says so and ends the program.
    static func read(_ path: String) throws -> Lesson {
        let bytes: [UInt8]
        do throws(InputProblem) {
            // One byte more than may be: the reader says what is wrong with such a file.
            bytes = try InputFile.contents(of: path, limit: LessonReader.maximumSize + 1, consequence: "")
        } catch {
            StandardError.write(error.text)
            throw error.exitCode.leave
        }
        do throws(LessonMistake) {
            return try LessonReader.read(bytes, name: name(of: path), file: path, in: surroundings)
        } catch {
            StandardError.write(error.description)
            throw SessionCore.ExitCode.badData.leave
        }
    }

    /// The file's name without its ending, in the characters of a word.
    private static func name(of path: String) -> String {
        let file = path.split(separator: "/").last.map(String.init) ?? path
        let stem = file.hasSuffix(".lesson") ? file.dropLast(".lesson".count) : file.prefix { $0 != "." }
        let name = String(stem.map { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) ? $0 : "-" })
        return name.isEmpty ? "lesson" : name
    }

    /// The practice servers that a lesson can be played on.
    private static var surroundings: LessonSurroundings {
        var scenarios: [String: Set<String>] = [:]
        for scenario in Scenario.all {
            let users = Directory.classroom.users + scenario.settings.users
            scenarios[scenario.name] = Set(users.map(\.name))
        }
        return LessonSurroundings(scenarios: scenarios)
    }
}
