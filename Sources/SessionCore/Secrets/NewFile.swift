/// A file that is to be written: created exclusively, for its owner only.
public struct NewFile: Hashable, Sendable {
    /// The path that the user named; nil for a name made from the purpose and the time.
    public let path: String?
    /// What a made name begins with: letters, digits and hyphens of our own, never text from a server.
    public let purpose: String
    /// What a made name ends with: `pem`.
    public let suffix: String
    /// What goes into it.
    public let bytes: [UInt8]

    /// A file.
    public init(path: String?, purpose: String, suffix: String, bytes: [UInt8]) {
        self.path = path
        self.purpose = purpose
        self.suffix = suffix
        self.bytes = bytes
    }
}

/// What became of reading a file.
public enum FileAnswer: Hashable, Sendable {
    /// What it holds.
    case found([UInt8])
    /// It was not read: what is wrong, and what to do.
    case failed(message: String, advice: String)
}

/// What became of writing a file.
public enum SaveResult: Hashable, Sendable {
    /// It stands at this path.
    case saved(path: String)
    /// It was not written, or not whole: what is wrong, and what to do.
    case failed(message: String, advice: String)
}
