/// A host name that may be looked up: ASCII labels of letters, digits, hyphens and underscores.
///
/// Underscores are no part of a mail domain, but container networks and Windows domains use them in names that do
/// resolve, so they are let through to the look-up. Names in other scripts have to be written in their `xn--` form:
/// the program does not guess how a name is to be encoded.
/// - SeeAlso: RFC 1123 §2.1, RFC 1035 §2.3.4, RFC 5890 §2.3.2.1
public struct HostName: Hashable, Sendable {
    /// The name as it was typed, at most 253 bytes, perhaps with the dot of an absolute name at its end.
    public let text: String

    /// The longest name that fits the 255 octets that a name has on the wire.
    /// - SeeAlso: RFC 1035 §2.3.4
    public static let maximumLength = 253
    /// The longest label.
    /// - SeeAlso: RFC 1035 §2.3.4
    public static let maximumLabelLength = 63

    /// Checks a name before anything is looked up.
    /// - Throws: ``EndpointError`` with the reason.
    public init(checking name: String) throws(EndpointError) {
        try self.init(checking: Array(name.utf8))
    }

    init(checking bytes: [UInt8]) throws(EndpointError) {
        guard !bytes.isEmpty else {
            throw EndpointError(.emptyHost, "There is no host name.", advice: "Write host or host:port.")
        }
        try Self.checkCharacters(bytes)
        var relative = bytes[...]
        if relative.last == UInt8(ascii: ".") { relative.removeLast() }
        guard relative.count <= Self.maximumLength else {
            throw EndpointError(
                .tooLong, "The host name has \(bytes.count) bytes; a name can have \(Self.maximumLength).",
                advice: "Check for text that was pasted by accident.")
        }
        let labels = relative.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        for label in labels { try Self.check(label: label) }
        if let last = labels.last, Self.looksNumeric(last) {
            throw EndpointError(
                .badAddress, "The host ends in a number but is no IPv4 address.",
                advice: "An IPv4 address is four numbers from 0 to 255, such as 192.0.2.1.")
        }
        self.text = String(decoding: bytes, as: UTF8.self)
    }

    private static func checkCharacters(_ bytes: [UInt8]) throws(EndpointError) {
        for (offset, byte) in bytes.enumerated() {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
                continue
            case 0x80...:
                throw EndpointError(
                    .notASCII, "The host name has a letter that is not ASCII.", offset: offset,
                    advice: "Write the name in its xn-- form (punycode), such as xn--bcher-kva.example.")
            case 0...0x1F, 0x7F:
                throw EndpointError(
                    .controlCharacter, "The host name holds a control character.", offset: offset,
                    advice: "Remove it; a name is letters, digits, hyphens and dots.")
            default:
                let shown = String(UnicodeScalar(byte))
                throw EndpointError(
                    .badCharacter, "A host name cannot contain “\(shown)”.", offset: offset,
                    advice: "A name is letters, digits, hyphens and dots.")
            }
        }
    }

    private static func check(label: ArraySlice<UInt8>) throws(EndpointError) {
        guard !label.isEmpty else {
            throw EndpointError(
                .badLabel, "The host name has an empty part between its dots.",
                advice: "Write single dots, and none in front.")
        }
        guard label.count <= maximumLabelLength else {
            throw EndpointError(
                .tooLong, "One part of the host name has \(label.count) bytes; \(maximumLabelLength) are allowed.",
                advice: "Check the name between the dots.")
        }
        guard label.first != UInt8(ascii: "-"), label.last != UInt8(ascii: "-") else {
            throw EndpointError(
                .badLabel, "A part of a host name cannot begin or end with a hyphen.",
                advice: "If this was meant as an option, write it before the target.")
        }
    }

    /// Whether the C library would read the label as a number (`1`, `0x7f`), and so the name as an address.
    private static func looksNumeric(_ label: ArraySlice<UInt8>) -> Bool {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        if label.allSatisfy(digits.contains) { return true }
        guard label.count > 1, label.first == UInt8(ascii: "0") else { return false }
        guard label[label.startIndex + 1] | 0x20 == UInt8(ascii: "x") else { return false }
        return label.dropFirst(2).allSatisfy {
            digits.contains($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0 | 0x20)
        }
    }
}

extension HostName: CustomStringConvertible {
    /// The name as it was typed.
    public var description: String { text }
}
