/// Showing a session to a room that looks on.
extension Explorer {
    /// Shows the transcript and the explanation only, or everything again.
    mutating func togglePresenting() {}
}
