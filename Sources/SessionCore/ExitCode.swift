/// How a run of the program ends, in the numbers that mail programs use.
/// - SeeAlso: sysexits(3)
public enum ExitCode: Int32, Hashable, Sendable, CaseIterable {
    /// All went well.
    case success = 0
    /// An expectation failed, or a permanent refusal (5yz) ended the run.
    case failure = 1
    /// The command line or an explorer command was wrong.
    case usage = 64
    /// The data to be sent was wrong or incomplete.
    case badData = 65
    /// The input could not be read.
    case noInput = 66
    /// The host name is unknown.
    case hostUnknown = 68
    /// There was no connection.
    case unavailable = 69
    /// A fault of this program.
    case internalError = 70
    /// A temporary failure (4yz), a timeout or a lost connection: later it may work.
    case temporaryFailure = 75
    /// The peer broke the protocol, or speaks another one.
    case protocolViolation = 76
    /// Authentication or the verification of the peer failed.
    case notPermitted = 77
    /// The settings are wrong.
    case badSettings = 78
    /// The user interrupted the run.
    case interrupted = 130

    /// The code for a number that another part of the program chose; unknown numbers are an internal error.
    public init(number: Int32) { self = ExitCode(rawValue: number) ?? .internalError }
}
