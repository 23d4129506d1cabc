import NIOCore
import SMTPProtocol
import Synchronization

/// What all connections of one server share.
final class ServerContext: Sendable {
    let deadlines: ServerDeadlines
    let greetingPause: Duration
    /// What all clients share as long as nobody is told apart.
    let common: Sandbox
    /// Each student's own; nil when nobody is told apart.
    let sandboxes: Sandboxes?
    /// Where clients may come from, besides this machine; empty where only this machine can.
    let allowed: [AddressRange]
    let table: ConnectionTable
    let identity: PracticeIdentity
    let observer: ServerObserver?
    /// What time it is for the rules of the scenario.
    let now: @Sendable () -> NIODeadline
    private let options: PracticeServerOptions
    private let latest: Mutex<Performance>
    private let counters = Mutex(ServerCounters())

    init(options: PracticeServerOptions, identity: PracticeIdentity, observer: ServerObserver?) {
        self.options = options
        latest = Mutex(Performance(options))
        now = options.now
        deadlines = options.deadlines
        greetingPause = options.greetingPause
        common = Sandbox(name: "", storage: options.storage)
        sandboxes = options.separatesStudents ? Sandboxes() : nil
        allowed = options.allowed
        table = ConnectionTable(limits: options.connections)
        self.identity = identity
        self.observer = observer
    }

    /// What is played to a client that comes now.
    var performance: Performance { latest.withLock { $0 } }

    /// Looks whether the file of the scenario has changed, for a client that has just come.
    func reload(for connection: Int) {
        guard let change = options.scenarioFile?.readIfChanged() else { return }
        switch change {
        case .failure(let mistake): tell(.reloaded(.kept(mistake)), on: connection)
        case .success(let scenario):
            var options = options
            options.scenario = scenario
            let performance = Performance(options)
            latest.withLock { $0 = performance }
            let first = self.options.scenario.settings.certificate
            tell(.reloaded(.replaced(keepsCertificate: scenario.settings.certificate != first)), on: connection)
        }
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
