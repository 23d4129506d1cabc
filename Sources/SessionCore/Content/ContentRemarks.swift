import SMTPProtocol

/// What is said about a content once it is out.
enum ContentRemarks {
    /// - Parameters:
    ///   - facts: what the content is, as it came from its source.
    ///   - declared: the parameters of MAIL.
    static func remarks(
        on content: SentContent, _ facts: ContentFacts, declared: [Parameter], offers: CapabilitySet?
    ) -> [Remark] {
        var remarks: [Remark] = []
        if let text = content.changesText { remarks.append(Remark(.information, .content, text)) }
        if content.duration >= 100_000_000, content.isComplete {
            let rate = Double(content.byteCount) * 1e9 / Double(content.duration)
            remarks.append(
                Remark(
                    .information, .content,
                    "It took \(Latency.text(content.duration)), \(Counted.size(UInt64(min(rate, 1e15)))) a second."))
        }
        guard content.isComplete else {
            remarks.append(
                Remark(
                    .warning, .content,
                    "Its end was not sent, so a server that follows the standard does not deliver it.")
            )
            return remarks
        }
        return remarks + warnings(content, facts, declared, offers)
    }

    private static func warnings(
        _ content: SentContent, _ facts: ContentFacts, _ declared: [Parameter], _ offers: CapabilitySet?
    ) -> [Remark] {
        var texts: [String] = []
        let body = declared.first { $0.keyword == "BODY" }?.value.map {
            String(decoding: $0, as: UTF8.self).uppercased()
        }
        if facts.hasEightBit, body != "8BITMIME", body != "BINARYMIME" {
            texts.append(
                offers?["8BITMIME"] == nil
                    ? "It holds bytes above 127, and the server does not offer 8BITMIME: they may be changed or refused."
                    : "It holds bytes above 127, and MAIL did not say BODY=8BITMIME (RFC 6152).")
        }
        switch content.route {
        case .data:
            if facts.hasNUL {
                texts.append("It holds NUL bytes, which DATA cannot carry; BDAT with BODY=BINARYMIME can.")
            }
            // What was made CRLF is not on the wire any more.
            let returns = facts.bareReturns > UInt64(clamping: content.changes.completedReturns)
            let feeds = facts.bareLineFeeds > UInt64(clamping: content.changes.completedLineFeeds)
            if returns || feeds {
                texts.append("It holds a CR or LF alone, which RFC 5321 2.3.8 forbids; many servers refuse it.")
            }
            if facts.hasLongLine {
                texts.append(
                    "Its longest line has \(Counted.text(facts.longestLine, "byte")); RFC 5321 4.5.3.1.6 allows 998.")
            }
        case .bdat:
            if facts.isBinary, body != "BINARYMIME" {
                texts.append(
                    "It holds NUL, CR or LF alone, or a line of more than 998 bytes, and MAIL did not say BODY=BINARYMIME "
                        + "(RFC 3030 3).")
            }
        }
        return texts.map { Remark(.warning, .content, $0) }
    }
}
