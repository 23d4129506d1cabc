/// Tells one connection of a session from the next, so that late news of an old one cannot be taken for the new one's.
public struct ConnectionNumber: Hashable, Sendable {
    /// Counted from 1.
    public let number: Int

    /// The connection with this number.
    public init(_ number: Int) { self.number = number }
}
