/// Something that happened to the connection.
public struct ConnectionNote: Hashable, Sendable {
    /// What happened.
    public enum Event: UInt8, Hashable, Sendable, CaseIterable {
        /// The addresses of a host are being looked up.
        case resolving
        /// A connection to an address has been started.
        case connecting
        /// One address did not work; others may.
        case attemptFailed
        /// The connection stands.
        case connected
        /// The handshake of TLS has begun.
        case securing
        /// The connection is secured.
        case secured
        /// The connection is encrypted, and the server was not verified.
        case securedUnverified
        /// No connection came about.
        case failed
        /// The server ended the connection.
        case closedByServer
        /// The connection broke off.
        case broken
        /// We ended the connection.
        case closedByUs
    }

    /// What happened.
    public let event: Event
    /// The same in a sentence; foreign text in it is already escaped.
    public let text: String

    /// How much attention it wants.
    public var level: Level { event.level }
}

extension ConnectionNote.Event {
    /// How much attention such an event wants.
    public var level: Level {
        switch self {
        case .resolving, .connecting, .connected, .securing, .secured, .closedByUs: .information
        case .attemptFailed, .closedByServer: .warning
        case .failed, .broken, .securedUnverified: .error
        }
    }
}
