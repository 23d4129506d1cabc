/// The modifier keys held with a key.
public struct Modifiers: OptionSet, Hashable, Sendable {
    /// The bits, one a modifier key.
    public let rawValue: UInt8

    /// A set from its bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Shift.
    public static let shift = Modifiers(rawValue: 1)
    /// Alt or Meta, also sent as a leading Escape.
    public static let alt = Modifiers(rawValue: 2)
    /// Control.
    public static let control = Modifiers(rawValue: 4)
}
