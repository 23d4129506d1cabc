/// What the practice server has counted since it started.
public struct ServerCounters: Hashable, Sendable {
    /// Connections that were served.
    public internal(set) var connections = 0
    /// Connections that were turned away because there were too many.
    public internal(set) var refusedConnections = 0
    /// Connections that were closed because the client took too long.
    public internal(set) var timeouts = 0
    /// Messages that were accepted.
    public internal(set) var messages = 0
    /// Times that a connection could not be accepted, for want of descriptors or memory.
    public internal(set) var acceptFailures = 0
}
