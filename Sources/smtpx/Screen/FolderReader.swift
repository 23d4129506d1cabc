import Glibc
import SessionCore

/// Reads a folder, for completing the name of a file.
enum FolderReader {
    /// What is in the folder; nothing where it cannot be read.
    static func read(_ folder: String) -> FolderListing {
        var entries: [FolderListing.Entry] = []
        guard let stream = opendir(folder) else { return FolderListing(folder: folder, entries: []) }
        defer { closedir(stream) }
        while entries.count < FolderListing.maximumEntries, let item = readdir(stream) {
            let name = withUnsafeBytes(of: item.pointee.d_name) { bytes in
                String(validating: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard let name, name != ".", name != ".." else { continue }
            let isFolder: Bool
            switch Int(item.pointee.d_type) {
            case Int(DT_DIR): isFolder = true
            case Int(DT_LNK), Int(DT_UNKNOWN): isFolder = isReadableFolder("\(folder)/\(name)")
            default: isFolder = false
            }
            entries.append(FolderListing.Entry(name: name, isFolder: isFolder))
        }
        return FolderListing(folder: folder, entries: entries)
    }

    /// Whether a link leads to a folder.
    private static func isReadableFolder(_ path: String) -> Bool {
        guard let stream = opendir(path) else { return false }
        closedir(stream)
        return true
    }
}
