/// What a server offers: its reply to EHLO, keyword by keyword, in the server's order.
///
///     C: EHLO lab.example.org
///     S: 250-mx.example.net at your service
///     S: 250-SIZE 10485760
///     S: 250 AUTH PLAIN LOGIN
///
/// Unknown keywords are kept like known ones. Numbers of keywords and words are bounded, see ``isTruncated``.
/// - SeeAlso: RFC 5321 §4.1.1.1
public struct CapabilitySet: Hashable, Sendable {
    /// The name that the server gives itself: the first word of the first line.
    public let domain: [UInt8]
    /// What follows the domain on the first line; often nothing.
    public let greeting: [UInt8]
    /// Every keyword in the order it came; one that came twice stands here twice.
    public let all: [Capability]
    /// True when keywords or words above ``Limits/capabilities`` and ``Limits/capabilityWords`` were left out.
    public let isTruncated: Bool

    /// Reads a reply to EHLO or LHLO. Lines that are no reply lines, and lines without a word, are passed over.
    public init(reply: Reply) {
        var all: [Capability] = []
        var isTruncated = false
        var firstText: ArraySlice<UInt8> = []
        for (index, line) in reply.lines.enumerated() where line.code != nil {
            let text = reply.bytes[line.textRange]
            if index == 0 {
                firstText = text
                continue
            }
            guard all.count < Limits.capabilities else {
                isTruncated = true
                break
            }
            guard let read = Capability.reading(Array(text), wordLimit: Limits.capabilityWords) else { continue }
            isTruncated = isTruncated || read.isCut
            all.append(read.capability)
        }
        let space = firstText.firstIndex(of: ASCII.space) ?? firstText.endIndex
        domain = Array(firstText[..<space])
        greeting = Array(firstText[space...].dropFirst())
        self.all = all
        self.isTruncated = isTruncated
    }

    /// The first capability with this keyword; upper and lower case of ASCII letters are the same.
    public subscript(keyword: String) -> Capability? {
        let wanted = String(decoding: keyword.utf8.map(ASCII.uppercased), as: UTF8.self)
        return all.first { $0.keyword == wanted }
    }

    /// The largest message that the server takes, in bytes.
    ///
    /// It is nil when the server names none: no SIZE, SIZE alone, SIZE 0, or something that is not a number of 64 bits.
    /// - SeeAlso: RFC 1870 §4
    public var maximumMessageSize: UInt64? {
        guard let word = self["SIZE"]?.words.first, let size = Decimal.value(of: word), size > 0 else { return nil }
        return size
    }

    /// The names of the authentication mechanisms in upper case, each once, in the server's order.
    ///
    /// Both `AUTH PLAIN` (RFC 4954 §3) and the older `AUTH=PLAIN` count.
    public var authMechanisms: [String] {
        var names: [String] = []
        var seen: Set<String> = []
        for capability in all where capability.keyword == "AUTH" {
            for word in capability.words {
                let name = String(decoding: word.map(ASCII.uppercased), as: UTF8.self)
                if seen.insert(name).inserted { names.append(name) }
            }
        }
        return names
    }
}
