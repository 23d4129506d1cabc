import Glibc
import SMTPReference

/// A file of the checkout that holds this test.
enum RepositoryFile {
    struct Missing: Error, CustomStringConvertible {
        let path: String
        var description: String { "cannot read \(path)" }
    }

    /// The repository's folder: three levels above this file.
    private static let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

    static func table(_ name: String) throws -> TableFile {
        let path = "Assets/Reference/\(name).tsv"
        return TableFile(name: path, bytes: try bytes(of: path))
    }

    /// A file as text.
    static func text(_ path: String) throws -> String { String(decoding: try bytes(of: path), as: UTF8.self) }

    private static func bytes(of path: String) throws -> [UInt8] {
        guard let file = fopen("\(root)/\(path)", "r") else { throw Missing(path: path) }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk[..<count] }
        return bytes
    }

    /// All tables, as they stand in the repository now.
    static func tables() throws -> TableFiles { try TableFiles(reading: table) }
}
