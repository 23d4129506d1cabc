/// Reads one line of a reply whose end is known: code, separator, enhanced status code, and what is odd.
struct ReplyLineReader {
    /// Where the reply begins in the buffer; offsets of lines and anomalies count from here.
    let replyStart: Int
    let lineStart: Int
    /// Behind the terminator.
    let lineEnd: Int
    let ending: LineEnding
    /// The number of lines before this one.
    let lineIndex: Int
    /// The code of the reply's first line; nil when this is the first.
    let openCode: ReplyCode?

    @inline(__always)
    func read(
        _ bytes: borrowing Span<UInt8>, scan: LineScan, anomalies: inout [ReplyAnomaly]
    ) -> ReplyLine {
        let terminatorLength = terminatorLength(in: bytes)
        let textEnd = lineEnd - terminatorLength
        var code: ReplyCode?
        var headLength = 0
        var isFinal = lineIndex == 0
        var enhanced: EnhancedStatusCode?
        if let head = head(in: bytes, textEnd: textEnd) {
            code = head.code
            headLength = head.length
            isFinal = !head.hasHyphen
            enhanced = EnhancedStatusCode.leading(in: bytes.extracting(lineStart + headLength..<textEnd))?.code
            if !head.code.isValid || (openCode ?? head.code) != head.code
                || (enhanced?.statusClass ?? head.code.digits.severity) != head.code.digits.severity
                || (isFinal && lineStart + headLength == textEnd)
            {
                judge(head.code, enhanced, textIsMissing: lineStart + headLength == textEnd && isFinal, &anomalies)
            }
        } else {
            note(.notAReplyLine, at: lineStart, &anomalies)
        }
        if scan.hasUnusualBytes || scan.firstCR < textEnd || ending == .lf || lineEnd - lineStart > Limits.replyLine {
            examine(bytes, textEnd: textEnd, scan: scan, &anomalies)
        }
        return ReplyLine(
            range: lineStart - replyStart..<lineEnd - replyStart, headLength: headLength,
            terminatorLength: terminatorLength, code: code, enhanced: enhanced, ending: ending, isFinal: isFinal)
    }

    /// A CR that the end of the stream parted from its LF is half a terminator, not text.
    @inline(__always)
    private func terminatorLength(in bytes: borrowing Span<UInt8>) -> Int {
        switch ending {
        case .crlf: 2
        case .lf: 1
        case .endOfStream: lineEnd > lineStart && bytes[lineEnd - 1] == ASCII.cr ? 1 : 0
        case .limit: 0
        }
    }

    /// The code and its separator; nil when the line begins with no code, or a wrong byte follows it.
    @inline(__always)
    private func head(
        in bytes: borrowing Span<UInt8>, textEnd: Int
    ) -> (code: ReplyCode, length: Int, hasHyphen: Bool)? {
        guard textEnd - lineStart >= 3 else { return nil }
        let first = bytes[lineStart] &- ASCII.zero
        let second = bytes[lineStart + 1] &- ASCII.zero
        let third = bytes[lineStart + 2] &- ASCII.zero
        guard first < 10, second < 10, third < 10 else { return nil }
        let code = ReplyCode(digits: first, second, third)
        guard textEnd - lineStart > 3 else { return (code, 3, false) }
        switch bytes[lineStart + 3] {
        case ASCII.space: return (code, 4, false)
        case ASCII.hyphen: return (code, 4, true)
        default: return nil
        }
    }

    /// Marks what is odd about the numbers.
    @inline(never)
    private func judge(
        _ code: ReplyCode, _ enhanced: EnhancedStatusCode?, textIsMissing: Bool, _ anomalies: inout [ReplyAnomaly]
    ) {
        if code.severity == nil { note(.codeOutOfRange, at: lineStart, &anomalies) }
        if code.category == nil { note(.secondDigitOutOfRange, at: lineStart + 1, &anomalies) }
        if let openCode, openCode != code { note(.codeMismatch, at: lineStart, &anomalies) }
        if let enhanced, enhanced.statusClass != code.digits.severity {
            note(.enhancedClassMismatch, at: lineStart + 4, &anomalies)
        }
        if textIsMissing { note(.missingText, at: nil, &anomalies) }
    }

    /// Marks what is odd about the bytes.
    @inline(never)
    private func examine(
        _ bytes: borrowing Span<UInt8>, textEnd: Int, scan: LineScan, _ anomalies: inout [ReplyAnomaly]
    ) {
        if scan.firstCR < textEnd { note(.bareCR, at: scan.firstCR, &anomalies) }
        if scan.hasUnusualBytes {
            if let place = firstNUL(in: bytes, textEnd: textEnd) { note(.nul, at: place, &anomalies) }
            if let place = firstInvalidUTF8(in: bytes, textEnd: textEnd) { note(.notUTF8, at: place, &anomalies) }
        }
        if lineEnd - lineStart > Limits.replyLine { note(.lineTooLong, at: lineStart + Limits.replyLine, &anomalies) }
        if ending == .lf { note(.bareLF, at: lineEnd - 1, &anomalies) }
    }

    private func firstNUL(in bytes: borrowing Span<UInt8>, textEnd: Int) -> Int? {
        for place in lineStart..<textEnd where bytes[place] == ASCII.nul { return place }
        return nil
    }

    private func firstInvalidUTF8(in bytes: borrowing Span<UInt8>, textEnd: Int) -> Int? {
        do {
            _ = try UTF8Span(validating: bytes.extracting(lineStart..<textEnd))
            return nil
        } catch {
            // A character that the cut went through says nothing about the text.
            let isCut =
                !ending.isLineEnd && error.kind == .truncatedScalar
                && lineStart + error.byteOffsets.upperBound == textEnd
            return isCut ? nil : lineStart + error.byteOffsets.lowerBound
        }
    }

    private func note(_ kind: ReplyAnomaly.Kind, at place: Int?, _ anomalies: inout [ReplyAnomaly]) {
        anomalies.append(ReplyAnomaly(kind: kind, line: lineIndex, offset: place.map { $0 - replyStart }))
    }
}
