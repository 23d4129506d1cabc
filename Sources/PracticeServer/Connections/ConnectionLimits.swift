/// How many connections are served at the same time; a client above them gets 421.
public struct ConnectionLimits: Hashable, Sendable {
    /// The most connections.
    public var total: Int
    /// The most connections of one address, fewer than `total` so that one client cannot keep all others out.
    public var perAddress: Int

    /// Limits.
    public init(total: Int = 500, perAddress: Int = 100) {
        self.total = total
        self.perAddress = perAddress
    }
}
