public import SessionCore

/// The servers that were connected to last, kept from one run to the next; and whether the program has been here before.
public struct RecentServersFile: Sendable {
    private let folder: PrivateFolder
    private let file: PrivateFile
    private let marker: PrivateFile

    /// The files in the folders of a user; nil when they have none.
    public init?(in folders: UserFolders) {
        guard let state = folders.state, let path = folders.recentServersFile, let marker = folders.welcomeFile else {
            return nil
        }
        folder = PrivateFolder(state)
        file = PrivateFile(path)
        self.marker = PrivateFile(marker)
    }

    /// Reads them; none without a file.
    public func load() throws(FileProblem) -> RecentServers {
        RecentServers(decoding: try file.read(limit: RecentServers.maximumSize) ?? [])
    }

    /// Puts a server at the front, where another run may have put others meanwhile.
    func note(_ request: ConnectRequest) throws(FileProblem) {
        var recent = try load()
        guard recent.add(request) else { return }
        try folder.prepare()
        try folder.withLock { () throws(FileProblem) in
            var newest = try load()
            newest.add(request)
            try file.replace(with: newest.encoded())
        }
    }

    /// Whether this is the first run of the user; from now on it is not.
    ///
    /// Where that cannot be remembered it is no first run: what is shown then would be shown each time.
    public func isFirstRun() -> Bool {
        do throws(FileProblem) {
            guard try marker.read(limit: 4_096) == nil else { return false }
            try folder.prepare()
            try marker.replace(with: Array("\(ProgramVersion.current)\n".utf8))
            return true
        } catch {
            return false
        }
    }
}
