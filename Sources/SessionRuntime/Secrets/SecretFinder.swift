import Glibc
import SessionCore

/// Looks for a secret where the user said that it lies.
enum SecretFinder {
    static func find(_ source: SecretSource) -> SecretAnswer {
        switch source {
        case .ask:
            return .missing(
                message: "The secret has to be typed.", advice: "Write env:NAME or file:PATH where nobody can type it.")
        case .environment(let name):
            guard let value = getenv(name) else {
                return .missing(
                    message: "There is no environment variable \(name).",
                    advice: "Set it before the program starts: read -rs \(name); export \(name)")
            }
            let bytes = UnsafeBufferPointer(start: value, count: strlen(value)).map { UInt8(bitPattern: $0) }
            guard !bytes.isEmpty else {
                return .missing(
                    message: "The environment variable \(name) is empty.", advice: "Put the secret into it.")
            }
            return .found(bytes)
        case .file(let path):
            do throws(FileProblem) {
                let line = try SecretFile(path).firstLine()
                guard !line.isEmpty else {
                    return .missing(message: "The first line of \(path) is empty.", advice: "Put the secret there.")
                }
                return .found(line)
            } catch {
                return .missing(message: "\(error)", advice: "Nothing was sent.")
            }
        }
    }
}
