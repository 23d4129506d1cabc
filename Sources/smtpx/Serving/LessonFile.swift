import PracticeServer
import SafeText
import SessionCore
import Teaching

/// The lesson that a class plays: a built-in one by name, an own one by file.
enum LessonFile {
    /// The lesson of this name or in this file, and the scenario it is played on; with a mistake in it, says so and ends
    /// the program.
    static func find(_ text: String) throws -> (lesson: Lesson, scenario: Scenario) {
        let lesson = try LessonCatalog.named(text) ?? own(text)
        guard let scenario = Scenario.named(lesson.scenario) else {
            let nearest = NearestName.of(lesson.scenario, among: Scenario.all.map(\.name)) ?? ""
            StandardError.write(
                "\(Sanitizer.escape(text)): there is no scenario \(Sanitizer.escape(lesson.scenario)). "
                    + "Did you mean \(nearest)?")
            throw SessionCore.ExitCode.badData.leave
        }
        guard lesson.stepCountSeenByServer > 0 else {
            StandardError.write(
                "\(Sanitizer.escape(text)): a server can see no step of this lesson done; all are questions, "
                    + "or commands for the explorer.")
            throw SessionCore.ExitCode.usage.leave
        }
        return (lesson, scenario)
    }

    private static func own(_ text: String) throws -> Lesson {
        guard text.contains("/") || text.hasSuffix(".lesson") else {
            let nearest = NearestName.of(text, among: LessonCatalog.all.map(\.name)) ?? ""
            StandardError.write(
                "There is no lesson \(Sanitizer.escape(text)). Did you mean \(nearest)? smtpx lessons lists all; "
                    + "--lesson takes a file, too.")
            throw SessionCore.ExitCode.usage.leave
        }
        let bytes: [UInt8]
        do throws(InputProblem) {
            bytes = try InputFile.contents(of: text, limit: LessonReader.maximumSize)
        } catch {
            StandardError.write(error.text)
            throw error.exitCode.leave
        }
        do throws(LessonMistake) {
            let file = text.split(separator: "/").last.map(String.init) ?? text
            return try LessonReader.read(bytes, name: String(file.prefix { $0 != "." }), file: text)
        } catch {
            StandardError.write(error.description)
            throw SessionCore.ExitCode.badData.leave
        }
    }
}
