/// One part of a SASL message, for showing it beside its wire form.
public struct MessageField: Hashable, Sendable {
    /// What the part is, in a word or two: `user`, `password`, `client nonce`, `salt`, `iterations`, `challenge`,
    /// `error`.
    public let name: String
    /// Its bytes as they were sent; foreign: escape them. Empty when the part is secret.
    public let value: [UInt8]
    /// True for what must never be shown: then ``value`` is empty.
    public let isSecret: Bool

    /// A part.
    public init(_ name: String, _ value: [UInt8], isSecret: Bool = false) {
        self.name = name
        self.value = isSecret ? [] : value
        self.isSecret = isSecret
    }

    /// A part that is never shown.
    static func secret(_ name: String) -> MessageField { MessageField(name, [], isSecret: true) }
}
