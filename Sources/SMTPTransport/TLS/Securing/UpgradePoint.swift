internal import SMTPProtocol

/// The place in the plain text behind which TLS begins: the end of the reply that says yes to STARTTLS.
///
/// It reads what the server says in the clear from the first byte on, and counts replies as the session does: stray lines
/// answer nothing and do not count.
/// - SeeAlso: RFC 3207 §4
struct UpgradePoint {
    /// What bytes from the server bring.
    enum Verdict: Hashable {
        /// More plain text: all of it may be handed on.
        case plaintext
        /// They end in the awaited 220, and not a byte stands behind it.
        case begins
        /// The awaited 220 is in them, and so many bytes stand behind it that were sent in the clear.
        case injected(byteCount: Int)
    }

    /// The one code that begins TLS.
    private static let ready = ReplyCode(220)

    private var parser = ReplyParser()
    private var replyCount = 0
    private var lastCode: ReplyCode?
    private var awaited: Int?

    /// True from ``expect(atReply:)`` until that reply is there.
    var isAwaited: Bool { awaited != nil }

    /// Waits for a reply, counted from the greeting as 1.
    ///
    /// False when that reply is already there and may have been a 220: it was sent before it was asked for.
    mutating func expect(atReply number: Int) -> Bool {
        guard number <= replyCount else {
            awaited = number
            return true
        }
        return number == replyCount && lastCode != Self.ready
    }

    /// Takes the next bytes from the server, in the clear.
    mutating func received(_ bytes: some Collection<UInt8>) -> Verdict {
        parser.append(bytes)
        while let output = parser.next() {
            guard case .reply(let reply) = output else { continue }
            replyCount += 1
            lastCode = reply.code
            guard replyCount == awaited else { continue }
            awaited = nil
            guard reply.code == Self.ready else { continue }
            let behind = parser.unprocessedByteCount
            return behind == 0 ? .begins : .injected(byteCount: behind)
        }
        return .plaintext
    }
}
