/// A SCRAM message cut into its attributes: `r=…,s=…,i=4096`.
/// - SeeAlso: RFC 5802 §5.1 and §7
struct SCRAMAttributes: Hashable, Sendable {
    /// One attribute: a letter and a value that is not empty.
    struct Attribute: Hashable, Sendable {
        let name: UInt8
        let value: [UInt8]
    }
    /// The attributes, in their order.
    let all: [Attribute]

    /// The attributes of a message; nil when one is no letter, `=` and value, or when a letter comes twice.
    init?(_ message: some Collection<UInt8>) {
        var all: [Attribute] = []
        var letters: Set<UInt8> = []
        for part in Array(message).split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
            guard part.count > 2, let name = part.first, Self.isLetter(name), !part.contains(0),
                part[part.startIndex + 1] == UInt8(ascii: "="), letters.insert(name).inserted
            else { return nil }
            all.append(Attribute(name: name, value: Array(part.dropFirst(2))))
        }
        self.all = all
    }

    /// The values of the first attributes, when they bear exactly these names in this order.
    func values(inOrder names: String) -> [[UInt8]]? {
        guard all.count >= names.utf8.count, zip(all, names.utf8).allSatisfy({ $0.name == $1 }) else { return nil }
        return all.prefix(names.utf8.count).map(\.value)
    }

    /// The value of the attribute of this name.
    subscript(name: Unicode.Scalar) -> [UInt8]? {
        all.first { UInt32($0.name) == name.value }?.value
    }

    /// Whether there is an extension that must be understood. This program understands none.
    var hasMandatoryExtension: Bool { self["m"] != nil }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
    }
}
