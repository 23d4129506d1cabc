/// A small file of the user's state folder, readable by them alone.
public struct PrivateTextFile: Sendable {
    private let folder: PrivateFolder
    private let file: PrivateFile

    /// A file of this name; nil when the user has no folder.
    public init?(named name: String, in folders: UserFolders) {
        guard let state = folders.state else { return nil }
        folder = PrivateFolder(state)
        file = PrivateFile(state + "/" + name)
    }

    /// What is in it, at most so many bytes; empty without a file.
    public func read(limit: Int) throws(FileProblem) -> [UInt8] { try file.read(limit: limit) ?? [] }

    /// Puts other content in, with nobody else writing meanwhile.
    /// - Parameter change: makes the new content of the present one.
    public func update(limit: Int, _ change: ([UInt8]) -> [UInt8]) throws(FileProblem) {
        try folder.prepare()
        try folder.withLock { () throws(FileProblem) in
            try file.replace(with: change(try file.read(limit: limit) ?? []))
        }
    }
}
