import Glibc
import SafeText
import SessionCore

/// Why something that is to be sent cannot be read or put together.
struct InputProblem: Error {
    /// What is wrong, escaped.
    let text: String
    let exitCode: SessionCore.ExitCode

    init(_ text: String, _ exitCode: SessionCore.ExitCode) {
        self.text = text
        self.exitCode = exitCode
    }
}

/// A file that the user named, to be sent.
enum InputFile {
    /// What is said behind a failure of a file that was to be sent.
    static let nothingSent = " Nothing was sent."

    /// All of it.
    /// - Throws: ``InputProblem`` when it cannot be read, or has more bytes than the limit.
    static func contents(
        of path: String, limit: Int, consequence: String = nothingSent
    ) throws(InputProblem) -> [UInt8] {
        var contents: [UInt8] = []
        try read(path, consequence: consequence) { (piece) throws(InputProblem) in
            guard contents.count + piece.count <= limit else {
                throw InputProblem(
                    "\(Sanitizer.escape(path)) is larger than \(limit - 1) bytes, the most that is put together in memory. "
                        + "--data FILE sends a complete message of any size.", .badData)
            }
            contents += piece
        }
        return contents
    }

    /// Hands out a file piece by piece.
    static func read(
        _ path: String, consequence: String = nothingSent, _ take: ([UInt8]) throws(InputProblem) -> Void
    ) throws(InputProblem) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path, consequence) }
        defer { close(descriptor) }
        while true {
            var count = 0
            let piece = [UInt8](unsafeUninitializedCapacity: 262_144) { buffer, filled in
                count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                filled = max(0, count)
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw failure(path, consequence)
            }
            if count == 0 { return }
            try take(piece)
        }
    }

    private static func failure(_ path: String, _ consequence: String) -> InputProblem {
        InputProblem(
            "\(Sanitizer.escape(path)) cannot be read: \(String(cString: strerror(errno))).\(consequence)", .noInput
        )
    }
}
