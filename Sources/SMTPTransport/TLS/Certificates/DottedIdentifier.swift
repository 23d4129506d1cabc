/// An object identifier in its dotted text form, which is how the RFCs write them.
/// - SeeAlso: ITU-T X.690 §8.19
struct DottedIdentifier: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    let description: String

    init(stringLiteral text: String) {
        self.description = text
    }

    /// Reads the content of an OBJECT IDENTIFIER; nil when it is not one, or an arc does not fit 64 bits.
    init?(_ content: ArraySlice<UInt8>) {
        guard let last = content.last, last < 0x80 else { return nil }
        var arcs: [UInt64] = []
        var arc: UInt64 = 0
        for byte in content {
            guard arc < 1 << 57 else { return nil }
            arc = arc << 7 | UInt64(byte & 0x7F)
            if byte < 0x80 {
                if arcs.isEmpty {
                    // The first two arcs share one number.
                    arcs.append(min(arc / 40, 2))
                    arc -= arcs[0] * 40
                }
                arcs.append(arc)
                arc = 0
            }
        }
        self.description = arcs.map(String.init).joined(separator: ".")
    }
}
