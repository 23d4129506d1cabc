/// The program's version.
public enum ProgramVersion {
    /// As `--version` prints it, and as recordings name it.
    public static let current = "0.1.0"
}
