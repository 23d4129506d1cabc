/// Reads the path of MAIL and RCPT.
///
/// It goes over the bytes a fixed number of times, from left to right and without recursion, so that a hostile address
/// costs time in proportion to its length and no more.
/// - SeeAlso: RFC 5321 §4.1.2
enum PathParser {
    /// Which command the path belongs to: the rules for `<>` and `<postmaster>` differ.
    enum Role { case reverse, forward }

    struct Result {
        /// Nil when there is nothing that could be a path.
        var path: MailPath?
        /// Where the path ends in the line.
        var end: Int
    }

    /// Reads the path that begins at `start`, and adds what is wrong with it to `problems`.
    static func parse(
        _ line: [UInt8], from start: Int, role: Role, problems: inout CommandProblems
    ) -> Result {
        let extent = extent(of: line, from: start, problems: &problems)
        let content = extent.content
        guard !content.isEmpty else {
            guard extent.isBracketed else { return Result(path: nil, end: extent.end) }
            if role == .forward {
                problems.add(
                    .emptyPath, at: start..<extent.end, "A recipient cannot be empty; <> is only for MAIL FROM",
                    "RFC 5321 §4.1.1.3")
            }
            return Result(path: .null, end: extent.end)
        }
        if content.count + 2 > Limits.path {
            problems.add(
                .pathTooLong, at: content,
                "The path has \(content.count + 2) bytes; servers need to take only \(Limits.path)",
                "RFC 5321 §4.5.3.1.3")
        }
        var position = content.lowerBound
        let sourceRoute = sourceRoute(line, content, &position, &problems)
        let path = mailbox(
            line, position..<content.upperBound, sourceRoute: sourceRoute, role: role, problems: &problems)
        return Result(path: path, end: extent.end)
    }

    // MARK: Where the path begins and ends

    private struct Extent {
        var content: Range<Int>
        var end: Int
        var isBracketed: Bool
    }

    private static func extent(of line: [UInt8], from start: Int, problems: inout CommandProblems) -> Extent {
        let isBracketed = start < line.count && line[start] == ASCII.less
        let first = isBracketed ? start + 1 : start
        if let close = closingBracket(line, from: first, minding: true) {
            if !isBracketed { reportMissingOpening(first..<close, &problems) }
            return Extent(content: first..<close, end: close + 1, isBracketed: true)
        }
        let quotes = line[first...].firstIndex(of: ASCII.quote)
        if isBracketed, let quotes, let close = closingBracket(line, from: first, minding: false) {
            problems.add(
                .unclosedQuote, at: quotes..<close, "The quoted local part has no closing quote", "RFC 5321 §4.1.2")
            return Extent(content: first..<close, end: close + 1, isBracketed: true)
        }
        let end = line[first...].firstIndex(of: ASCII.space) ?? line.count
        if isBracketed {
            problems.add(.missingClosingBracket, at: end..<end, "The closing > is missing", "RFC 5321 §4.1.2")
        } else if first < end {
            reportMissingOpening(first..<end, &problems)
        }
        return Extent(content: first..<end, end: end, isBracketed: isBracketed)
    }

    private static func reportMissingOpening(_ range: Range<Int>, _ problems: inout CommandProblems) {
        problems.add(
            .missingOpeningBracket, at: range, "The address must stand in angle brackets: <…>", "RFC 5321 §4.1.2")
    }

    /// The first `>`; `quotes` tells to skip those in quoted strings, and then there is none if a quote stays open.
    private static func closingBracket(_ line: [UInt8], from start: Int, minding quotes: Bool) -> Int? {
        var isQuoted = false
        var isEscaped = false
        for index in start..<line.count {
            let byte = line[index]
            if isEscaped {
                isEscaped = false
            } else if isQuoted && byte == ASCII.backslash {
                isEscaped = true
            } else if quotes && byte == ASCII.quote {
                isQuoted.toggle()
            } else if !isQuoted && byte == ASCII.greater {
                return index
            }
        }
        return nil
    }

    // MARK: Its parts

    /// Reads `@one,@two:` at the beginning of the path and moves `position` behind it.
    private static func sourceRoute(
        _ line: [UInt8], _ content: Range<Int>, _ position: inout Int, _ problems: inout CommandProblems
    ) -> [[UInt8]] {
        guard line[content.lowerBound] == ASCII.at, let colon = routeEnd(line, content) else { return [] }
        problems.add(
            .sourceRoute, .remark, at: content.lowerBound..<colon + 1,
            "Source routes are obsolete; servers drop or refuse them", "RFC 5321 Appendix C")
        position = colon + 1
        var hosts: [[UInt8]] = []
        var start = content.lowerBound
        for end in content.lowerBound...colon where end == colon || line[end] == 0x2C {
            let host = start < end && line[start] == ASCII.at ? start + 1..<end : start..<end
            DomainSyntax.check(line, host, problems: &problems)
            hosts.append(Array(line[host]))
            start = end + 1
        }
        return hosts
    }

    /// The colon that ends a source route; colons in an address literal do not count.
    private static func routeEnd(_ line: [UInt8], _ content: Range<Int>) -> Int? {
        var isLiteral = false
        for index in content {
            switch line[index] {
            case 0x5B: isLiteral = true
            case 0x5D: isLiteral = false
            case ASCII.colon where !isLiteral: return index
            default: break
            }
        }
        return nil
    }

    private static func mailbox(
        _ line: [UInt8], _ range: Range<Int>, sourceRoute: [[UInt8]], role: Role, problems: inout CommandProblems
    ) -> MailPath {
        let at = separator(line, range)
        let local = range.lowerBound..<(at ?? range.upperBound)
        let domain = (at.map { $0 + 1 } ?? range.upperBound)..<range.upperBound
        if at == nil, sourceRoute.isEmpty, ASCII.equal(line[local], "postmaster") {
            if role == .reverse { reportMissingDomain(range, &problems) }
            return .postmaster
        }
        LocalPartSyntax.check(line, local, problems: &problems)
        if domain.isEmpty {
            reportMissingDomain(range, &problems)
        } else {
            DomainSyntax.check(line, domain, problems: &problems)
        }
        return .mailbox(
            Mailbox(localPart: Array(line[local]), domain: Array(line[domain]), sourceRoute: sourceRoute))
    }

    private static func reportMissingDomain(_ range: Range<Int>, _ problems: inout CommandProblems) {
        problems.add(
            .missingDomain, at: range.upperBound..<range.upperBound, "The address needs a domain after @",
            "RFC 5321 §4.1.2")
    }

    /// The `@` between local part and domain: the last one that is not in quotes.
    private static func separator(_ line: [UInt8], _ range: Range<Int>) -> Int? {
        var search = range
        if !range.isEmpty, line[range.lowerBound] == ASCII.quote, let end = LocalPartSyntax.quoteEnd(line, range) {
            search = end..<range.upperBound
        }
        return line[search].lastIndex(of: ASCII.at)
    }
}
