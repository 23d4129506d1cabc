import SMTPTransport
import Synchronization

/// A name service that says what a test wants, family by family, or nothing.
final class FakeNameService: NameService {
    enum Answer: Sendable {
        case addresses([String])
        case failure(LookUpFailure)
        case silence
        /// Answers when it is told to.
        case later
    }

    private let ipv4: Answer
    private let ipv6: Answer
    private let questions = Mutex<[IPAddress.Family]>([])
    private let waiting = Mutex<[@Sendable (Result<[IPAddress], LookUpFailure>) -> Void]>([])

    init(ipv4: Answer, ipv6: Answer) {
        self.ipv4 = ipv4
        self.ipv6 = ipv6
    }

    var asked: [IPAddress.Family] { questions.withLock { $0 } }

    /// Answers what was put off.
    func answer(_ result: Result<[IPAddress], LookUpFailure>) {
        for completion in waiting.withLock({ $0 }) { completion(result) }
    }

    func lookUp(
        host: String, family: IPAddress.Family,
        completion: @escaping @Sendable (Result<[IPAddress], LookUpFailure>) -> Void
    ) {
        questions.withLock { $0.append(family) }
        switch family == .ipv4 ? ipv4 : ipv6 {
        case .addresses(let list): completion(.success(list.compactMap(IPAddress.init)))
        case .failure(let failure): completion(.failure(failure))
        case .silence: break
        case .later: waiting.withLock { $0.append(completion) }
        }
    }
}
