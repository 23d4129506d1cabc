import SessionCore

/// The program's version.
enum Version {
    /// As `--version` prints it.
    static let current = ProgramVersion.current
}
