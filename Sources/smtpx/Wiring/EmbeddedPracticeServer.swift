import PracticeServer
import SMTPProtocol
import SMTPTransport
import SessionRuntime
import Synchronization

/// The practice servers in this process: one for each scenario and likeness, started when somebody first asks for it,
/// on free loopback ports.
final class EmbeddedPracticeServer: Sendable {
    /// What the servers see.
    let watch = ServerWatch()
    private let serverCount = Mutex(0)
    private let servers = Mutex<[Kind: PracticeServer]>([:])
    /// Servers that were replaced. They end when others are: until then somebody may still be connected to them.
    private let retired = Mutex<[PracticeServer]>([])

    /// What makes one server another one.
    private struct Kind: Hashable {
        /// The scenario's name, or its file.
        let scenario: String
        let likeness: Likeness?

        /// What the screen calls it.
        /// - Parameter imitated: what is imitated after all, for a scenario can ask for it, too.
        func label(imitating imitated: Likeness?) -> String {
            scenario + (imitated.map { ", imitating \($0.title)" } ?? "")
        }
    }

    /// For the runtime: where the server listens, and who vouches for it.
    var finder: RuntimeOptions.PracticeServerFinder {
        { wish, completion in
            Task.detached {
                do {
                    let choice = try ScenarioChoice(wish.scenario ?? Scenario.standard.name)
                    let server = try await self.running(choice, likeness: wish.likeness.map(Likeness.of))
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
        let old = servers.withLock { running in
            let kinds = running.keys.filter { $0.scenario == scenario }
            return kinds.compactMap { running.removeValue(forKey: $0) }
        }
        let over = retired.withLock { retired in
            defer { retired = old }
            return retired
        }
        Task.detached { for server in over { await server.stop() } }
    }

    /// The server of a scenario, started now when it is not running yet. A file is read each time, so that who asks for it
    /// is told of a mistake at once.
    private func running(_ choice: ScenarioChoice, likeness: Likeness?) async throws -> PracticeServer {
        var options = PracticeServerOptions()
        options.scenario = try choice.scenario()
        options.scenarioFile = choice.file
        options.likeness = likeness
        let kind = Kind(scenario: choice.name, likeness: likeness)
        if let server = servers.withLock({ $0[kind] }) { return server }
        let number = serverCount.withLock { count in
            count += 1
            return count
        }
        let label = kind.label(imitating: options.imitated)
        let observer = watch.observer(of: label, number: number)
        let started = try await PracticeServer.start(options: options, observer: observer)
        let (kept, isSpare) = servers.withLock { running in
            if let current = running[kind] { return (current, true) }
            running[kind] = started
            return (started, false)
        }
        if isSpare { await started.stop() } else { watch.add(started, label, number: number) }
        return kept
    }
}
