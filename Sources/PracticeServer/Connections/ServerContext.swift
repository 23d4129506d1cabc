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
    let table: ConnectionTable
    let scenario: Scenario
    let identity: PracticeIdentity
    let logins: LoginDesk
    let observer: ServerObserver?
    private let counters = Mutex(ServerCounters())

    init(options: PracticeServerOptions, identity: PracticeIdentity, observer: ServerObserver?) {
        configuration = options.configuration
        personality = PracticePersonality(directory: options.directory)
        deadlines = options.deadlines
        greetingPause = options.greetingPause
        common = Sandbox(name: "", storage: options.storage)
        table = ConnectionTable(limits: options.connections)
        scenario = options.scenario
        self.identity = identity
        logins = LoginDesk(personality: personality, hostName: options.hostName, scenario: options.scenario)
        self.observer = observer
    }

    func makeMachine() -> ServerMachine {
        var configuration = configuration
        configuration.mechanisms = logins.mechanisms(under: nil)
        return ServerMachine(configuration: configuration, policy: personality)
    }

    func makeTLSEndpoint() throws -> TLSEndpoint {
        try TLSEndpoint(
            identity: identity, isOld: scenario.settings.isOldTLS, farewell: TimeAmount(deadlines.farewell))
    }

    func count(_ change: (inout ServerCounters) -> Void) {
        counters.withLock { change(&$0) }
    }

    var snapshot: ServerCounters { counters.withLock { $0 } }

    func tell(_ kind: @autoclosure () -> ServerEvent.Kind, on connection: Int) {
        observer?(ServerEvent(connection: connection, kind: kind()))
    }
}
