import Glibc
import SessionCore
import SessionRuntime

/// Lets the user write a message in an editor of their choice.
enum MessageEditor {
    /// Looked for in this order when neither VISUAL nor EDITOR is set.
    private static let usual = ["sensible-editor", "nano", "vi"]

    /// Runs the editor on the terminal, which must be as a shell leaves it, and waits for its end.
    static func write(_ template: [UInt8]) -> ComposeResult {
        guard let command = command else {
            return .failed(
                message: "There is no editor.", advice: "Set the environment variable VISUAL or EDITOR to one.")
        }
        do throws(FileProblem) {
            let draft = try DraftFile(template)
            guard let status = run(command, on: draft.path) else {
                return .failed(
                    message: "The editor \(command) could not be started.", advice: "Check VISUAL and EDITOR.")
            }
            guard status == 0 else {
                return .failed(message: "The editor \(command) failed (\(status)).", advice: "Check VISUAL and EDITOR.")
            }
            return try draft.saved().map { .written($0) } ?? .nothing
        } catch {
            return .failed(message: "\(error)", advice: "")
        }
    }

    private static var command: String? {
        for name in ["VISUAL", "EDITOR"] {
            if let value = Environment.value(name) { return value }
        }
        let folders = (Environment.value("PATH") ?? "/usr/bin:/bin").split(separator: ":")
        return usual.first { name in folders.contains { access("\($0)/\(name)", X_OK) == 0 } }
    }

    /// Runs a command line as crontab and others do: the shell splits it, and the path stands behind it as one word.
    /// - Returns: the exit status, or nil when there was none.
    private static func run(_ command: String, on path: String) -> Int32? {
        var attributes = posix_spawnattr_t()
        guard posix_spawnattr_init(&attributes) == 0 else { return nil }
        defer { posix_spawnattr_destroy(&attributes) }
        // The editor must see ^C and ^Z as any program does, whatever this one has made of them.
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        for signal in [SIGINT, SIGQUIT, SIGTSTP, SIGTTIN, SIGTTOU, SIGPIPE, SIGHUP, SIGTERM, SIGWINCH] {
            sigaddset(&signals, signal)
        }
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
        let line = ["sh", "-c", "exec \(command) \"$@\"", "sh", path]
        let words: [UnsafeMutablePointer<CChar>?] = line.map { word in strdup(word) } + [nil]
        defer { for word in words { free(word) } }
        var child = pid_t()
        guard posix_spawn(&child, "/bin/sh", nil, &attributes, words, environ) == 0 else { return nil }
        return ending(of: child)
    }

    private static func ending(of child: pid_t) -> Int32? {
        var status: Int32 = 0
        while true {
            guard waitpid(child, &status, WUNTRACED) == child else {
                if errno == EINTR { continue }
                return nil
            }
            // ^Z in the editor stops this program, too, so that the shell gets its terminal; fg continues both.
            if status & 0xFF == 0x7F {
                raise(SIGSTOP)
                continue
            }
            let signal = status & 0x7F
            return signal == 0 ? status >> 8 & 0xFF : 128 + signal
        }
    }
}
