import SMTPProtocol

/// A scenario as it is played to the clients that come while it is the latest: whoever is connected stays with its own.
final class Performance: Sendable {
    let scenario: Scenario
    let configuration: ServerConfiguration
    let personality: PracticePersonality
    let logins: LoginDesk
    /// The software that is imitated.
    let likeness: Likeness?

    init(_ options: PracticeServerOptions) {
        scenario = options.scenario
        configuration = options.configuration
        personality = PracticePersonality(
            directory: Directory(
                users: options.scenario.settings.users + options.directory.users, lists: options.directory.lists))
        likeness = options.imitated
        logins = LoginDesk(
            personality: personality, hostName: options.hostName, scenario: options.scenario, likeness: likeness)
    }

    func makeMachine(policy: ScenarioPolicy) -> ServerMachine {
        var configuration = configuration
        configuration.mechanisms = logins.mechanisms(under: nil)
        return ServerMachine(configuration: configuration, policy: policy)
    }
}
