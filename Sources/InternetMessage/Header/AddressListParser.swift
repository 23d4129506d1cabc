public import SMTPProtocol

/// Reads addresses as people write them: several with commas between them, each with a name or without.
///
///     Ann Example <ann@example.org>, "Bee, Bob" <bob@example.net>, carol@example.com
///
/// - SeeAlso: RFC 5322 §3.4
public enum AddressListParser {
    /// One address: what it is for the envelope, and the name that was written with it.
    public struct Address: Hashable, Sendable {
        /// The display name; empty without one.
        public let name: String
        /// The path for the envelope.
        public let path: MailPath

        /// What stands in the header for it; nil for `<>` and for `postmaster` without a domain.
        public var named: NamedAddress? { path.mailbox.map { NamedAddress(name: name, mailbox: $0) } }
    }

    /// All addresses of a text.
    /// - Throws: ``MessageError`` for an address that RFC 5321 §4.1.2 does not allow, and for CR, LF or NUL.
    public static func addresses(in text: String) throws(MessageError) -> [Address] {
        guard !text.utf8.contains(where: { $0 == 0x0D || $0 == 0x0A || $0 == 0x00 }) else {
            throw MessageError(
                .lineBreakOrNUL,
                "The address “\(text)” holds a line break or NUL, which would become a command of its own.",
                advice: "Remove it.")
        }
        var addresses: [Address] = []
        for part in parts(of: Array(text.utf8)) { addresses.append(try address(part)) }
        return addresses
    }

    /// Parts at commas that stand neither in quotes nor in angle brackets.
    private static func parts(of text: [UInt8]) -> [[UInt8]] {
        var parts: [[UInt8]] = [[]]
        var isQuoted = false
        var isEscaped = false
        var depth = 0
        for byte in text {
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\"), isQuoted {
                isEscaped = true
            } else if byte == UInt8(ascii: "\"") {
                isQuoted.toggle()
            } else if !isQuoted, byte == UInt8(ascii: "<") {
                depth += 1
            } else if !isQuoted, byte == UInt8(ascii: ">") {
                depth = max(0, depth - 1)
            } else if !isQuoted, depth == 0, byte == UInt8(ascii: ",") {
                parts.append([])
                continue
            }
            parts[parts.count - 1].append(byte)
        }
        return parts.map { Array($0.trimmingBlanks) }
    }

    private static func address(_ part: [UInt8]) throws(MessageError) -> Address {
        var name = ""
        var path = part
        if part.last == UInt8(ascii: ">"), let start = bracket(in: part) {
            name = self.name(Array(part[..<start].trimmingBlanks))
            path = Array(part[start...])
        }
        if path.elementsEqual("<>".utf8) { return Address(name: name, path: .null) }
        guard !part.isEmpty, let read = MailPath(path) else {
            throw MessageError(
                .badAddress, "“\(String(decoding: part, as: UTF8.self))” is no mail address.",
                advice: "Write user@example.org or Name <user@example.org>, several with commas between them.")
        }
        return Address(name: name, path: read)
    }

    /// The angle bracket that begins the address: the first one outside quotes.
    private static func bracket(in part: [UInt8]) -> Int? {
        var isQuoted = false
        var isEscaped = false
        for (index, byte) in part.enumerated() {
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\"), isQuoted {
                isEscaped = true
            } else if byte == UInt8(ascii: "\"") {
                isQuoted.toggle()
            } else if byte == UInt8(ascii: "<"), !isQuoted {
                return index
            }
        }
        return nil
    }

    /// A name without its quotes.
    private static func name(_ written: [UInt8]) -> String {
        guard written.count >= 2, written.first == UInt8(ascii: "\""), written.last == UInt8(ascii: "\"") else {
            return String(decoding: written, as: UTF8.self)
        }
        var name: [UInt8] = []
        var isEscaped = false
        for byte in written.dropFirst().dropLast() {
            if byte == UInt8(ascii: "\\"), !isEscaped {
                isEscaped = true
            } else {
                name.append(byte)
                isEscaped = false
            }
        }
        return String(decoding: name, as: UTF8.self)
    }
}
