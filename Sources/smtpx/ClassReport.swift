import ArgumentParser
import SafeText
import SessionCore

/// `smtpx class`: what a class did on the practice server, as one web page.
struct ClassReport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "class",
        abstract: "Make one web page of what a class did on the practice server.",
        discussion: """
            smtpx serve --class --events class.ndjson     while the class is on
            smtpx class class.ndjson > class.html         then, or in between

            Each student, by the name of the sandbox, has a time line: commands, replies with their severity, rules that
            took effect, messages with subject and size, steps of lessons. The page needs no network and no script.
            Passwords are [hidden] in the events, so they are on no page.
            """)

    @Argument(help: ArgumentHelp("What smtpx serve --events wrote; - is standard input.", valueName: "events"))
    var file: String

    func run() throws {
        var reader = EventReader(file: Sanitizer.escape(file))
        do throws(InputProblem) {
            if file == "-" {
                while true {
                    guard let piece = StandardInput.read() else { continue }
                    if piece.isEmpty { break }
                    try reader.take(piece)
                }
            } else {
                try InputFile.read(file, consequence: "") { (piece) throws(InputProblem) in try reader.take(piece) }
            }
            try reader.finish()
        } catch {
            StandardError.write(error.text)
            throw error.exitCode.leave
        }
        let page = ClassPage(reader.record, program: "smtpx \(Version.current)")
        StandardOutput.write(String(decoding: page.bytes, as: UTF8.self))
    }
}

/// Puts the pieces of a file of events together to lines.
struct EventReader {
    private(set) var record = ClassRecord()
    private let file: String
    private var rest: [UInt8] = []
    private var lineCount = 0

    /// - Parameter file: what messages call it, escaped.
    init(file: String) { self.file = file }

    mutating func take(_ piece: [UInt8]) throws(InputProblem) {
        var start = piece.startIndex
        while let end = piece[start...].firstIndex(of: 0x0A) {
            rest += piece[start..<end]
            try takeLine(rest)
            rest.removeAll(keepingCapacity: true)
            start = end + 1
        }
        rest += piece[start...]
        guard rest.count <= ClassRecord.maximumLine else {
            throw InputProblem(
                "\(file), line \(lineCount + 1): it has more than \(ClassRecord.maximumLine) bytes.", .badData)
        }
    }

    /// What stands behind the last end of a line is being written, or was cut off: it is left out.
    mutating func finish() throws(InputProblem) {
        record.finish()
        guard !record.isEmpty else {
            throw InputProblem("\(file): there is no event in it. smtpx serve --events FILE writes them.", .badData)
        }
    }

    private mutating func takeLine(_ line: [UInt8]) throws(InputProblem) {
        lineCount += 1
        do throws(ClassRecord.Mistake) {
            try record.take(line)
        } catch {
            throw InputProblem(
                "\(file), line \(lineCount): \(error.message). Expected an event of smtpx serve --events.", .badData)
        }
    }
}
