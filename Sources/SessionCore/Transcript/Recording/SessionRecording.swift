/// A recording that is being written.
struct SessionRecording: Sendable {
    var recorder: Recorder
    /// The oldest entry that stands in it.
    let first: EntryID
    /// Where it is written to, escaped; nil until the file stands.
    var path: String?
    /// True once the user has ended it: what happened until then is still written.
    var isEnding = false
}
