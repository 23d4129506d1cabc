extension Session {
    /// The address, with its port, that the connection reached, escaped; nil before there was one.
    public var reachedAddress: String? { link.flatMap { $0.address.isEmpty ? nil : $0.address } }
}
