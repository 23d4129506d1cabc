/// The rules for the local part of a mailbox.
/// - SeeAlso: RFC 5321 §4.1.2 (`Local-part`), RFC 5322 §3.2.3 (`atext`), RFC 6531 §3.3
enum LocalPartSyntax {
    private static let source = "RFC 5321 §4.1.2"

    /// Adds to `problems` what is wrong with the local part in `range`.
    static func check(_ line: [UInt8], _ range: Range<Int>, problems: inout CommandProblems) {
        guard !range.isEmpty else {
            problems.add(.emptyLocalPart, at: range, "There is nothing before the @", source)
            return
        }
        if range.count > Limits.localPart {
            problems.add(
                .localPartTooLong, at: range,
                "The local part has \(range.count) bytes; servers need to take only \(Limits.localPart)",
                "RFC 5321 §4.5.3.1.1")
        }
        if line[range.lowerBound] == ASCII.quote {
            checkQuoted(line, range, &problems)
        } else {
            checkDotString(line, range, &problems)
        }
    }

    /// Where the quoted string at the beginning of `range` ends, behind its closing quote; nil when it has none.
    static func quoteEnd(_ line: [UInt8], _ range: Range<Int>) -> Int? {
        var isEscaped = false
        for index in range.dropFirst() {
            if isEscaped {
                isEscaped = false
            } else if line[index] == ASCII.backslash {
                isEscaped = true
            } else if line[index] == ASCII.quote {
                return index + 1
            }
        }
        return nil
    }

    private static func checkQuoted(_ line: [UInt8], _ range: Range<Int>, _ problems: inout CommandProblems) {
        guard let end = quoteEnd(line, range) else {
            problems.add(.unclosedQuote, at: range, "The quoted local part has no closing quote", source)
            return
        }
        if end < range.upperBound {
            problems.add(
                .badLocalPart, at: end..<range.upperBound, "After the closing quote only @ and the domain may follow",
                source)
        }
        // Every byte may be quoted but control bytes, and those are reported for the whole line.
    }

    private static func checkDotString(_ line: [UInt8], _ range: Range<Int>, _ problems: inout CommandProblems) {
        var atomStart = range.lowerBound
        for index in range {
            let byte = line[index]
            switch byte {
            case ASCII.dot:
                if index == atomStart { reportDot(index, &problems) }
                atomStart = index + 1
            case 0x28, 0x29:
                problems.add(
                    .comment, at: index..<index + 1, "Comments in parentheses are for message headers, not for SMTP",
                    source)
            default:
                if !isAtomText(byte) && !ASCII.isControl(byte) {
                    problems.add(
                        .badLocalPart, at: index..<index + 1,
                        "The local part has a byte that is allowed only between double quotes", source)
                }
            }
        }
        if atomStart == range.upperBound { reportDot(range.upperBound - 1, &problems) }
    }

    private static func reportDot(_ index: Int, _ problems: inout CommandProblems) {
        problems.add(
            .badLocalPart, at: index..<index + 1,
            "A local part cannot begin or end with a dot, or have two in a row, unless it is quoted", source)
    }

    private static func isAtomText(_ byte: UInt8) -> Bool {
        if ASCII.isAlphanumeric(byte) || ASCII.isNonASCII(byte) { return true }
        switch byte {
        // ! # $ % & ' * + - / = ? ^ _ ` { | } ~
        case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2F, 0x3D, 0x3F, 0x5E...0x60, 0x7B...0x7E: return true
        default: return false
        }
    }
}
