/// Judges the commands of a group, one after another, as if all before them had been sent and had succeeded.
///
/// The work for a group grows with its length, where ``ClientMachine/advice(on:)`` looks at all that is in flight each time.
public struct GroupAdvisor: Sendable {
    private let machine: ClientMachine
    private var projection: Projection

    /// An advisor for a group that goes out now.
    public init(_ machine: ClientMachine) {
        self.machine = machine
        projection = Projection(machine)
    }

    /// Whether a command fits behind the ones before it. That a reply is not in yet is no objection here.
    public mutating func advice(on command: Command) -> Advice {
        defer { projection.add(command) }
        return machine.advice(on: command, in: projection)
    }
}
