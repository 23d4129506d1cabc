import ArgumentParser
import Glibc
import SafeText
import SessionCore

/// `smtpx from-swaks`: the script that does what a command line of swaks does.
struct FromSwaks: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "from-swaks",
        abstract: "Print the script that does what a swaks command line does.",
        discussion: """
            smtpx from-swaks -- swaks --to you@example.net --server mx.example.net \\
                > test.smtpx
            smtpx run test.smtpx

            Write swaks' own command line behind the two hyphens, with or without the
            word swaks. The script says the same lines to the server. What it cannot do
            stands in it as comments, and on standard error. A password is never
            printed: the script takes it from the environment variable SMTPX_PASSWORD.
            Configuration files of swaks, its SWAKS_OPT_ variables, and values that it
            would ask for are not read.
            """)

    @Argument(parsing: .postTerminator, help: ArgumentHelp("The command line of swaks.", valueName: "swaks …"))
    var words: [String] = []

    func run() throws {
        var words = self.words[...]
        if let first = words.first, first == "swaks" || first.hasSuffix("/swaks") { words = words.dropFirst() }
        guard !words.isEmpty else {
            StandardError.write(
                "there is nothing to translate. Write: smtpx from-swaks -- swaks --to you@example.net …")
            throw SessionCore.ExitCode.usage.leave
        }
        do throws(SwaksError) {
            let script = try SwaksScript(Array(words), Self.surroundings())
            for remark in script.remarks { StandardError.write(remark) }
            if script.needsPassword {
                let name = SwaksScript.passwordVariable
                StandardError.write("the script takes the password from \(name): read -rs \(name); export \(name)")
            }
            guard Descriptor.write(script.text, to: STDOUT_FILENO) else {
                StandardError.write("the script could not be written.")
                throw SwaksError.notWritten
            }
        } catch {
            if error != .notWritten { StandardError.write(error.description) }
            throw error.exitCode.leave
        }
    }

    private static func surroundings() -> SwaksSurroundings {
        var now = time(nil)
        var local = tm()
        localtime_r(&now, &local)
        return SwaksSurroundings(
            user: Environment.value("LOGNAME") ?? userName, host: hostName, process: Int(getpid()),
            date: MessageSource.dateText, compactDate: formatted("%Y%m%d%H%M%S", &local),
            file: { try? InputFile.contents(of: $0, limit: StandardInput.largestText) })
    }

    private static var userName: String { getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) } ?? "nobody" }

    private static var hostName: String {
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, name.count - 1) == 0 else { return "localhost" }
        return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static func formatted(_ format: String, _ moment: inout tm) -> String {
        var text = [CChar](repeating: 0, count: 64)
        let count = strftime(&text, text.count, format, &moment)
        return String(decoding: text.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
