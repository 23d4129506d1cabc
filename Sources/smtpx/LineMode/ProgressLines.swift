import SessionCore

/// How a content on its way is told of in line mode: a line every few seconds, where a person watches.
struct ProgressLines {
    /// Between two lines, in nanoseconds: a screen reader reads each of them out.
    private static let pause: UInt64 = 3_000_000_000

    /// Whether somebody watches; a pipe gets the beginning and the end only.
    let areWanted: Bool
    private var last: UInt64?

    init(areWanted: Bool) { self.areWanted = areWanted }

    /// How long to wait at most for news; nil for as long as it takes.
    func pause(in session: Session) -> Duration? {
        areWanted && session.isSendingContent ? .seconds(1) : nil
    }

    /// The line that is due now; nil when none is.
    mutating func line(for session: Session, at now: UInt64) -> String? {
        guard areWanted, let transfer = session.status.transfer else {
            last = nil
            return nil
        }
        let since = max(last ?? 0, transfer.since)
        guard now > since, now - since >= Self.pause else { return nil }
        last = now
        return "note: \(transfer.name): \(transfer.text(at: now))."
    }
}
