import Glibc

extension TemporaryFolder {
    /// Writes a file into the folder.
    public func write(_ text: String, to name: String) throws {
        guard let file = fopen(path + "/" + name, "w") else { throw Unavailable() }
        fputs(text, file)
        fclose(file)
    }

    /// Writes bytes into a file in the folder.
    public func write(_ bytes: [UInt8], to name: String) throws {
        guard let file = fopen(path + "/" + name, "w") else { throw Unavailable() }
        defer { fclose(file) }
        guard fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw Unavailable() }
    }

    /// The bytes of a file in the folder.
    public func read(_ name: String) throws -> [UInt8] {
        guard let file = fopen(path + "/" + name, "r") else { throw Unavailable() }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = fread(&chunk, 1, chunk.count, file)
            if count == 0 { return bytes }
            bytes += chunk[..<count]
        }
    }
}
