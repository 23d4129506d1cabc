/// The number of a transcript entry, counted from 0. Numbers are never used twice in a session.
public struct EntryID: Hashable, Comparable, Sendable, Strideable {
    /// The number.
    public let number: Int

    /// The entry with this number, which may not exist.
    public init(_ number: Int) { self.number = number }

    /// Earlier entries are smaller.
    public static func < (left: EntryID, right: EntryID) -> Bool { left.number < right.number }

    /// How many entries further on the other one is.
    public func distance(to other: EntryID) -> Int { other.number - number }

    /// The entry so many places further on.
    public func advanced(by distance: Int) -> EntryID { EntryID(number + distance) }
}
