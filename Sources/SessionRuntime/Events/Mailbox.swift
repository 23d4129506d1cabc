import SMTPTransport
import SessionCore
import Synchronization

/// What waits for the owner of the session.
enum Message: Sendable {
    /// News of a connection.
    case connection(ConnectionNumber, ConnectionEvent)
    /// A deadline is over.
    case deadline(Deadline.Kind, number: Int, at: ContinuousClock.Instant)
    /// The target of a `:connect` is known, or is none.
    case target(ConnectionNumber, ConnectRequest, Result<Target, TargetFailure>)
    /// What became of an action that the session waits for.
    case done(SessionEvent)
}

/// Where a `:connect` leads.
struct Target: Sendable {
    let endpoint: Endpoint
    /// The authority of the practice server, in PEM, when that is the target.
    var practiceAuthority: [UInt8]?
}

/// Why there is nothing to connect to.
struct TargetFailure: Error, Sendable {
    let message: String
    let advice: String
    let exitCode: ExitCode
}

/// Where event loops put what the owner of the session takes out: bounded, and waking the owner once a filling.
///
/// The bytes in it are bounded by the receive window of the connection. So that many small pieces cannot weigh more
/// than the window, pieces that follow each other are joined once there are many messages; the joined piece then has
/// the later time of arrival.
final class Mailbox: Sendable {
    /// From this many messages on, bytes are joined.
    static let joiningFrom = 1_024

    private let messages = Mutex<[Message]>([])
    private let wake: @Sendable () -> Void

    /// - Parameter wake: called from any thread when there is something after there was nothing.
    init(wake: @escaping @Sendable () -> Void) {
        self.wake = wake
    }

    func add(_ message: Message) {
        let wasEmpty = messages.withLock { list in
            if list.count >= Self.joiningFrom, let joined = Self.join(list.last, message) {
                list[list.count - 1] = joined
                return false
            }
            list.append(message)
            return list.count == 1
        }
        if wasEmpty { wake() }
    }

    /// Everything that is there, oldest first.
    func takeAll() -> [Message] {
        messages.withLock { list in
            defer { list = [] }
            return list
        }
    }

    private static func join(_ last: Message?, _ next: Message) -> Message? {
        guard case .connection(let number, .bytes(let bytes, _))? = last,
            case .connection(number, .bytes(let more, let at)) = next
        else { return nil }
        return .connection(number, .bytes(bytes + more, at: at))
    }
}
