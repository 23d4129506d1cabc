/// An IPv4 or IPv6 address in its usual text form.
/// - SeeAlso: RFC 4291 §2.2, RFC 4007 §11
public struct IPAddress: Hashable, Sendable {
    /// The two families of addresses.
    public enum Family: String, Hashable, Sendable, CaseIterable {
        /// Four numbers, such as `192.0.2.1`.
        case ipv4
        /// Eight groups of hexadecimal digits, such as `2001:db8::1`.
        case ipv6

        /// The name that people read: `IPv4`, `IPv6`.
        public var title: String {
            switch self {
            case .ipv4: "IPv4"
            case .ipv6: "IPv6"
            }
        }
    }

    /// Which family it belongs to.
    public let family: Family
    /// The address as it was typed, with its zone (`fe80::1%eth0`), without brackets.
    public let text: String

    /// The address, or `nil` when the text is none.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        if Self.isIPv4(bytes[...]) {
            self.family = .ipv4
        } else if Self.isIPv6(bytes) {
            self.family = .ipv6
        } else {
            return nil
        }
        self.text = text
    }

    /// Exactly four decimal numbers without leading zeros: `010` would be octal for some readers.
    private static func isIPv4(_ bytes: ArraySlice<UInt8>) -> Bool {
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return parts.count == 4
            && parts.allSatisfy { part in
                guard (1...3).contains(part.count), part.allSatisfy({ (0x30...0x39).contains($0) }) else {
                    return false
                }
                if part.count > 1, part.first == 0x30 { return false }
                return part.reduce(0) { $0 * 10 + Int($1 - 0x30) } <= 255
            }
    }

    private static func isIPv6(_ bytes: [UInt8]) -> Bool {
        var address = bytes[...]
        if let percent = address.firstIndex(of: UInt8(ascii: "%")) {
            guard isZone(address[(percent + 1)...]) else { return false }
            address = address[..<percent]
        }
        guard let gap = doubleColon(in: address) else { return groupCount(address) == 8 }
        let after = address[(gap + 2)...]
        guard doubleColon(in: after) == nil, after.first != UInt8(ascii: ":") else { return false }
        guard let head = groupCount(address[..<gap], mayEndInIPv4: false), let tail = groupCount(after) else {
            return false
        }
        return head + tail <= 7
    }

    private static func doubleColon(in bytes: ArraySlice<UInt8>) -> Int? {
        let colon = UInt8(ascii: ":")
        return bytes.indices.dropLast().first { bytes[$0] == colon && bytes[$0 + 1] == colon }
    }

    /// How many 16-bit groups the text is worth; `nil` when a group is wrong.
    private static func groupCount(_ bytes: ArraySlice<UInt8>, mayEndInIPv4: Bool = true) -> Int? {
        guard !bytes.isEmpty else { return 0 }
        let groups = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        var count = 0
        for (index, group) in groups.enumerated() {
            if mayEndInIPv4, index == groups.count - 1, isIPv4(group) {
                count += 2
            } else if (1...4).contains(group.count), group.allSatisfy(isHexadecimal) {
                count += 1
            } else {
                return nil
            }
        }
        return count
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20)
    }

    /// An interface name or number; Linux allows 15 bytes.
    private static func isZone(_ bytes: ArraySlice<UInt8>) -> Bool {
        (1...15).contains(bytes.count)
            && bytes.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "-")
                    || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
            }
    }
}

extension IPAddress: CustomStringConvertible {
    /// The address as it was typed.
    public var description: String { text }
}
