import Glibc

/// Text files of the repository, for tests that compare or record.
public enum TextFile {
    /// It could not be written.
    public struct WriteError: Error {
        let path: String
    }

    /// The whole file; nil when it cannot be opened.
    public static func read(_ path: String) -> String? {
        guard let stream = fopen(path, "rb") else { return nil }
        defer { fclose(stream) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&chunk, 1, chunk.count, stream)
            guard count > 0 else { break }
            bytes.append(contentsOf: chunk[..<count])
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Writes a file anew.
    public static func write(_ text: String, to path: String) throws {
        guard isWritten(text, to: path) else { throw WriteError(path: path) }
    }

    static func isWritten(_ text: String, to path: String) -> Bool {
        guard let stream = fopen(path, "wb") else { return false }
        let bytes = Array(text.utf8)
        let written = fwrite(bytes, 1, bytes.count, stream)
        return fclose(stream) == 0 && written == bytes.count
    }

    /// The names of the files in a folder, sorted; none when there is no such folder.
    public static func names(in folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.utf8.starts(with: [UInt8(ascii: ".")]) { names.append(name) }
        }
        return names.sorted()
    }
}
