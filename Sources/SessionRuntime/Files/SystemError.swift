import Glibc

/// A call of the system that failed, in words for the user.
public struct SystemError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was to be done: `open a pipe`.
    public let attempt: String
    /// The number of the error.
    public let number: Int32

    init(doing attempt: String, number: Int32 = errno) {
        self.attempt = attempt
        self.number = number
    }

    /// `could not open a pipe: Too many open files`
    public var description: String { "could not \(attempt): \(String(cString: strerror(number)))" }
}
