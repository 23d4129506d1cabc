/// What belongs to one student, or to all clients where nobody is told apart: the mailboxes, and what the scenario remembers.
final class Sandbox: Sendable {
    /// Whose it is; empty for the one that all share.
    let name: String
    let mailboxes: Mailboxes
    let memory: ScenarioMemory

    init(name: String, storage: MailboxLimits) {
        self.name = name
        mailboxes = Mailboxes(limits: storage)
        memory = ScenarioMemory()
    }
}
