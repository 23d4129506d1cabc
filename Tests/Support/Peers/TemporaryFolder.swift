import Glibc

/// A folder of one test, mode 0700, which is removed with all it holds when the test lets go of it.
public final class TemporaryFolder: Sendable {
    /// Its absolute path, short enough for a Unix-domain socket inside.
    public let path: String

    /// The system gave no folder.
    public struct Unavailable: Error {}

    /// Makes the folder.
    public init() throws {
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array((parent + "/smtpx-XXXXXX").utf8CString)
        guard let made = mkdtemp(&template) else { throw Unavailable() }
        path = String(cString: made)
    }

    deinit { Self.remove(path) }

    private static func remove(_ path: String) {
        if let folder = opendir(path) {
            while let entry = readdir(folder) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                    pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                guard name != ".", name != ".." else { continue }
                if unlink(path + "/" + name) != 0 { remove(path + "/" + name) }
            }
            closedir(folder)
        }
        rmdir(path)
    }
}
