/// How much a script can be. No RFC says; they keep a mistake, or somebody else's file, from taking all memory.
public enum ScriptLimits {
    /// The most bytes in one file. A message of that size belongs into a file of its own.
    public static let fileBytes = 16 << 20
    /// The most bytes in all files together, each counted as often as it is included.
    public static let allBytes = 64 << 20
    /// How deep files may include each other.
    public static let depth = 16
    /// How many files may be included.
    public static let files = 256
    /// How many mistakes are told.
    public static let mistakes = 20
}
