import PracticeServer
import SMTPTransport
import SessionRuntime
import Synchronization

/// The practice servers in this process: one for each scenario, started when somebody first asks for it, on free loopback
/// ports.
final class EmbeddedPracticeServer: Sendable {
    /// What the servers see.
    let watch = ServerWatch()
    private let serverCount = Mutex(0)
    /// The servers, by the names of their scenarios, or by their files.
    private let servers = Mutex<[String: PracticeServer]>([:])
    /// Servers that were replaced. They end when others are: until then somebody may still be connected to them.
    private let retired = Mutex<[PracticeServer]>([])

    /// For the runtime: where the server listens, and who vouches for it.
    var finder: RuntimeOptions.PracticeServerFinder {
        { wish, completion in
            Task.detached {
                do {
                    let server = try await self.running(ScenarioChoice(wish.scenario ?? Scenario.standard.name))
                    let port = wish.isImplicitTLS ? server.securePort : server.port
                    let target = PracticeTarget(
                        endpoint: try Endpoint(parsing: "\(server.host):\(port)"), authorityPEM: server.authorityPEM)
                    completion(.success(target))
                } catch let mistake as ScenarioChoice.Mistake {
                    completion(
                        .failure(PracticeFailure(message: mistake.message, advice: mistake.advice, isUsage: true)))
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
        guard let old = servers.withLock({ $0.removeValue(forKey: scenario) }) else { return }
        let over = retired.withLock { retired in
            defer { retired = [old] }
            return retired
        }
        Task.detached { for server in over { await server.stop() } }
    }

    /// The server of a scenario, started now when it is not running yet. A file is read each time, so that who asks for it
    /// is told of a mistake at once.
    private func running(_ choice: ScenarioChoice) async throws -> PracticeServer {
        var options = PracticeServerOptions()
        options.scenario = try choice.scenario()
        options.scenarioFile = choice.file
        let name = choice.name
        if let server = servers.withLock({ $0[name] }) { return server }
        let number = serverCount.withLock { count in
            count += 1
            return count
        }
        let observer = watch.observer(of: name, number: number)
        let started = try await PracticeServer.start(options: options, observer: observer)
        let (kept, isSpare) = servers.withLock { running in
            if let current = running[name] { return (current, true) }
            running[name] = started
            return (started, false)
        }
        if isSpare { await started.stop() } else { watch.add(started, name, number: number) }
        return kept
    }
}
