import PracticeServer
import SMTPTransport
import SafeText
import SessionRuntime
import Synchronization

/// The practice servers in this process: one for each scenario, started when somebody first asks for it, on free loopback
/// ports.
final class EmbeddedPracticeServer: Sendable {
    /// What the servers see.
    let watch = ServerWatch()
    private let serverCount = Mutex(0)
    private let servers = Mutex<[Scenario: PracticeServer]>([:])
    /// Servers that were replaced. They end when others are: until then somebody may still be connected to them.
    private let retired = Mutex<[PracticeServer]>([])

    /// For the runtime: where the server listens, and who vouches for it.
    var finder: RuntimeOptions.PracticeServerFinder {
        { wish, completion in
            let name = wish.scenario ?? Scenario.standard.name
            guard let scenario = Scenario.named(name) else {
                let names = Scenario.all.map(\.name).joined(separator: ", ")
                return completion(
                    .failure(
                        PracticeFailure(
                            message: "There is no practice scenario \(name).", advice: "There are: \(names).",
                            isUsage: true)))
            }
            Task.detached {
                do {
                    let server = try await self.running(scenario)
                    let port = wish.isImplicitTLS ? server.securePort : server.port
                    let target = PracticeTarget(
                        endpoint: try Endpoint(parsing: "\(server.host):\(port)"), authorityPEM: server.authorityPEM)
                    completion(.success(target))
                } catch {
                    completion(
                        .failure(
                            PracticeFailure(
                                message: "The practice server did not start: \(error).",
                                advice: ":reconnect tries again.")))
                }
            }
        }
    }

    /// Has the next one who asks for a scenario get a server on which nothing has happened.
    func startAfresh(_ scenario: String) {
        let old = servers.withLock { running in
            let scenarios = running.keys.filter { $0.name == scenario }
            return scenarios.compactMap { running.removeValue(forKey: $0) }
        }
        let over = retired.withLock { retired in
            defer { retired = old }
            return retired
        }
        Task.detached { for server in over { await server.stop() } }
    }

    /// The server of a scenario, started now when it is not running yet.
    private func running(_ scenario: Scenario) async throws -> PracticeServer {
        if let server = servers.withLock({ $0[scenario] }) { return server }
        var options = PracticeServerOptions()
        options.scenario = scenario
        let number = serverCount.withLock { count in
            count += 1
            return count
        }
        let observer = watch.observer(of: scenario, number: number)
        let started = try await PracticeServer.start(options: options, observer: observer)
        let (kept, isSpare) = servers.withLock { running in
            if let current = running[scenario] { return (current, true) }
            running[scenario] = started
            return (started, false)
        }
        if isSpare { await started.stop() } else { watch.add(started, scenario, number: number) }
        return kept
    }
}
