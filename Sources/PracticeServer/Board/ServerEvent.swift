public import SMTPProtocol

/// Something that happened on a connection of the practice server, to be shown or logged.
///
/// Lines hold what a client sent, byte for byte: escape them before they are shown.
public struct ServerEvent: Hashable, Sendable {
    /// The connection's number, counted from 1 since the server started.
    public let connection: Int
    /// What happened.
    public let kind: Kind

    /// The sorts of event.
    public enum Kind: Hashable, Sendable {
        /// A client connected.
        case opened(peer: String)
        /// A client was turned away because there are too many.
        case refused(peer: String)
        /// A client was turned away because its address is not one of those that are let in.
        case barred(peer: String)
        /// A line came in, without its line ending. What is or could be secret in it stands there as `[hidden]`.
        case line([UInt8])
        /// A reply went out.
        case reply(ServerReply)
        /// The session stands elsewhere now; the envelope of the message that is being made, if there is one.
        case moved(ServerState, Envelope?)
        /// The connection is protected by TLS now; nil when the version has no number known here.
        case secured(version: TLSVersion?)
        /// TLS did not come about; the connection is closed. Why, in words.
        case tlsFailed(String)
        /// The client logged in.
        case loggedIn(user: String, mechanism: String)
        /// A message was accepted.
        case stored(StoredMessage)
        /// A rule of the scenario took effect; the rule as it is written, with its line.
        case ruleFired(String)
        /// The server has something to say about what the client does, in words, such as a line that ends in LF alone.
        case remarked(String)
        /// The file of the scenario had changed when this client came.
        case reloaded(ScenarioReload)
        /// The connection belongs to this student's sandbox from now on.
        case entered(sandbox: String)
        /// The client took too long.
        case timedOut
        /// The connection is over.
        case closed
    }
}

/// Is told of every event, on the thread of the connection: return soon.
public typealias ServerObserver = @Sendable (ServerEvent) -> Void
