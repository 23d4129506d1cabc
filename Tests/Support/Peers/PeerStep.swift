/// One thing that a ``ScriptedPeer`` does, after the one before.
public enum PeerStep: Sendable {
    /// Waits for the next connection and talks on it from here on.
    case accept
    /// Sends these bytes, all at once.
    case send([UInt8])
    /// Sends these bytes one at a time, each after this pause; a pause of zero still makes single writes.
    case drip([UInt8], every: Duration)
    /// Sends a piece again and again until so many bytes are out, the client closes, or the deadline passes.
    case flood([UInt8], upTo: Int)
    /// Reads until exactly these bytes have come; anything else is a problem.
    case expect([UInt8])
    /// Reads one line, whatever it says.
    case expectLine
    /// Ends our direction (FIN) and goes on listening.
    case halfClose
    /// Ends both directions in an orderly way.
    case close
    /// Breaks the connection off (RST).
    case reset
    /// Says nothing until the client ends its direction.
    case awaitEnd
    /// Waits until a test opens the gate.
    case await(PeerGate)
    /// Opens a gate for the test.
    case open(PeerGate)

    /// Sends text as UTF-8; line ends have to be written out.
    public static func send(_ text: String) -> PeerStep { .send(Array(text.utf8)) }

    /// Expects text as UTF-8; line ends have to be written out.
    public static func expect(_ text: String) -> PeerStep { .expect(Array(text.utf8)) }
}
