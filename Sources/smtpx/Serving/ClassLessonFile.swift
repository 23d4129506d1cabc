import PracticeServer
import SafeText
import SessionCore
import Teaching

/// The lesson that a class plays: a built-in one by name, an own one by file.
enum ClassLessonFile {
    /// The lesson of this name or in this file, and the scenario it is played on; with a mistake in it, says so and ends
    /// the program.
    static func find(_ text: String) throws -> (lesson: Lesson, scenario: Scenario) {
        let lesson = try LessonCatalog.named(text) ?? own(text)
        // The files were read with the scenarios that there are.
        let scenario = Scenario.named(lesson.scenario) ?? .standard
        guard lesson.stepCountSeenByServer > 0 else {
            StandardError.write(
                "\(Sanitizer.escape(text)): a server can see no step of this lesson done; all are questions, "
                    + "or commands for the explorer.")
            throw SessionCore.ExitCode.usage.leave
        }
        return (lesson, scenario)
    }

    private static func own(_ text: String) throws -> Lesson {
        guard LessonFile.isMeant(by: text) else {
            let nearest = NearestName.of(text, among: LessonCatalog.all.map(\.name)) ?? ""
            StandardError.write(
                "There is no lesson \(Sanitizer.escape(text)). Did you mean \(nearest)? smtpx lessons lists all; "
                    + "--lesson takes a file, too.")
            throw SessionCore.ExitCode.usage.leave
        }
        return try LessonFile.read(text)
    }
}
