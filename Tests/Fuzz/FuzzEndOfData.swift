/// Feeds bytes to the scanner of the end of data, and content to dot-stuffing and back.
@Sendable
func fuzzEndOfData(_ made: [UInt8]) {
    var input = FuzzInput(made)
    let seed = UInt64(input.byte())
    let bytes = input.rest()

    let whole = scanned([bytes])
    fuzzRequire(scanned(cut(bytes, seed: seed)) == whole, "other pieces give another verdict")
    fuzzRequire(scanned(bytes.map { [$0] }) == whole, "single bytes give another verdict")

    // The plain definition: the first CR LF . CR LF, the line of DATA having ended with CR LF.
    let framed = [ASCII.cr, ASCII.lf] + bytes
    let terminator = [ASCII.cr, ASCII.lf, ASCII.dot, ASCII.cr, ASCII.lf]
    let place = framed.indices.first { framed[$0...].starts(with: terminator) }
    fuzzRequire(whole.isEnd == (place != nil), "the end of data is found where there is none, or not found")
    fuzzRequire(whole.remaining == (place.map { Array(framed[($0 + 5)...]) } ?? []), "the next command is not whole")

    for lineEndings in [DotStuffing.LineEndings.verbatim, .normalized] { roundTrip(bytes, lineEndings, seed: seed) }
}

private struct Verdict: Equatable {
    var content: [UInt8] = []
    var remaining: [UInt8] = []
    var isEnd = false
    var facts = EndOfDataScanner.Facts()
}

private func scanned(_ pieces: [[UInt8]]) -> Verdict {
    var scanner = EndOfDataScanner()
    var verdict = Verdict()
    for piece in pieces {
        let step = scanner.scan(piece)
        fuzzRequire(step.content.count <= piece.count + 2, "more content comes out than went in")
        verdict.content += step.content
        verdict.remaining += step.remaining
        verdict.isEnd = step.isEnd
    }
    verdict.facts = scanner.facts
    fuzzRequire(verdict.facts.contentByteCount == UInt64(verdict.content.count), "the content is counted wrong")
    return verdict
}

private func roundTrip(_ content: [UInt8], _ lineEndings: DotStuffing.LineEndings, seed: UInt64) {
    let whole = stuffed([content], lineEndings)
    fuzzRequire(stuffed(cut(content, seed: seed), lineEndings) == whole, "other pieces are stuffed in another way")
    let verdict = scanned([whole.bytes + Array("QUIT".utf8)])
    fuzzRequire(verdict.isEnd && verdict.remaining == Array("QUIT".utf8), "stuffed content ends early or never")
    fuzzRequire(verdict.facts.removedDots == UInt64(whole.changes.stuffedDots), "dots are counted wrong")
    switch lineEndings {
    case .verbatim:
        let end = whole.changes.addedFinalLineEnding ? [ASCII.cr, ASCII.lf] : []
        fuzzRequire(verdict.content == content + end, "the content is changed")
    case .normalized:
        fuzzRequire(!verdict.facts.hasBareLineBytes, "a bare CR or LF is left")
    }
}

private struct Stuffed: Equatable {
    var bytes: [UInt8]
    var changes: DotStuffing.Changes
}

private func stuffed(_ pieces: [[UInt8]], _ lineEndings: DotStuffing.LineEndings) -> Stuffed {
    var stuffing = DotStuffing(lineEndings: lineEndings)
    let bytes = pieces.flatMap { stuffing.encode($0) } + stuffing.ending()
    return Stuffed(bytes: bytes, changes: stuffing.changes)
}
