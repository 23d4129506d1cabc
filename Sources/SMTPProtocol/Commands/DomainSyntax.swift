/// The rules for a domain name or address literal, in a mailbox and after EHLO.
/// - SeeAlso: RFC 5321 §4.1.2 (`Domain`), §4.1.3 (`address-literal`), RFC 1035 §2.3.4, RFC 6531 §3.3
enum DomainSyntax {
    private static let source = "RFC 5321 §4.1.2"
    private static let labelLimit = 63
    /// The longest text of an IPv6 address: eight groups, the last two written as IPv4.
    private static let addressLimit = 45

    /// Adds to `problems` what is wrong with the domain in `range`.
    static func check(_ line: [UInt8], _ range: Range<Int>, problems: inout CommandProblems) {
        guard !range.isEmpty else {
            problems.add(.badDomain, at: range, "The domain is empty", source)
            return
        }
        if range.count > Limits.domain {
            problems.add(
                .domainTooLong, at: range, "The domain has \(range.count) bytes; the most is \(Limits.domain)",
                "RFC 5321 §4.5.3.1.2")
        }
        if line[range.lowerBound] == 0x5B {
            checkLiteral(line, range, &problems)
        } else {
            checkName(line, range, &problems)
        }
    }

    private static func checkName(_ line: [UInt8], _ range: Range<Int>, _ problems: inout CommandProblems) {
        var labelStart = range.lowerBound
        for index in range {
            let byte = line[index]
            switch byte {
            case ASCII.dot:
                checkLabel(line, labelStart..<index, &problems)
                labelStart = index + 1
            case 0x28, 0x29:
                problems.add(
                    .comment, at: index..<index + 1, "Comments in parentheses are for message headers, not for SMTP",
                    source)
            case 0x5F:
                problems.add(
                    .underscoreInDomain, .remark, at: index..<index + 1,
                    "Host names have no underscore; many servers take it all the same", source)
            default:
                let isAllowed = ASCII.isAlphanumeric(byte) || ASCII.isNonASCII(byte) || byte == ASCII.hyphen
                if !isAllowed && !ASCII.isControl(byte) {
                    problems.add(
                        .badDomain, at: index..<index + 1, "A domain has only letters, digits, hyphens and dots",
                        source)
                }
            }
        }
        checkLabel(line, labelStart..<range.upperBound, &problems)
    }

    private static func checkLabel(_ line: [UInt8], _ label: Range<Int>, _ problems: inout CommandProblems) {
        guard let first = line[label].first, let last = line[label].last else {
            problems.add(
                .badDomain, at: label, "A domain cannot begin or end with a dot, or have two in a row", source)
            return
        }
        if first == ASCII.hyphen || last == ASCII.hyphen {
            problems.add(
                .badDomain, at: label, "No part of a domain may begin or end with a hyphen", source)
        }
        if label.count > labelLimit {
            problems.add(
                .domainTooLong, at: label, "A part of the domain has \(label.count) bytes; the most is \(labelLimit)",
                "RFC 1035 §2.3.4")
        }
    }

    // MARK: Address literals

    private static func checkLiteral(_ line: [UInt8], _ range: Range<Int>, _ problems: inout CommandProblems) {
        let source = "RFC 5321 §4.1.3"
        guard range.count > 2, line[range.upperBound - 1] == 0x5D else {
            problems.add(
                .badAddressLiteral, at: range, "An address literal looks like [192.0.2.1] or [IPv6:2001:db8::1]",
                source)
            return
        }
        let inner = line[range.lowerBound + 1..<range.upperBound - 1]
        guard let colon = inner.firstIndex(of: ASCII.colon) else {
            if !isIPv4(inner) {
                problems.add(.badAddressLiteral, at: range, "This is not an IPv4 address", source)
            }
            return
        }
        if ASCII.equal(inner[..<colon], "IPv6") {
            if !isIPv6(inner[(colon + 1)...]) {
                problems.add(.badAddressLiteral, at: range, "This is not an IPv6 address", source)
            }
        } else if isIPv6(inner) {
            problems.add(
                .badAddressLiteral, at: range, "An IPv6 address needs its tag: [IPv6:…]", source)
        } else {
            problems.add(
                .badAddressLiteral, at: range, "IPv6 is the only tag that an address literal may have", source)
        }
    }

    static func isIPv4(_ text: ArraySlice<UInt8>) -> Bool {
        guard text.count <= 15 else { return false }
        let parts = text.split(separator: ASCII.dot, omittingEmptySubsequences: false)
        return parts.count == 4
            && parts.allSatisfy { part in
                part.count <= 3 && Decimal.value(of: part).map { $0 <= 255 } == true
            }
    }

    static func isIPv6(_ text: ArraySlice<UInt8>) -> Bool {
        guard text.count <= addressLimit else { return false }
        guard let gap = text.indices.dropLast().first(where: { text[$0] == ASCII.colon && text[$0 + 1] == ASCII.colon })
        else {
            return groupCount(text, mayEndInIPv4: true) == 8
        }
        guard let before = groupCount(text[..<gap], mayEndInIPv4: false),
            let after = groupCount(text[(gap + 2)...], mayEndInIPv4: true)
        else { return false }
        // "::" stands for at least two groups of zeros. RFC 5321 §4.1.3
        return before + after <= 6
    }

    /// How many 16-bit groups the text writes; nil when it is no list of groups. An IPv4 address counts as two.
    private static func groupCount(_ text: ArraySlice<UInt8>, mayEndInIPv4: Bool) -> Int? {
        guard !text.isEmpty else { return 0 }
        let groups = text.split(separator: ASCII.colon, omittingEmptySubsequences: false)
        var count = 0
        for (index, group) in groups.enumerated() {
            if mayEndInIPv4 && index == groups.count - 1 && isIPv4(group) {
                count += 2
            } else if 1...4 ~= group.count && group.allSatisfy({ ASCII.hexValue($0) != nil }) {
                count += 1
            } else {
                return nil
            }
        }
        return count
    }
}
