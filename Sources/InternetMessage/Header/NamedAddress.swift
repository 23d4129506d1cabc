public import SMTPProtocol

/// A mailbox with the name of the person whose it is: `Ann Example <ann@example.org>`.
/// - SeeAlso: RFC 5322 §3.4
public struct NamedAddress: Hashable, Sendable {
    /// The display name; empty without one.
    public let name: String
    /// The mailbox.
    public let mailbox: Mailbox

    /// An address.
    public init(name: String = "", mailbox: Mailbox) {
        self.name = name
        self.mailbox = mailbox
    }

    /// Whether only SMTPUTF8 can carry it.
    public var needsSMTPUTF8: Bool { mailbox.needsSMTPUTF8 }

    /// What stands in a field for it: words that may be parted by a new line.
    func words(usesUTF8: Bool) throws(MessageError) -> [[UInt8]] {
        guard usesUTF8 || !needsSMTPUTF8 else {
            throw MessageError(
                .needsSMTPUTF8, "The address \(String(decoding: mailbox.bytes, as: UTF8.self)) needs SMTPUTF8.",
                advice: "The server does not offer it, so the address cannot stand in the header.")
        }
        let bytes = Mailbox(localPart: mailbox.localPart, domain: mailbox.domain).bytes
        guard !name.isEmpty else { return [bytes] }
        try HeaderField.check(name, in: "a display name")
        return Self.phrase(name, usesUTF8: usesUTF8) + [[UInt8(ascii: "<")] + bytes + [UInt8(ascii: ">")]]
    }

    private static func phrase(_ name: String, usesUTF8: Bool) -> [[UInt8]] {
        let utf8 = Array(name.utf8)
        let isEncoded = utf8.contains { $0.isControl || ($0.isNonASCII && !usesUTF8) }
        let words = utf8.split(separator: 0x20, omittingEmptySubsequences: false)
        let isLikeEncoded = words.contains { $0.starts(with: "=?".utf8) }
        if isEncoded || isLikeEncoded { return EncodedWord.words(for: name) }
        if words.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0.isAtomText || $0.isNonASCII } }) {
            return words.map(Array.init)
        }
        var quoted: [UInt8] = [UInt8(ascii: "\"")]
        for byte in utf8 {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { quoted.append(UInt8(ascii: "\\")) }
            quoted.append(byte)
        }
        return [quoted + [UInt8(ascii: "\"")]]
    }
}

extension [NamedAddress] {
    /// A field of addresses in lines, with a new line between addresses where one becomes too long.
    func lines(_ name: String, usesUTF8: Bool) throws(MessageError) -> [UInt8] {
        var folded = FoldedHeader(name, limit: MessageLimits.encodedLine)
        for (index, address) in enumerated() {
            let words = try address.words(usesUTF8: usesUTF8)
            for (place, word) in words.enumerated() {
                let comma = place == words.count - 1 && index < count - 1 ? [UInt8(ascii: ",")] : []
                try folded.append(FoldedHeader.Piece(text: word + comma))
            }
        }
        return folded.lines
    }
}
