import SMTPProtocol

/// What an address asks for by its local part, so that any reply can be seen when it is wanted.
///
/// | Local part | What happens |
/// |---|---|
/// | `450` | the reply `450`, with a text of the server's |
/// | `450-4.2.1` | the reply `450 4.2.1` |
/// | `550-5.1.1-no-such-cat` | the reply `550 5.1.1 no such cat`: hyphens become spaces |
/// | `421`, `221` | the reply, and the connection is closed, as these codes say |
/// | `drop` | the connection is closed without a reply |
/// | `slow-3s` | the address is accepted after three seconds |
/// | `slow-3s-450-4.2.1` | what stands behind the time, after three seconds |
///
/// Every code from 200 to 599 is given as it is asked for, also one that makes no sense there. Only a 2yz lets the
/// address in. Without an enhanced code in the local part the reply has none.
struct RequestedReply: Hashable, Sendable {
    /// How long to wait first, in seconds.
    let delay: Int
    /// What comes then.
    let outcome: Outcome

    enum Outcome: Hashable, Sendable {
        /// Whatever the address would get without a delay.
        case accept
        /// The connection is closed without a word.
        case drop
        /// Exactly this reply.
        case reply(ServerReply)
    }

    /// Reads a local part, quotes already taken away; nil when it asks for nothing.
    init?(localPart: [UInt8]) {
        let words = localPart.split(separator: Self.hyphen, omittingEmptySubsequences: false)
        guard let first = words.first else { return nil }
        if Self.matches(first, "slow"), words.count >= 2, let seconds = Self.seconds(words[1]) {
            delay = seconds
            guard words.count > 2 else {
                outcome = .accept
                return
            }
            guard let outcome = Self.outcome(words[2...]) else { return nil }
            self.outcome = outcome
        } else {
            guard let outcome = Self.outcome(words[...]) else { return nil }
            delay = 0
            self.outcome = outcome
        }
    }

    private static let hyphen = UInt8(ascii: "-")
    private static let space = UInt8(ascii: " ")
    private static let codes = 200...599
    private static let text = "This is the reply that the address asks for"

    private static func outcome(_ words: ArraySlice<ArraySlice<UInt8>>) -> Outcome? {
        guard let first = words.first else { return nil }
        if matches(first, "drop"), words.count == 1 { return .drop }
        guard let code = ReplyCode(ascii: first), codes.contains(code.value) else { return nil }
        var rest = words.dropFirst()
        let enhanced = rest.first.flatMap { EnhancedStatusCode(ascii: $0) }
        if enhanced != nil { rest = rest.dropFirst() }
        let wanted = String(decoding: Array(rest.joined(separator: [space])), as: UTF8.self)
        return .reply(ServerReply(code, enhanced: enhanced, lines: [wanted.isEmpty ? text : wanted]))
    }

    /// `3s` or `3`; a number too large to hold is as large as can be, for the limit on delays cuts it anyway.
    private static func seconds(_ word: ArraySlice<UInt8>) -> Int? {
        let digits = word.last.map { $0 | 0x20 } == UInt8(ascii: "s") ? word.dropLast() : word
        guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(String(decoding: digits, as: UTF8.self)) ?? Int.max
    }

    private static func matches(_ word: ArraySlice<UInt8>, _ wanted: String) -> Bool {
        word.elementsEqual(wanted.utf8) { ($0 | 0x20) == $1 }
    }
}
