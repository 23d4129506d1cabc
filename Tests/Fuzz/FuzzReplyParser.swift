/// Feeds bytes to the reply parser: the first bytes choose the limits and how the rest is cut into pieces.
@Sendable
func fuzzReplyParser(_ made: [UInt8]) {
    var input = FuzzInput(made)
    let limits =
        input.byte() & 1 == 0
        ? ReplyLimits.standard
        : ReplyLimits(lineBytes: Int(input.byte()), lines: Int(input.byte() & 15), replyBytes: Int(input.byte()) * 4)
    let seed = UInt64(input.byte()) << 8 | UInt64(input.byte())
    let bytes = input.rest()

    let whole = outputs(of: [bytes], limits: limits)
    fuzzRequire(outputs(of: cut(bytes, seed: seed), limits: limits) == whole, "other pieces give other replies")
    fuzzRequire(outputs(of: bytes.map { [$0] }, limits: limits) == whole, "single bytes give other replies")

    var wasStopped = false
    for output in whole {
        fuzzRequire(!wasStopped, "there is an output after a limit")
        if case .limitExceeded = output { wasStopped = true }
        check(output.reply, limits: limits)
    }
    let given = whole.flatMap(\.reply.bytes)
    fuzzRequire(given == (wasStopped ? Array(bytes.prefix(given.count)) : bytes), "bytes are lost or made up")
}

private func outputs(of pieces: [[UInt8]], limits: ReplyLimits) -> [ReplyParser.Output] {
    var parser = ReplyParser(limits: limits)
    var outputs: [ReplyParser.Output] = []
    for piece in pieces {
        parser.append(piece)
        while let output = parser.next() { outputs.append(output) }
        fuzzRequire(parser.unprocessedByteCount < limits.replyBytes, "an unfinished reply is over its limit")
    }
    while let output = parser.finish() { outputs.append(output) }
    fuzzRequire(parser.unprocessedByteCount == 0, "bytes are left after the end")
    return outputs
}

private func check(_ reply: Reply, limits: ReplyLimits) {
    fuzzRequire(reply.bytes.count <= limits.replyBytes, "a reply has too many bytes")
    fuzzRequire(!reply.lines.isEmpty && reply.lines.count <= limits.lines, "a reply has no line or too many")
    var end = 0
    for (index, line) in reply.lines.enumerated() {
        fuzzRequire(line.range.lowerBound == end && line.range.count <= limits.lineBytes, "a line's place is wrong")
        end = line.range.upperBound
        fuzzRequire(line.isFinal ? index == reply.lines.count - 1 : true, "a reply goes on after its last line")
        fuzzRequire(reply.verbatim(line: index).count >= reply.text(ofLine: index).count, "a text is too long")
        fuzzRequire(reply.bytes[line.range].dropLast().allSatisfy { $0 != ASCII.lf }, "there is LF inside a line")
    }
    fuzzRequire(end == reply.bytes.count, "bytes stand behind the last line")
    for anomaly in reply.anomalies {
        fuzzRequire(reply.lines.indices.contains(anomaly.line), "an anomaly is on no line")
        fuzzRequire((anomaly.offset ?? 0) <= reply.bytes.count, "an anomaly is outside the reply")
    }
    fuzzRequire(reply.anomalies.count <= reply.lines.count * ReplyAnomaly.Kind.allCases.count, "too many anomalies")
}
