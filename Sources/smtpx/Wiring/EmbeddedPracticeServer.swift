import PracticeServer
import SMTPTransport
import SessionRuntime
import Synchronization

/// The practice server in this process: started when somebody first asks for it, on a free loopback port.
final class EmbeddedPracticeServer: Sendable {
    private let server = Mutex<PracticeServer?>(nil)

    /// For the runtime: where the server listens.
    var finder: RuntimeOptions.PracticeServerFinder {
        { completion in
            Task.detached {
                do {
                    let server = try await self.running()
                    completion(.success(try Endpoint(parsing: "\(server.host):\(server.port)")))
                } catch {
                    completion(.failure(error))
                }
            }
        }
    }

    /// The server, started now when it is not running yet.
    private func running() async throws -> PracticeServer {
        if let server = server.withLock({ $0 }) { return server }
        let started = try await PracticeServer.start()
        let (kept, isSpare) = server.withLock { current in
            if let current { return (current, true) }
            current = started
            return (started, false)
        }
        if isSpare { await started.stop() }
        return kept
    }
}
