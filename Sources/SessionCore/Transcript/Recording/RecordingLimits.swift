/// How much of a recording is read. A recording is a file from somewhere, so everything in it is bounded.
///
/// The limits are our own: they lie above what ``Recorder`` can write for one session.
enum RecordingLimits {
    /// The most bytes of a file, 256 MiB.
    static let fileSize = 256 << 20
    /// The most bytes of one line, 32 MiB: the longest reply in base64, and what is said about it.
    static let lineLength = 32 << 20
    /// The most events; a transcript keeps no more entries.
    static let events = 250_000
    /// How deep arrays and objects may stand in one another.
    static let depth = 8
    /// The most members of one object.
    static let members = 64
    /// The most items of one array.
    static let items = 4_096
}
