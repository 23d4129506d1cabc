import NIOCore
import SMTPProtocol
import Synchronization

/// What all connections of one server share.
final class ServerContext: Sendable {
    let configuration: ServerConfiguration
    let personality: PracticePersonality
    let deadlines: ServerDeadlines
    let greetingPause: Duration
    /// What all clients share as long as nobody is told apart.
    let common: Sandbox
    /// Each student's own; nil when nobody is told apart.
    let sandboxes: Sandboxes?
    /// Where clients may come from, besides this machine; empty where only this machine can.
    let allowed: [AddressRange]
    let table: ConnectionTable
    let scenario: Scenario
    let identity: PracticeIdentity
    let logins: LoginDesk
    let observer: ServerObserver?
    private let counters = Mutex(ServerCounters())

    init(options: PracticeServerOptions, identity: PracticeIdentity, observer: ServerObserver?) {
        configuration = options.configuration
        personality = PracticePersonality(
            directory: Directory(
                users: options.scenario.settings.users + options.directory.users, lists: options.directory.lists))
        deadlines = options.deadlines
        greetingPause = options.greetingPause
        common = Sandbox(name: "", storage: options.storage)
        sandboxes = options.separatesStudents ? Sandboxes() : nil
        allowed = options.allowed
        table = ConnectionTable(limits: options.connections)
        scenario = options.scenario
        self.identity = identity
        logins = LoginDesk(personality: personality, hostName: options.hostName, scenario: options.scenario)
        self.observer = observer
    }

    func makeMachine(policy: ScenarioPolicy) -> ServerMachine {
        var configuration = configuration
        configuration.mechanisms = logins.mechanisms(under: nil)
        return ServerMachine(configuration: configuration, policy: policy)
    }

    func makeTLSEndpoint() throws -> TLSEndpoint {
        try TLSEndpoint(
            identity: identity, isOld: scenario.settings.isOldTLS, farewell: TimeAmount(deadlines.farewell))
    }

    /// Whether a client may come in from here.
    func lets(in address: SocketAddress?) -> Bool {
        // Without ranges it listens on loopback alone, which nobody else reaches.
        guard !allowed.isEmpty, let address else { return true }
        return Loopback.contains(address) || allowed.contains { $0.contains(address) }
    }

    func count(_ change: (inout ServerCounters) -> Void) {
        counters.withLock { change(&$0) }
    }

    var snapshot: ServerCounters { counters.withLock { $0 } }

    func tell(_ kind: @autoclosure () -> ServerEvent.Kind, on connection: Int) {
        observer?(ServerEvent(connection: connection, kind: kind()))
    }
}
