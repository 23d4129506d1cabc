/// Why a command line of swaks cannot become a script.
public struct SwaksError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong. Foreign text in it is escaped, and it never repeats a value, which may be a password.
    public let message: String
    /// What to do.
    public let advice: String
    /// How the program ends because of it.
    public let exitCode: ExitCode

    init(_ message: String, advice: String, exitCode: ExitCode = .usage) {
        self.message = message
        self.advice = advice
        self.exitCode = exitCode
    }

    /// The script could not be written out.
    public static let notWritten = SwaksError("The script could not be written.", advice: "", exitCode: .noInput)

    /// What is wrong and what to do.
    public var description: String { "\(message) \(advice)" }
}
