/// The one sink for foreign bytes: turns anything into printable text that cannot steer a terminal.
///
/// | In the bytes | Shown as |
/// |---|---|
/// | tab, CR, LF | `\t` `\r` `\n` |
/// | any other control byte, DEL, a byte that is not UTF-8 | `\x1B` `\x9B` |
/// | a character that is invisible, that reorders text, or whose width is not certain | `<U+202E>` |
/// | combining marks with nothing visible to stand on | `<U+0301>` |
/// | combining marks beyond ``DisplayWidth/maximumMarks`` | `<+9998 marks>` |
/// | with ``EscapeStyle/ascii``, every character outside US-ASCII | `<U+00E9>` |
///
/// The result is for reading, not for reading back: a backslash stands as itself, because servers send
/// `DOMAIN\user` and what is shown verbatim should be what was sent. So a server can send text that looks like an
/// escape; ``runs(of:style:)`` tells the two apart, for a view to draw them differently, and ``ByteView`` is exact.
/// Sanitizing twice changes nothing. Time and memory are linear in the number of bytes.
public enum Sanitizer {
    /// Printable text for bytes from outside.
    @inlinable
    public static func escape(_ bytes: some Collection<UInt8>, style: EscapeStyle = .unicode) -> String {
        if let text = bytes.withContiguousStorageIfAvailable({ escape(buffer: $0, style: style) }) { return text }
        return Array(bytes).withUnsafeBufferPointer { escape(buffer: $0, style: style) }
    }

    /// Printable text for text from outside: a name, a path, a message of another library.
    public static func escape(_ text: String, style: EscapeStyle = .unicode) -> String {
        var text = text
        return text.withUTF8 { escape(buffer: $0, style: style) }
    }

    /// Whether every byte stands as itself, so that ``escape(_:style:)`` changes nothing.
    @inlinable
    public static func isPrintable(_ bytes: some Collection<UInt8>, style: EscapeStyle = .unicode) -> Bool {
        if let answer = bytes.withContiguousStorageIfAvailable({ isPrintable(buffer: $0, style: style) }) {
            return answer
        }
        return Array(bytes).withUnsafeBufferPointer { isPrintable(buffer: $0, style: style) }
    }

    /// The printable text in runs that say which parts are escapes and which were sent as they stand.
    @inlinable
    public static func runs(of bytes: some Collection<UInt8>, style: EscapeStyle = .unicode) -> [SanitizedRun] {
        if let runs = bytes.withContiguousStorageIfAvailable({ runs(buffer: $0, style: style) }) { return runs }
        return Array(bytes).withUnsafeBufferPointer { runs(buffer: $0, style: style) }
    }

    @usableFromInline
    static func escape(buffer: UnsafeBufferPointer<UInt8>, style: EscapeStyle) -> String {
        let scanner = UTF8Scanner(bytes: buffer)
        guard scanner.endOfPrintableASCII(from: 0) < buffer.count else {
            return String(decoding: buffer, as: UTF8.self)
        }
        var sink = TextSink(capacity: buffer.count)
        EscapeWalk(buffer, style: style).run(into: &sink)
        return String(decoding: sink.output, as: UTF8.self)
    }

    @usableFromInline
    static func isPrintable(buffer: UnsafeBufferPointer<UInt8>, style: EscapeStyle) -> Bool {
        guard UTF8Scanner(bytes: buffer).endOfPrintableASCII(from: 0) < buffer.count else { return true }
        var sink = EscapeDetector()
        EscapeWalk(buffer, style: style).run(into: &sink)
        return !sink.sawEscape
    }

    @usableFromInline
    static func runs(buffer: UnsafeBufferPointer<UInt8>, style: EscapeStyle) -> [SanitizedRun] {
        var sink = RunSink()
        EscapeWalk(buffer, style: style).run(into: &sink)
        return sink.finish()
    }
}

/// Collects all the text.
private struct TextSink: EscapeSink {
    var output: [UInt8] = []

    init(capacity: Int) { output.reserveCapacity(capacity + 16) }

    mutating func ascii(_ text: Slice<UnsafeBufferPointer<UInt8>>) { output.append(contentsOf: text) }
    mutating func cluster(_ text: Slice<UnsafeBufferPointer<UInt8>>, width: Int) { output.append(contentsOf: text) }
    mutating func escape(_ text: EscapeText) { text.append(to: &output) }
}

/// Notes whether there was an escape.
private struct EscapeDetector: EscapeSink {
    var sawEscape = false

    mutating func ascii(_ text: Slice<UnsafeBufferPointer<UInt8>>) {}
    mutating func cluster(_ text: Slice<UnsafeBufferPointer<UInt8>>, width: Int) {}
    mutating func escape(_ text: EscapeText) { sawEscape = true }
}

/// Collects runs of escapes and of other text.
private struct RunSink: EscapeSink {
    private var runs: [SanitizedRun] = []
    private var output: [UInt8] = []
    private var isEscape = false

    mutating func ascii(_ text: Slice<UnsafeBufferPointer<UInt8>>) {
        begin(isEscape: false)
        output.append(contentsOf: text)
    }
    mutating func cluster(_ text: Slice<UnsafeBufferPointer<UInt8>>, width: Int) {
        begin(isEscape: false)
        output.append(contentsOf: text)
    }
    mutating func escape(_ text: EscapeText) {
        begin(isEscape: true)
        text.append(to: &output)
    }

    private mutating func begin(isEscape: Bool) {
        guard isEscape != self.isEscape else { return }
        flush()
        self.isEscape = isEscape
    }

    private mutating func flush() {
        guard !output.isEmpty else { return }
        runs.append(SanitizedRun(text: String(decoding: output, as: UTF8.self), isEscape: isEscape))
        output.removeAll(keepingCapacity: true)
    }

    mutating func finish() -> [SanitizedRun] {
        flush()
        return runs
    }
}
