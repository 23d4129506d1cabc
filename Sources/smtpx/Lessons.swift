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
            smtpx --lesson FILE plays one of your own.
            A mistake in a file is told with its line, and the exit code is 65: a word that is not known, a scenario that
            does not exist, a check that could never come true.

            A lesson's file has a line for each thing; # begins a comment.
              title    Say hello                    course   first-steps 1
              summary  What it is about.            scenario standard
              rfc      RFC 5321 4.1.1.1
              step     The server speaks first      begins a step
              text     What there is to know, under 60 words.
              goal     What to do.
              before   EHLO lab.example             what a new connection needs first
              try      EHLO lab.example             solves the step
              hint     Type EHLO lab.example        one for each :hint
              check    reply 250 to EHLO            or: reply 2xx or tls
              nudge    sent "HELO*" : Say EHLO.     what is said about a wrong turn
              question Which digit decides?
              choice   A the first
            Conditions for check and nudge: connected, disconnected, sent "LINE", content "LINE", reply CODE [to VERB],
            mailbox NAME has NUMBER, message "LINE", tls, tls failed, login [MECHANISM], command ":NAME*", answer LETTER.
            """)

    @Option(help: ArgumentHelp("Check this file of a lesson.", valueName: "file")) var check: String?
    @OptionGroup var look: LookOptions

    func run() throws {
        if let check { return try examine(check) }
        let progress = ProgressFile(in: .current())?.load() ?? LessonProgress()
        for line in LessonText.list(LessonCatalog.all, progress) {
            StandardOutput.write(look.escaped(look.isASCII ? LessonText.ascii(line) : line) + "\n")
        }
    }

    private func examine(_ path: String) throws {
        let lesson = try LessonFile.read(path)
        let steps = lesson.steps.count == 1 ? "1 step" : "\(lesson.steps.count) steps"
        StandardOutput.write(
            look.escaped("\(lesson.name): \(steps), \(lesson.wordCount) words of text. It is right.") + "\n")
        let unsure = lesson.steps.filter { $0.solution.isEmpty || $0.hints.isEmpty }.map(\.title)
        if !unsure.isEmpty {
            StandardOutput.write(
                look.escaped("No hint, or no line try that solves it: \(unsure.joined(separator: ", ")).") + "\n")
        }
        StandardOutput.write(look.escaped("smtpx --lesson \(path) plays it.") + "\n")
    }
}
