/// Bytes of a login that must not be shown or logged: printing them gives `[hidden]`, whatever way they are printed.
public struct HiddenBytes: Hashable, Sendable {
    /// The bytes themselves, for whoever checks the login.
    public let bytes: [UInt8]

    /// What stands in the place of hidden bytes, in a log or on a screen.
    public static let mark = "[hidden]"

    /// Hides bytes.
    public init(_ bytes: [UInt8]) { self.bytes = bytes }
}

extension HiddenBytes: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Always the ``mark``.
    public var description: String { Self.mark }
    /// Always the ``mark``.
    public var debugDescription: String { Self.mark }
    /// Without children.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
