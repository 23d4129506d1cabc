import ArgumentParser
import SafeText
import SessionCore
import SessionRuntime
import Teaching

/// `smtpx lessons`: what there is to learn, and whether a lesson's file is right.
struct Lessons: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the lessons and how far you are, or check the file of one.",
        discussion: """
            smtpx --lesson say-hello begins a lesson; in the explorer :lesson say-hello does.
            A mistake in a file is told with its line, and the exit code is 65.
            """)

    @Option(help: ArgumentHelp("Check this file of a lesson.", valueName: "file")) var check: String?
    @OptionGroup var look: LookOptions

    func run() throws {
        if let check { return try examine(check) }
        let progress = ProgressFile(in: .current())?.load() ?? LessonProgress()
        for line in LessonText.list(LessonCatalog.all, progress) { StandardOutput.write(look.escaped(line) + "\n") }
    }

    private func examine(_ path: String) throws {
        let bytes: [UInt8]
        do throws(InputProblem) {
            bytes = try InputFile.contents(of: path, limit: LessonReader.maximumSize)
        } catch {
            StandardError.write(error.text)
            throw error.exitCode.leave
        }
        do throws(LessonMistake) {
            let file = path.split(separator: "/").last.map(String.init) ?? path
            let lesson = try LessonReader.read(bytes, name: String(file.prefix { $0 != "." }), file: path)
            StandardOutput.write(
                look.escaped(
                    "\(lesson.name): \(lesson.steps.count) steps, \(lesson.wordCount) words of text. It is right.")
                    + "\n")
        } catch {
            StandardError.write(error.description)
            throw SessionCore.ExitCode.badData.leave
        }
    }
}
