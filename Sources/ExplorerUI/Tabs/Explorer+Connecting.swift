import SessionCore

/// The start screen and the form for a new connection.
extension Explorer {
    /// Opens the form for a new connection.
    mutating func openConnectForm(_ session: Session) {}
}
