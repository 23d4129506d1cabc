import ArgumentParser
import SessionCore

extension SessionCore.ExitCode {
    /// The error that makes the argument parser end the program with this code, printing nothing.
    var leave: ArgumentParser.ExitCode { ArgumentParser.ExitCode(rawValue) }
}
