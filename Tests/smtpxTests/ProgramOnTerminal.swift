import TestSupport

/// The built program on a pseudo-terminal, with folders of its own.
struct ProgramOnTerminal {
    let terminal: PseudoTerminal
    let folder: TemporaryFolder

    /// Starts `smtpx`.
    init(
        _ arguments: [String], columns: Int = 120, rows: Int = 36, environment: [String: String] = [:]
    ) throws {
        terminal = try PseudoTerminal(columns: columns, rows: rows)
        folder = try TemporaryFolder()
        let usual = [
            "TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": folder.path, "TZ": "UTC", "PATH": "/usr/bin:/bin",
            // The toolchain's crash reporter would wait for a key.
            "SWIFT_BACKTRACE": "enable=no",
        ]
        try terminal.start(
            ProductsDirectory.executable("smtpx"), arguments,
            environment: usual.merging(environment) { $1 })
    }
}
