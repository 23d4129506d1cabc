/// What a scenario remembers from one command to the next: who was greylisted when, how full a mailbox is.
final class ScenarioMemory: Sendable {
    init() {}
}
