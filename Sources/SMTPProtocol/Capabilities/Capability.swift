/// One line of an EHLO reply: a keyword and the words behind it.
///
///     S: 250-SIZE 10485760
///
/// - SeeAlso: RFC 5321 §4.1.1.1
public struct Capability: Hashable, Sendable {
    /// The keyword, with ASCII letters in upper case. Foreign text: it may hold anything but spaces.
    public let keyword: String
    /// The words behind the keyword, as they came.
    public let words: [[UInt8]]
    /// The text of the line, as it came.
    public let text: [UInt8]

    /// Reads the text of one line: words with spaces or tabs between them; nil when there is no word.
    ///
    /// `AUTH=LOGIN PLAIN`, the form from before RFC 2554, is read as `AUTH LOGIN PLAIN`; ``text`` keeps it as it came.
    public init?(text: some Collection<UInt8>) {
        guard let capability = Self.reading(Array(text), wordLimit: .max)?.capability else { return nil }
        self = capability
    }

    private init(keyword: String, words: [[UInt8]], text: [UInt8]) {
        self.keyword = keyword
        self.words = words
        self.text = text
    }

    /// Reads a line and keeps at most `wordLimit` words; `isCut` tells that there were more.
    static func reading(_ text: [UInt8], wordLimit: Int) -> (capability: Capability, isCut: Bool)? {
        // One more word than the limit, to know that there is one, and the keyword; the rest stays in one piece.
        let maxSplits = wordLimit == .max ? Int.max : wordLimit + 1
        var pieces = text.split(maxSplits: maxSplits, omittingEmptySubsequences: true) {
            $0 == ASCII.space || $0 == ASCII.tab
        }
        guard !pieces.isEmpty else { return nil }
        var head = pieces.removeFirst()
        if head.count > oldAuth.count, head.prefix(oldAuth.count).map(ASCII.uppercased) == oldAuth {
            pieces.insert(head.dropFirst(oldAuth.count), at: 0)
            head = head.prefix(oldAuth.count - 1)
        }
        let keyword = String(decoding: head.map(ASCII.uppercased), as: UTF8.self)
        let words = pieces.prefix(wordLimit).map(Array.init)
        return (Capability(keyword: keyword, words: words, text: text), pieces.count > wordLimit)
    }

    private static let oldAuth = Array("AUTH=".utf8)
}
