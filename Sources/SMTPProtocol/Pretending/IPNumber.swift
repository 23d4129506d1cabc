/// An IPv4 or IPv6 address as a number: for protocols that write addresses in their one usual form, or as bytes.
/// - SeeAlso: RFC 4291 §2.2, RFC 5952 §4
public enum IPNumber: Hashable, Sendable {
    /// Four bytes.
    case ipv4([UInt8])
    /// Sixteen bytes.
    case ipv6([UInt8])

    /// Reads `192.0.2.1` or `2001:db8::1`, without brackets and zone; nil for anything else.
    public init?(_ text: some Collection<UInt8>) {
        let text = Array(text)
        if let bytes = Self.readIPv4(text[...]) {
            self = .ipv4(bytes)
        } else if let bytes = Self.readIPv6(text[...]) {
            self = .ipv6(bytes)
        } else {
            return nil
        }
    }

    /// The address in network byte order: 4 or 16 bytes.
    public var bytes: [UInt8] {
        switch self {
        case .ipv4(let bytes), .ipv6(let bytes): bytes
        }
    }

    /// Whether it is of IPv6.
    public var isIPv6: Bool {
        switch self {
        case .ipv4: false
        case .ipv6: true
        }
    }

    /// The usual form: small letters, and `::` for the longest run of zeros.
    public var text: String {
        switch self {
        case .ipv4(let bytes): bytes.map { "\($0)" }.joined(separator: ".")
        case .ipv6(let bytes): Self.write(bytes)
        }
    }

    // MARK: Reading

    /// Four decimal numbers without leading zeros, which some readers take for octal.
    private static func readIPv4(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        let parts = text.split(separator: ASCII.dot, omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var bytes: [UInt8] = []
        for part in parts {
            guard part.count <= 3, part.count == 1 || part.first != ASCII.zero,
                let value = Decimal.value(of: part).flatMap({ UInt8(exactly: $0) })
            else { return nil }
            bytes.append(value)
        }
        return bytes
    }

    private static func readIPv6(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        let gap = text.indices.dropLast().first { text[$0] == ASCII.colon && text[$0 + 1] == ASCII.colon }
        guard let gap else {
            return groups(text).flatMap { $0.count == 16 ? $0 : nil }
        }
        guard let head = groups(text[..<gap]), let tail = groups(text[(gap + 2)...]), head.count + tail.count <= 14
        else { return nil }
        return head + [UInt8](repeating: 0, count: 16 - head.count - tail.count) + tail
    }

    /// The bytes of groups with colons between them; the last may be an IPv4 address.
    private static func groups(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        guard !text.isEmpty else { return [] }
        var bytes: [UInt8] = []
        let groups = text.split(separator: ASCII.colon, omittingEmptySubsequences: false)
        for (index, group) in groups.enumerated() {
            if index == groups.count - 1, let last = readIPv4(group) {
                bytes += last
                continue
            }
            guard 1...4 ~= group.count else { return nil }
            var value: UInt16 = 0
            for digit in group {
                guard let digit = ASCII.hexValue(digit) else { return nil }
                value = value << 4 | UInt16(digit)
            }
            bytes += [UInt8(value >> 8), UInt8(value & 0xFF)]
        }
        return bytes.count <= 16 ? bytes : nil
    }

    // MARK: Writing

    private static func write(_ bytes: [UInt8]) -> String {
        let groups = stride(from: 0, to: 16, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
        let run = longestZeros(groups)
        let head = groups[..<run.lowerBound].map { String($0, radix: 16) }.joined(separator: ":")
        let tail = groups[run.upperBound...].map { String($0, radix: 16) }.joined(separator: ":")
        return run.isEmpty ? head + tail : "\(head)::\(tail)"
    }

    /// The first longest run of two or more zero groups; empty at the end when there is none.
    private static func longestZeros(_ groups: [UInt16]) -> Range<Int> {
        var best = groups.count..<groups.count
        var start = 0
        while start < groups.count {
            let end = groups[start...].firstIndex { $0 != 0 } ?? groups.count
            if end - start > max(1, best.count) { best = start..<end }
            start = end + 1
        }
        return best
    }
}
