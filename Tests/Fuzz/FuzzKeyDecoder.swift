/// Feeds bytes to the key decoder, and its events to a line editor: the first bytes choose limits and cuts.
@Sendable
func fuzzKeyDecoder(_ made: [UInt8]) {
    var input = FuzzInput(made)
    let limits =
        input.byte() & 1 == 0
        ? KeyDecoderLimits.standard
        : KeyDecoderLimits(pasteBytes: Int(input.byte()), sequenceBytes: Int(input.byte() & 63), patience: 2)
    let seed = UInt64(input.byte())
    let bytes = input.rest()

    let whole = events(of: [bytes], limits: limits)
    fuzzRequire(events(of: cut(bytes, seed: seed), limits: limits) == whole, "other pieces give other events")
    fuzzRequire(events(of: bytes.map { [$0] }, limits: limits) == whole, "single bytes give other events")
    for event in whole { check(event, limits: limits) }
    edit(whole, width: Int(seed & 31))
}

/// The events, with neighbouring texts put together: a text may be cut where the bytes were.
private func events(of pieces: [[UInt8]], limits: KeyDecoderLimits) -> [KeyEvent] {
    var decoder = KeyDecoder(limits: limits)
    var events: [KeyEvent] = []
    func add(_ new: [KeyEvent]) {
        for event in new {
            if case .text(let next) = event, case .text(let last)? = events.last {
                events[events.count - 1] = .text(last + next)
            } else {
                events.append(event)
            }
        }
    }
    for piece in pieces { add(decoder.feed(piece)) }
    for _ in 0...limits.patience { add(decoder.timeout()) }
    fuzzRequire(!decoder.isPending, "a sequence is never given up")
    return events
}

private func check(_ event: KeyEvent, limits: KeyDecoderLimits) {
    switch event {
    case .text(let text):
        fuzzRequire(
            text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) },
            "text with a control")
        fuzzRequire(!text.isEmpty, "a text without characters")
    case .paste(let bytes): fuzzRequire(bytes.count <= limits.pasteBytes, "a paste is over its limit")
    case .pasteTruncated(let discarded): fuzzRequire(discarded > 0, "nothing was cut")
    // The final byte is added to a sequence that is full.
    case .report(let bytes), .unknown(let bytes):
        fuzzRequire((1...limits.sequenceBytes + 1).contains(bytes.count), "a sequence is over its limit")
    case .mouse(let mouse): fuzzRequire(mouse.row >= 0 && mouse.column >= 0, "a click outside the screen")
    case .key, .focus: break
    }
}

private func edit(_ events: [KeyEvent], width: Int) {
    var editor = LineEditor(maximumBytes: 200)
    for event in events {
        _ = editor.handle(event)
        fuzzRequire(editor.bytes.count <= 200, "the line is over its limit")
        fuzzRequire((0...editor.bytes.count).contains(editor.cursor), "the cursor is outside the line")
        let window = editor.window(width: width)
        fuzzRequire(DisplayWidth.of(window.text) <= width, "the window is too wide")
        fuzzRequire(width == 0 || (0..<width).contains(window.cursorColumn), "the cursor is not seen")
    }
}
