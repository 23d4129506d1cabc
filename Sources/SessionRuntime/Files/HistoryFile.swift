public import SessionCore

/// The lines that were typed, kept from one run to the next.
///
/// ``SessionCore/History`` never takes a line with a secret in, so none can get here.
public struct HistoryFile: Sendable {
    /// The file cannot be longer than the longest lines that a history keeps, all escaped.
    static let maximumSize = History.maximumLines * (History.maximumLineLength * 4 + 1)

    private let folder: PrivateFolder
    private let file: PrivateFile
    private var known: [[UInt8]] = []

    /// The history in the folders of a user; `nil` when they have none.
    public init?(in folders: UserFolders) {
        guard let state = folders.state, let path = folders.historyFile else { return nil }
        folder = PrivateFolder(state)
        file = PrivateFile(path)
    }

    /// Reads the lines of earlier runs. Without a file the history is empty.
    public mutating func load() throws(FileProblem) -> History {
        let history = History(decoding: try file.read(limit: Self.maximumSize) ?? [])
        known = history.lines
        return history
    }

    /// Adds the lines of this run to what is in the file, where another run may have added its own meanwhile.
    public func save(_ history: History) throws(FileProblem) {
        let added = Self.added(to: known, in: history.lines)
        guard !added.isEmpty else { return }
        try folder.prepare()
        try folder.withLock { () throws(FileProblem) in
            var merged = History(decoding: try file.read(limit: Self.maximumSize) ?? [])
            for line in added { merged.add(line) }
            try file.replace(with: merged.encoded())
        }
    }

    /// Does the same while the run goes on: the next time adds what follows.
    public mutating func saveSoFar(_ history: History) throws(FileProblem) {
        try save(history)
        known = history.lines
    }

    /// A history grows at its end and is cut at its beginning: what follows the longest part still known is new.
    static func added(to known: [[UInt8]], in lines: [[UInt8]]) -> ArraySlice<[UInt8]> {
        let cut = (0...known.count).first { lines.starts(with: known[$0...]) } ?? known.count
        return lines.dropFirst(known.count - cut)
    }
}
