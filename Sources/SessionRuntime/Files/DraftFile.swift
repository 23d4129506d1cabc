import CUnix
import Glibc

/// A file for an editor to write a message in: of mode 0600, in a folder of its own of mode 0700, and gone afterwards.
public final class DraftFile {
    /// Where it is.
    public let path: String
    private let folder: String
    private let template: [UInt8]
    private let firstChange: Int64

    /// The most bytes of a message that is written by hand: 64 MiB. RFC 5321 §4.5.3.1.7 asks servers for 64 kB at least.
    public static let largest = 64 << 20

    /// Makes the file, in the user's runtime folder or the one for temporary files.
    public init(_ template: [UInt8]) throws(FileProblem) {
        self.template = template
        let place = Self.variable("XDG_RUNTIME_DIR") ?? Self.variable("TMPDIR") ?? "/tmp"
        var name = Array("\(place)/smtpx-XXXXXX".utf8CString)
        guard mkdtemp(&name) != nil else {
            throw FileProblem(place, .system(SystemError(doing: "make a folder in it")))
        }
        folder = name.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? place }
        path = folder + "/message.eml"
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            let problem = FileProblem(path, .system(SystemError(doing: "create it")))
            rmdir(folder)
            throw problem
        }
        // A long time ago, so that saving the same text again is seen as well.
        var times = [timespec(tv_sec: 0, tv_nsec: 0), timespec(tv_sec: 0, tv_nsec: 0)]
        do throws(FileProblem) {
            defer { close(descriptor) }
            try PrivateFile.write(template, to: descriptor, path: path)
            futimens(descriptor, &times)
        } catch {
            unlink(path)
            rmdir(folder)
            throw error
        }
        firstChange = Self.lastChange(path) ?? 0
    }

    deinit {
        // An editor may have left a backup beside it.
        for name in Self.names(in: folder) { unlink("\(folder)/\(name)") }
        rmdir(folder)
    }

    /// What was saved; nil when nothing was, or when it was emptied.
    public func saved() throws(FileProblem) -> [UInt8]? {
        guard let change = Self.lastChange(path), change != firstChange else { return nil }
        guard let bytes = try PrivateFile(path).read(limit: Self.largest), !bytes.isEmpty else { return nil }
        return bytes
    }

    private static func lastChange(_ path: String) -> Int64? {
        var facts = cu_file_facts()
        return cu_file_of_path(path, &facts) == 0 ? facts.changed : nil
    }

    private static func variable(_ name: String) -> String? {
        guard let value = getenv(name) else { return nil }
        let text = String(cString: value)
        return text.hasPrefix("/") ? text : nil
    }

    private static func names(in folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }
}
