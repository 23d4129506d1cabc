/// A field of a header before it is put into lines: a name and a text.
/// - SeeAlso: RFC 5322 §2.2
public struct HeaderField: Hashable, Sendable {
    /// The name, as written.
    public let name: String
    /// What follows the colon, as text.
    public let value: String

    /// A field.
    /// - Throws: ``MessageError`` when the name is none, or the value holds CR, LF or NUL.
    public init(name: String, value: String) throws(MessageError) {
        guard !name.isEmpty, name.utf8.count <= MessageLimits.preferredLine - 2,
            name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ":") })
        else {
            throw MessageError(
                .badFieldName, "“\(name)” is no name of a header field.",
                advice: "A name has letters, digits and hyphens, such as X-Test.")
        }
        try Self.check(value, in: name)
        self.name = name
        self.value = value
    }

    /// A field written as one line: `X-Test: some text`.
    /// - Throws: ``MessageError`` when there is no colon, or as ``init(name:value:)``.
    public init(line: String) throws(MessageError) {
        let bytes = Array(line.utf8)
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else {
            throw MessageError(
                .badFieldName, "“\(line)” has no colon after the name of the field.", advice: "Write NAME: VALUE.")
        }
        try self.init(
            name: String(decoding: bytes[..<colon].trimmingBlanks, as: UTF8.self),
            value: String(decoding: bytes[(colon + 1)...].trimmingBlanks, as: UTF8.self))
    }

    /// Whether this is the field of a name; letters in any case.
    public func isNamed(_ other: String) -> Bool { name.utf8.equals(ignoringCase: other) }

    /// Looks at bytes, not at characters: in Swift CR LF is one character, and neither CR nor LF is found in it.
    static func check(_ value: String, in name: String) throws(MessageError) {
        guard value.utf8.contains(where: { $0 == 0x0D || $0 == 0x0A || $0 == 0x00 }) else { return }
        throw MessageError(
            .lineBreakOrNUL,
            "The value of \(name) holds a line break or NUL, which would begin another field or cut this one.",
            advice: "Remove it; long values are folded by themselves. --data sends a message exactly as it is.")
    }
}
