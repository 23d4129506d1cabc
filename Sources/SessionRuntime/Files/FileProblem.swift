/// Why a file of the user is not read or not written. It is told, and the session goes on.
public struct FileProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong with the file.
    public enum Reason: Hashable, Sendable {
        /// It is a symbolic link: what is written could end up anywhere.
        case symbolicLink
        /// It is a FIFO, a device or a folder.
        case notRegular
        /// It belongs to somebody else.
        case foreignOwner
        /// Others may read or write it.
        case openToOthers
        /// It has more bytes than such a file can have.
        case tooBig
        /// It was removed while it was written.
        case removed
        /// The system refused.
        case system(SystemError)
    }

    /// The path, as it was made from the environment: escape it before it is shown.
    public let path: String
    /// What is wrong.
    public let reason: Reason

    init(_ path: String, _ reason: Reason) {
        self.path = path
        self.reason = reason
    }

    /// What is wrong and what to do, in a sentence that names the path.
    public var description: String {
        switch reason {
        case .symbolicLink: "\(path) is a symbolic link, so it is left alone. Put a plain file there."
        case .notRegular: "\(path) is not a plain file, so it is left alone. Move it away."
        case .foreignOwner: "\(path) belongs to another user, so it is left alone."
        case .openToOthers: "\(path) can be used by other users, so it is left alone. Run: chmod go= on it."
        case .tooBig: "\(path) is too big to be what it should be, so it is left alone."
        case .removed: "\(path) was removed while it was written."
        case .system(let error): "\(path): \(error)."
        }
    }
}
