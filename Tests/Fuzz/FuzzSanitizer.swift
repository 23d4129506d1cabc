/// Shows bytes as text, and checks that nothing in it can steer a terminal.
@Sendable
func fuzzSanitizer(_ made: [UInt8]) {
    var input = FuzzInput(made)
    let style: EscapeStyle = input.byte() & 1 == 0 ? .unicode : .ascii
    let width = Int(input.byte() & 63)
    let bytes = input.rest()

    let text = Sanitizer.escape(bytes, style: style)
    for scalar in text.unicodeScalars { fuzzRequire(isInert(scalar), "a character may steer the terminal") }
    fuzzRequire(Sanitizer.escape(text, style: style).utf8.elementsEqual(text.utf8), "twice is not like once")
    fuzzRequire(
        Sanitizer.runs(of: bytes, style: style).map(\.text).joined().utf8.elementsEqual(text.utf8),
        "the runs are not the text")
    fuzzRequire(
        Sanitizer.isPrintable(bytes, style: style) == text.utf8.elementsEqual(bytes), "printable bytes are changed")

    let clusters = DisplayWidth.clusters(text, style: style)
    fuzzRequire(clusters.allSatisfy { (1...2).contains($0.width) }, "a cluster has no known width")
    fuzzRequire(
        clusters.allSatisfy { (1...DisplayWidth.maximumMarks + 1).contains($0.text.unicodeScalars.count) },
        "a pile of marks")
    let columns = clusters.reduce(0) { $0 + $1.width }
    fuzzRequire(columns == DisplayWidth.of(bytes: bytes, style: style), "the width is not the sum of the clusters")
    let cut = DisplayWidth.truncate(text, to: width, ellipsis: "~", style: style)
    fuzzRequire(DisplayWidth.of(cut, style: style) <= width, "cut text is too wide")
    walk(bytes)
    quote(bytes)
    draw(text, bytes, width: width, style: style)
}

private func isInert(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0xA0: return false
    case 0x20..<0x7F: return true
    default: break
    }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator, .spaceSeparator:
        return false
    default: return !scalar.properties.isDefaultIgnorableCodePoint
    }
}

private func walk(_ bytes: [UInt8]) {
    var forward = [0]
    while let last = forward.last, last < bytes.count { forward.append(ByteElements.end(after: last, in: bytes)) }
    var backward = [bytes.count]
    while let last = backward.last, last > 0 { backward.append(ByteElements.start(before: last, in: bytes)) }
    fuzzRequire(forward == backward.reversed(), "elements differ by the way they are walked")
}

private func quote(_ bytes: [UInt8]) {
    let all = [
        Quoting.html(bytes), Quoting.markdown(bytes), Quoting.csv(bytes), Quoting.tsv(bytes), Quoting.shell(bytes),
        Quoting.json(bytes), ByteView.show(bytes),
    ]
    for text in all { fuzzRequire(text.unicodeScalars.allSatisfy(isInert), "quoted text may steer the terminal") }
}

private func draw(_ text: String, _ bytes: [UInt8], width: Int, style: EscapeStyle) {
    var surface = Surface(columns: width, rows: 1, escapeStyle: style)
    // The bytes as they came: the surface is safe for those who forgot to sanitize.
    let used = surface.write(String(decoding: bytes, as: UTF8.self), row: 0, column: 0)
    fuzzRequire(used <= width, "more is written than there is room")
    for line in surface.lines() {
        fuzzRequire(line.unicodeScalars.allSatisfy(isInert), "a cell may steer the terminal")
    }
    for column in 0..<width where surface[0, column].width == 2 {
        fuzzRequire(column + 1 < width && surface[0, column + 1].isContinuation, "half of a wide character")
    }
    guard width > 0 else { return }
    for line in StyledText(text).wrapped(width: width, indent: 2, escapeStyle: style) {
        fuzzRequire(line.width(escapeStyle: style) <= width, "a line is too wide")
    }
}
