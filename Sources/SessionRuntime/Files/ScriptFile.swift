import CUnix
import Glibc
public import SessionCore

/// Reads the files of scripts: never more of them than a script can have, and nothing that hangs.
public enum ScriptFile {
    /// What a script is read with on this machine: its files, and its environment.
    /// - Parameter standardInput: what `-` stands for, read already; nil where it stands for nothing.
    public static func surroundings(standardInput: [UInt8]? = nil) -> ScriptSurroundings {
        ScriptSurroundings(
            load: { path in
                if path == "-", let standardInput { return .file(bytes: standardInput, identity: "-") }
                return load(path)
            },
            environment: value(of:), contentProblem: contentProblem(with:))
    }

    /// Why a file cannot be sent, as far as can be told without opening it: a FIFO waits for whoever writes into it.
    static func contentProblem(with path: String) -> String? {
        guard access(path, R_OK) == 0 else { return "\(reason(errno))." }
        var facts = cu_file_facts()
        guard cu_file_of_path(path, &facts) == 0, facts.kind == CU_FILE_FOLDER else { return nil }
        return "It is a folder."
    }

    /// A variable of the environment; nil when it is not set.
    public static func value(of name: String) -> [UInt8]? {
        guard let value = getenv(name) else { return nil }
        return UnsafeBufferPointer(start: value, count: strlen(value)).map { UInt8(bitPattern: $0) }
    }

    /// The bytes of a file. What is too big is refused by its size, before any of it is read.
    static func load(_ path: String) -> ScriptSurroundings.Loaded {
        // O_NONBLOCK keeps the opening of a FIFO from waiting for its other end.
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else {
            return .failed(message: "The file cannot be read: \(reason(errno)).", exitCode: .noInput)
        }
        defer { close(descriptor) }
        var facts = cu_file_facts()
        guard cu_file_of_descriptor(descriptor, &facts) == 0 else {
            return .failed(message: "The file cannot be looked at: \(reason(errno)).", exitCode: .noInput)
        }
        let size = lseek(descriptor, 0, SEEK_END)
        if facts.kind == CU_FILE_REGULAR {
            guard size <= ScriptLimits.fileBytes else { return tooBig }
            lseek(descriptor, 0, SEEK_SET)
        } else if facts.kind == CU_FILE_OTHER, size < 0 {
            // The output of another program, as <(…) of a shell gives it.
            _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK)
        } else {
            return .failed(message: "This is no file with lines in it.", exitCode: .noInput)
        }
        do throws(FileProblem) {
            let bytes = try PrivateFile.contents(of: descriptor, path: path, limit: ScriptLimits.fileBytes)
            return .file(bytes: bytes, identity: canonical(path))
        } catch {
            guard case .system(let system) = error.reason else { return tooBig }
            return .failed(message: "The file cannot be read: \(reason(system.number)).", exitCode: .noInput)
        }
    }

    private static var tooBig: ScriptSurroundings.Loaded {
        .failed(
            message: "The file is too big: a script has at most \(ScriptLimits.fileBytes >> 20) MiB. "
                + "Send a message of that size with :message FILE.", exitCode: .badData)
    }

    /// The path without links and dots, by which a file is known that includes itself.
    private static func canonical(_ path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    private static func reason(_ number: Int32) -> String { String(cString: strerror(number)) }
}
