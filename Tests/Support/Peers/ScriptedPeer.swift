import Glibc
import Synchronization

/// A server that plays a script, byte by byte, on a thread of its own and with blocking calls that end by a deadline.
///
/// ```swift
/// let peer = try ScriptedPeer([.send("220 hi\r\n"), .expect("QUIT\r\n"), .send("221 bye\r\n"), .close])
/// // … connect to peer.port …
/// #expect(peer.finish().problem == nil)
/// ```
public final class ScriptedPeer: Sendable {
    /// Where it listens.
    public enum Place: Sendable {
        /// 127.0.0.1, a port of the system's choice.
        case ipv4
        /// Another address of 127.0.0.0/8, with a port that is free there.
        case ipv4At(String, port: Int)
        /// ::1, a port of the system's choice.
        case ipv6
        /// A Unix-domain socket.
        case unixSocket(path: String)
    }

    /// What happened.
    public struct Report: Sendable {
        /// Everything that the client sent, over all connections.
        public var received: [UInt8] = []
        /// How many bytes the system took from us.
        public var sentCount = 0
        /// How the client's direction ended, when that was seen.
        public var clientEnd: ClientEnd?
        /// Why the script could not be played to its end.
        public var problem: String?

        /// What the client sent, as text.
        public var receivedText: String { String(decoding: received, as: UTF8.self) }
    }

    /// How the client ended its direction.
    public enum ClientEnd: Sendable {
        /// In an orderly way.
        case finished
        /// By breaking the connection off.
        case reset
    }

    /// The place could not be listened on, for example because the machine has no IPv6.
    public struct CannotListen: Error {}

    /// The port; 0 for a Unix-domain socket.
    public let port: Int
    private let thread: TestThread
    private let result: ResultBox

    private final class ResultBox: Sendable {
        let report = Mutex(Report())
        let sentCount = Mutex(0)
    }

    /// Listens at once, and plays the steps with the first connection (`accept` takes the next one).
    public init(_ steps: [PeerStep], on place: Place = .ipv4, patience: Patience = Patience()) throws {
        let listener: PeerSocket? =
            switch place {
            case .ipv4: .listen(family: AF_INET, backlog: 16)
            case .ipv4At(let address, let port): .listen(address: address, port: port, backlog: 16)
            case .ipv6: .listen(family: AF_INET6, backlog: 16)
            case .unixSocket(let path): .listen(path: path, backlog: 16)
            }
        guard let listener else { throw CannotListen() }
        if case .unixSocket = place { port = 0 } else { port = listener.port }
        let box = ResultBox()
        result = box
        thread = TestThread {
            var player = ScriptPlayer(listener: listener, patience: patience)
            let report = player.play(steps) { count in box.sentCount.withLock { $0 = count } }
            box.report.withLock { $0 = report }
        }
    }

    /// Whether this machine can listen on ::1.
    public static var hasIPv6: Bool {
        guard let listener = PeerSocket.listen(family: AF_INET6, backlog: 1) else { return false }
        listener.close()
        return true
    }

    /// How many bytes the system has taken from us so far.
    public var sentCount: Int { result.sentCount.withLock { $0 } }

    /// Waits until the script has been played, at most until its patience ends. To be called once.
    public func finish() -> Report {
        thread.join()
        return result.report.withLock { $0 }
    }
}
