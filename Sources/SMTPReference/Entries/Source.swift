/// Where a fact comes from: an RFC with its section, a registry, a draft, or software seen doing it.
public struct Source: Hashable, Sendable, CustomStringConvertible {
    /// The citation as it is shown: `RFC 5321 §4.2.3`.
    public let text: String
    /// The RFC's number, when it is one.
    public let rfc: Int?

    /// Reads a citation; nil when it cites nothing.
    ///
    /// One that begins with `RFC` must go on with a number, and then end or name a section: `RFC 5321 §4.2.3`.
    public init?(_ text: String) {
        guard text.utf8.count >= 4 else { return nil }
        self.text = text
        guard text.hasPrefix("RFC") else {
            rfc = nil
            return
        }
        let words = text.utf8.split(separator: UInt8(ascii: " "))
        guard words.count >= 2, words[0].elementsEqual("RFC".utf8) else { return nil }
        guard let number = Int(Substring(words[1])), number > 0 else { return nil }
        if words.count > 2, !words[2].starts(with: "§".utf8), !words[2].elementsEqual("appendix".utf8) { return nil }
        rfc = number
    }

    /// The citation.
    public var description: String { text }
}
