public import SMTPProtocol

/// How long a client may take before it gets 421 and the connection is closed.
///
/// Bytes that drip in one by one do not help: a command line, and a message's content, has its own time from beginning to
/// end.
public struct ServerDeadlines: Hashable, Sendable {
    /// The longest silence inside a message's content.
    public var idle: Duration
    /// The longest time for one whole command line, from the reply before it.
    /// - SeeAlso: RFC 5321 §4.5.3.2.7
    public var command: Duration
    /// The longest time for the whole content of a message, from the 354.
    public var content: Duration
    /// The longest time for the whole handshake of TLS.
    public var handshake: Duration
    /// How long a closed connection is read on, so that the last reply reaches a client that is still sending.
    public var farewell: Duration

    /// Deadlines. The server's time for a command is three times the least that RFC 5321 asks for: somebody who learns
    /// talks between two commands.
    public init(
        idle: Duration = .seconds(3 * Limits.serverTimeout), command: Duration = .seconds(3 * Limits.serverTimeout),
        content: Duration = .seconds(6 * Limits.serverTimeout), handshake: Duration = .seconds(60),
        farewell: Duration = .seconds(2)
    ) {
        self.idle = idle
        self.command = command
        self.content = content
        self.handshake = handshake
        self.farewell = farewell
    }
}
