import CCurses

/// Signals that have come and have not been told yet.
enum PendingSignals {
    private static let urgent = UInt32(CC_EVENT_TERM.rawValue | CC_EVENT_HUP.rawValue | CC_EVENT_INT.rawValue)

    /// Whether one of them wants the program to end: nothing of the terminal is worth waiting for then.
    static var areUrgent: Bool {
        cc_events_peek() & urgent != 0
    }
}
