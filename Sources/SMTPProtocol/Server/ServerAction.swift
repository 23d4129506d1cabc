/// What the owner of a `ServerMachine` has to do next, in this order.
public enum ServerAction: Hashable, Sendable {
    /// A line came in, without its line ending; a secret in it is replaced by ``HiddenBytes/mark``. For a log; nothing has to
    /// be done.
    case received(line: [UInt8])
    /// Send this reply.
    case reply(ServerReply)
    /// Keep this piece of the open message's content. Dot-stuffing is already undone.
    case content([UInt8])
    /// Throw the pieces of the open message away: it will not be accepted.
    case discardContent
    /// The message is complete: the envelope with the pieces kept so far. The 250 follows as its own action.
    case accept(Envelope)
    /// Read nothing for this many seconds, then call `ServerMachine.resumed()`.
    case wait(seconds: Int)
    /// The client may have TLS: get ready for it, then call `ServerMachine.startingTLS()`, send what that says, and begin
    /// the handshake before another byte is read. Or say `ServerMachine.cannotStartTLS()`.
    case startTLS
    /// The client wants to log in with this mechanism, which is one of the configuration's. Answer with one of
    /// `ServerMachine.challenge(_:)`, `authenticated(user:)` and `rejected(_:)`. The initial response is decoded; nil when
    /// there is none.
    case authenticate(mechanism: String, initialResponse: HiddenBytes?)
    /// The client answered the last challenge with these bytes, decoded. Answer as for `authenticate`.
    case authenticationResponse(HiddenBytes)
    /// The login under way is over without a result: forget it.
    case authenticationCancelled
    /// Send what is still to be sent, then close the connection.
    case close(Ending)

    /// Why a session ends; it tells how the connection is best closed.
    public enum Ending: String, Hashable, Sendable, CaseIterable {
        /// The client said QUIT: it sends nothing more.
        case quit
        /// The server has had enough, and the client may still be sending.
        case refused
        /// The server hangs up in the middle of the conversation, because an address asked for that.
        case hungUp
    }
}
