import CUnix
import Glibc

/// The settings of a user: lines of the session language in `smtpxrc`.
///
/// It is written by hand and may be a link into a collection of such files, so only its kind and its size are checked.
public struct SettingsFile: Sendable {
    /// More than anyone writes by hand.
    public static let maximumSize = 1 << 20

    private let path: String

    /// A settings file at this path.
    public init(path: String) {
        self.path = path
    }

    /// The lines with their numbers, counted from 1, without comments, empty lines and the byte order mark; empty when
    /// there is no file.
    public func lines() throws(FileProblem) -> [(number: Int, line: [UInt8])] {
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return [] }
            throw FileProblem(path, .system(SystemError(doing: "open it")))
        }
        defer { close(descriptor) }
        var facts = cu_file_facts()
        guard cu_file_of_descriptor(descriptor, &facts) == 0, facts.kind == CU_FILE_REGULAR else {
            throw FileProblem(path, .notRegular)
        }
        var content = try PrivateFile.contents(of: descriptor, path: path, limit: Self.maximumSize)[...]
        if content.starts(with: [0xEF, 0xBB, 0xBF]) { content = content.dropFirst(3) }
        return content.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated().compactMap { index, line in
            let line = line.last == 0x0D ? line.dropLast() : line
            guard let first = line.first(where: { $0 != 0x20 && $0 != 0x09 }), first != UInt8(ascii: "#") else {
                return nil
            }
            return (index + 1, Array(line))
        }
    }
}
