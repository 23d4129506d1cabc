import TestSupport

/// A pseudo-terminal with the probe on it.
enum ProbeTerminal {
    /// The environment of a usual user, with nothing of the test's own.
    static func environment(type: String?, _ more: [String: String] = [:]) -> [String: String] {
        var environment = ["LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no"]
        environment["TERM"] = type
        return environment.merging(more) { $1 }
    }

    /// Starts the probe and waits until its first picture is complete.
    static func started(
        _ arguments: [String] = [], type: String = "xterm-256color", columns: Int = 80, rows: Int = 24,
        _ more: [String: String] = [:]
    ) throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(columns: columns, rows: rows)
        try terminal.start(
            ProductsDirectory.executable("curses-probe"), arguments, environment: environment(type: type, more))
        try terminal.readUntilShown("\n>")
        return terminal
    }
}
