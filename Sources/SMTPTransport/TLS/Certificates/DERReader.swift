/// Walks over DER, one element after the other, without copying.
///
/// It is as strict with lengths as the TLS library is, so that both see the same fields in a certificate.
/// - SeeAlso: ITU-T X.690 §8.1 and §10
struct DERReader: Sendable {
    /// One element: its tag, its content, and both together as they stand.
    struct Element: Sendable {
        let tag: UInt8
        let content: ArraySlice<UInt8>
        let whole: ArraySlice<UInt8>

        /// A reader of the elements inside.
        var inside: DERReader { DERReader(content) }
    }

    /// The tags that certificates use.
    enum Tag {
        static let boolean: UInt8 = 0x01
        static let integer: UInt8 = 0x02
        static let bitString: UInt8 = 0x03
        static let octetString: UInt8 = 0x04
        static let objectIdentifier: UInt8 = 0x06
        static let utf8String: UInt8 = 0x0C
        static let sequence: UInt8 = 0x30
        static let set: UInt8 = 0x31
        static let printableString: UInt8 = 0x13
        static let teletexString: UInt8 = 0x14
        static let ia5String: UInt8 = 0x16
        static let utcTime: UInt8 = 0x17
        static let generalizedTime: UInt8 = 0x18
        static let visibleString: UInt8 = 0x1A
        static let universalString: UInt8 = 0x1C
        static let bmpString: UInt8 = 0x1E

        /// A context-specific tag, such as `[0]`.
        static func context(_ number: UInt8, constructed: Bool) -> UInt8 { 0x80 | (constructed ? 0x20 : 0) | number }
    }

    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        self.rest = bytes
    }

    /// True when nothing is left.
    var isAtEnd: Bool { rest.isEmpty }

    /// Takes the next element; nil at the end, and for anything that is no DER.
    mutating func next() -> Element? {
        var position = rest.startIndex
        guard let tag = rest.first, tag & 0x1F != 0x1F else { return nil }
        position += 1
        guard let length = Self.length(in: rest, at: &position), length <= rest.endIndex - position else { return nil }
        let end = position + length
        defer { rest = rest[end...] }
        return Element(tag: tag, content: rest[position..<end], whole: rest[rest.startIndex..<end])
    }

    /// Takes the next element when it has this tag; nil otherwise, and nothing is taken.
    mutating func next(_ tag: UInt8) -> Element? {
        rest.first == tag ? next() : nil
    }

    /// A definite length in its shortest form.
    private static func length(in bytes: ArraySlice<UInt8>, at position: inout Int) -> Int? {
        guard position < bytes.endIndex else { return nil }
        let first = bytes[position]
        position += 1
        guard first >= 0x80 else { return Int(first) }
        let count = Int(first & 0x7F)
        guard (1...4).contains(count), bytes.endIndex - position >= count, bytes[position] != 0 else { return nil }
        let length = bytes[position..<(position + count)].reduce(0) { $0 << 8 | Int($1) }
        position += count
        return length >= 0x80 ? length : nil
    }
}
