import Glibc
import SMTPTransport
import SessionRuntime

/// The desktop's own tool for the clipboard, when there is one: for terminals that do not pass on what they are asked to copy.
struct DesktopClipboard {
    /// The name of the tool, for the user.
    let name: String
    private let path: String
    private let arguments: [String]

    /// The tool of the desktop that this process runs on; nil without one.
    static let here: DesktopClipboard? = {
        if Environment.value("WAYLAND_DISPLAY") != nil, let tool = DesktopClipboard("wl-copy", []) { return tool }
        if Environment.value("DISPLAY") != nil {
            return DesktopClipboard("xclip", ["-selection", "clipboard"]) ?? DesktopClipboard("xsel", ["-ib"])
        }
        return DesktopClipboard("pbcopy", [])
    }()

    /// Nil when no folder of PATH has it.
    private init?(_ name: String, _ arguments: [String]) {
        let folders = (Environment.value("PATH") ?? "/usr/bin:/bin").split(separator: ":")
        guard let folder = folders.first(where: { $0.hasPrefix("/") && access("\($0)/\(name)", X_OK) == 0 }) else {
            return nil
        }
        self.name = name
        self.arguments = arguments
        path = "\(folder)/\(name)"
    }

    /// Hands the text to the tool, which runs without a shell and beside the screen.
    /// - Returns: whether it could be started.
    func copy(_ text: [UInt8]) -> Bool {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return false }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let (reading, writing) = (ends[0], ends[1])
        guard let child = spawn(reading) else {
            close(reading)
            close(writing)
            return false
        }
        close(reading)
        // The tool may read slowly, and ends when it likes: that is waited for on another thread.
        let isStarted = DetachedThread.start {
            Self.write(text, to: writing)
            close(writing)
            var status: Int32 = 0
            while waitpid(child, &status, 0) < 0, errno == EINTR {}
        }
        if !isStarted { close(writing) }
        return isStarted
    }

    private static func write(_ text: [UInt8], to descriptor: Int32) {
        var rest = text[...]
        while !rest.isEmpty {
            let wrote = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if wrote > 0 {
                rest = rest.dropFirst(wrote)
            } else if errno != EINTR {
                return
            }
        }
    }

    private func spawn(_ input: Int32) -> pid_t? {
        var attributes = posix_spawnattr_t()
        guard posix_spawnattr_init(&attributes) == 0 else { return nil }
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        for signal in [SIGINT, SIGQUIT, SIGPIPE, SIGHUP, SIGTERM] { sigaddset(&signals, signal) }
        posix_spawnattr_setsigdefault(&attributes, &signals)
        // A process group of its own: such tools stay, to hand the text out, when this program has ended.
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP))
        var files = posix_spawn_file_actions_t()
        guard posix_spawn_file_actions_init(&files) == 0 else { return nil }
        defer { posix_spawn_file_actions_destroy(&files) }
        posix_spawn_file_actions_adddup2(&files, input, 0)
        // What it says must not land on the screen.
        posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0)
        let words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { word in strdup(word) } + [nil]
        defer { for word in words { free(word) } }
        var child = pid_t()
        return posix_spawn(&child, path, &files, &attributes, words, environ) == 0 ? child : nil
    }
}
