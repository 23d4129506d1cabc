import Glibc

/// Standard error, for what is not the result.
enum StandardError {
    /// Writes one line. Foreign text in it must be escaped before.
    static func write(_ line: String) {
        Descriptor.write("smtpx: \(line)\n", to: STDERR_FILENO)
    }
}
