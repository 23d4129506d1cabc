import Glibc

/// The checkout that holds this test, read as files.
enum Repository {
    /// The repository's folder: three levels above this file.
    static let root: String = {
        let here = #filePath.split(separator: "/").dropLast(3)
        return "/" + here.joined(separator: "/")
    }()

    struct ReadError: Error, CustomStringConvertible {
        let description: String
    }

    static func entries(in folder: String) throws -> [(name: String, isFolder: Bool)] {
        guard let directory = opendir(root + "/" + folder) else {
            throw ReadError(description: "cannot open \(folder)")
        }
        defer { closedir(directory) }
        var found: [(name: String, isFolder: Bool)] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasPrefix(".") { continue }
            found.append((name, entry.pointee.d_type == UInt8(DT_DIR)))
        }
        return found.sorted { $0.name < $1.name }
    }

    static func folders(in folder: String) throws -> [String] {
        try entries(in: folder).filter(\.isFolder).map(\.name)
    }

    static func files(under folder: String, suffix: String) throws -> [String] {
        var paths: [String] = []
        for (name, isFolder) in try entries(in: folder) {
            let path = folder + "/" + name
            if isFolder {
                paths += try files(under: path, suffix: suffix)
            } else if name.hasSuffix(suffix) {
                paths.append(path)
            }
        }
        return paths
    }

    static func lines(of path: String) throws -> [String] {
        try bytes(atPath: root + "/" + path).split(separator: 0x0A, omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
    }

    static func bytes(atPath path: String) throws -> [UInt8] {
        guard let file = fopen(path, "r") else { throw ReadError(description: "cannot open \(path)") }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&chunk, 1, chunk.count, file)
            if count == 0 { break }
            bytes += chunk[..<count]
        }
        return bytes
    }
}
