/// One printable cluster: a character with its combining marks, as one cell of a screen holds it.
public struct Cluster: Hashable, Sendable {
    /// The cluster, printable and never empty.
    public let text: String

    /// The columns it takes: 1 or 2.
    public let width: Int

    init(text: String, width: Int) {
        self.text = text
        self.width = width
    }

    /// A printable US-ASCII character.
    static func ascii(_ byte: UInt8) -> Cluster {
        Cluster(text: String(UnicodeScalar(byte)), width: 1)
    }
}
