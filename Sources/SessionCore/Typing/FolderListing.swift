/// What is in a folder: a front end reads it when ``Session/folder(wantedFor:)`` names one.
public struct FolderListing: Hashable, Sendable {
    /// The most entries that are looked at. A folder with more is not for choosing from a menu.
    public static let maximumEntries = 2_000

    /// One thing in the folder.
    public struct Entry: Hashable, Sendable {
        /// Its name, without the folder's.
        public let name: String
        /// Whether it is a folder itself.
        public let isFolder: Bool

        /// An entry.
        public init(name: String, isFolder: Bool) {
            self.name = name
            self.isFolder = isFolder
        }
    }

    /// The folder, as it was asked for: `.`, `mail/` or `/tmp/`.
    public let folder: String
    /// What is in it, by name.
    public let entries: [Entry]

    /// A listing.
    public init(folder: String, entries: [Entry]) {
        self.folder = folder
        self.entries = entries.sorted { ($0.isFolder ? 1 : 0, $0.name) < ($1.isFolder ? 1 : 0, $1.name) }
    }
}

/// A path that is being typed as the last word of a line, with quotes and backslashes as ``LineParser`` reads them.
struct PathWord {
    /// Where the word begins in the line, with its quote.
    let start: Int
    /// The path so far, up to and with its last slash; empty without one.
    let folder: String
    /// What is typed of the name behind the last slash.
    let name: String
    private let isQuoted: Bool

    /// - Returns: nil when the word cannot be a path: it is no text, or its quote is closed.
    init?(in line: [UInt8], from first: Int) {
        var start = first
        var bytes: [UInt8] = []
        var quote: UInt8?
        var index = first
        while index < line.count {
            let byte = line[index]
            if quote == nil, byte.isBlank {
                bytes = []
                index += 1
                start = index
                continue
            }
            if byte == UInt8(ascii: "\\"), quote != UInt8(ascii: "'") {
                guard index + 1 < line.count else { return nil }
                bytes.append(line[index + 1])
                index += 2
                continue
            }
            if byte == quote {
                // Only an open quote can go on; one in the middle of a word is more than this understands.
                return nil
            } else if quote == nil, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                guard bytes.isEmpty, byte == UInt8(ascii: "\"") else { return nil }
                quote = byte
            } else {
                bytes.append(byte)
            }
            index += 1
        }
        guard let path = String(validating: bytes, as: UTF8.self) else { return nil }
        self.start = start
        isQuoted = quote != nil
        let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
        folder = slash.map { String(path[...$0]) } ?? ""
        name = slash.map { String(path[path.utf8.index(after: $0)...]) } ?? path
    }

    /// The paths that could stand there: hidden ones only when their dot is typed.
    func candidates(in listing: FolderListing) -> [Candidate] {
        listing.entries.filter { entry in
            entry.name.hasPrefix(name) && (name.hasPrefix(".") || !entry.name.hasPrefix("."))
        }.map { entry in
            let name = entry.name + (entry.isFolder ? "/" : "")
            return Candidate(
                written(folder + name, isWhole: !entry.isFolder), entry.isFolder ? "folder" : "", label: name)
        }
    }

    /// A path as it must stand in the line.
    private func written(_ path: String, isWhole: Bool) -> String {
        let special: [UInt8] = isQuoted ? Array("\"\\".utf8) : Array(" \t\"'\\".utf8)
        var bytes: [UInt8] = isQuoted ? [UInt8(ascii: "\"")] : []
        for byte in path.utf8 {
            if special.contains(byte) { bytes.append(UInt8(ascii: "\\")) }
            bytes.append(byte)
        }
        if isQuoted, isWhole { bytes.append(UInt8(ascii: "\"")) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
