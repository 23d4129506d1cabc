import SessionCore

/// Reading the transcript: filters, jumps, copies.
extension Explorer {
    /// Shows only some entries; nil for all.
    mutating func show(only filter: ScreenRequest.Filter?, _ session: Session) {}

    /// Goes to the next failure or warning, or the one before.
    mutating func goToProblem(by step: Int, in session: Session) {}

    /// Unfolds all entries, or folds them again.
    mutating func foldAll(_ session: Session) {}

    /// What goes to the clipboard.
    mutating func copy(_ range: ScreenRequest.CopyRange, _ session: Session) -> [Effect] { [] }
}
