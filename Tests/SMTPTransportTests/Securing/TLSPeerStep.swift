import TestSupport

/// One thing that a ``TLSPeer`` does, after the one before.
enum TLSPeerStep: Sendable {
    /// Sends these bytes, under TLS when it stands.
    case send([UInt8])
    /// Sends these bytes in the clear, whatever stands.
    case sendInTheClear([UInt8])
    /// Waits until exactly these bytes have come; anything else is a problem.
    case expect([UInt8])
    /// Waits until so many bytes have come, and forgets them.
    case take(Int)
    /// Waits until the client has sent something that no step has taken, and leaves it there; or until it has left.
    case awaitSomething
    /// Does the handshake as a server, with what the client has sent already and what still comes.
    case secure
    /// Says under TLS that nothing more will be said (close_notify), and leaves the connection as it is.
    case farewell
    /// Ends our direction (FIN), without a farewell under TLS.
    case halfClose
    /// Breaks the connection off (RST).
    case reset
    /// Waits until a test opens the gate.
    case await(PeerGate)
    /// Stops reading until the gate opens, and leaves then.
    case pause(PeerGate)
    /// Waits for the client's farewell under TLS, or for its end.
    case awaitFarewell
    /// Waits until the client has left.
    case awaitEnd

    /// Sends text; line ends have to be written out.
    static func send(_ text: String) -> Self { .send(Array(text.utf8)) }

    /// Sends text in the clear; line ends have to be written out.
    static func sendInTheClear(_ text: String) -> Self { .sendInTheClear(Array(text.utf8)) }

    /// Expects text; line ends have to be written out.
    static func expect(_ text: String) -> Self { .expect(Array(text.utf8)) }
}
