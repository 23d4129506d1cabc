/// A type that holds a password, a token or a key, and shows only its own name when it is printed, dumped or reflected.
protocol SecretHolder: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {}

extension SecretHolder {
    /// The name of the type alone.
    public var description: String { "\(Self.self)([hidden])" }

    /// The name of the type alone.
    public var debugDescription: String { description }

    /// No children: reflection is how `dump` and test failures look inside.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
