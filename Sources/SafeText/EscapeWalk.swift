/// Receives sanitized text piece by piece, in order.
protocol EscapeSink {
    /// Printable US-ASCII without combining marks, one column a byte.
    mutating func ascii(_ text: Slice<UnsafeBufferPointer<UInt8>>)
    /// One cluster: a character and at most ``DisplayWidth/maximumMarks`` marks, in UTF-8.
    mutating func cluster(_ text: Slice<UnsafeBufferPointer<UInt8>>, width: Int)
    /// What stands for bytes that are not shown as themselves: printable US-ASCII.
    mutating func escape(_ text: EscapeText)
    /// Whether the sink needs no more; the walk ends then.
    var isFull: Bool { get }
}

extension EscapeSink {
    var isFull: Bool { false }
}

/// The walk over foreign bytes that decides what is shown and how. ``Sanitizer`` and ``DisplayWidth`` both rest on this
/// one decision.
struct EscapeWalk {
    private let scanner: UTF8Scanner
    private let style: EscapeStyle

    init(_ bytes: UnsafeBufferPointer<UInt8>, style: EscapeStyle) {
        scanner = UTF8Scanner(bytes: bytes)
        self.style = style
    }

    /// Hands the whole of the bytes to a sink.
    func run<Sink: EscapeSink>(into sink: inout Sink) {
        let bytes = scanner.bytes
        var index = 0
        while index < bytes.count, !sink.isFull {
            let end = scanner.endOfPrintableASCII(from: index)
            if end > index {
                // The last character of the run is the base of a mark that may follow it.
                let takesMarks = bytes[end - 1] != 0x20 && mark(at: end) != nil && style == .unicode
                let asciiEnd = takesMarks ? end - 1 : end
                if asciiEnd > index { sink.ascii(bytes[index..<asciiEnd]) }
                index = takesMarks ? cluster(from: end - 1, baseEnd: end, width: 1, into: &sink) : end
                continue
            }
            switch scanner.step(at: index) {
            case .invalid(let byte):
                sink.escape(.byte(byte))
                index += 1
            case .scalar(let value, let length):
                switch ScalarTable.classify(value) {
                case .mark: index = strayMarks(from: index, into: &sink)
                case .narrow where style == .unicode:
                    index = cluster(from: index, baseEnd: index + length, width: 1, into: &sink)
                case .wide where style == .unicode:
                    index = cluster(from: index, baseEnd: index + length, width: 2, into: &sink)
                case .narrow, .wide, .escaped:
                    sink.escape(value < 0x80 ? .byte(UInt8(value)) : .scalar(value))
                    index += length
                }
            }
        }
    }

    /// The length of the combining mark at an index; nil when there is none.
    private func mark(at index: Int) -> Int? {
        guard index < scanner.bytes.count, case .scalar(let value, let length) = scanner.step(at: index), length > 1,
            ScalarTable.classify(value) == .mark
        else { return nil }
        return length
    }

    /// A base and its marks; those that are too many are counted. Returns the index after them.
    private func cluster<Sink: EscapeSink>(from start: Int, baseEnd: Int, width: Int, into sink: inout Sink) -> Int {
        var index = baseEnd
        var kept = baseEnd
        var count = 0
        while let length = mark(at: index) {
            index += length
            count += 1
            if count <= DisplayWidth.maximumMarks { kept = index }
        }
        sink.cluster(scanner.bytes[start..<kept], width: width)
        if count > DisplayWidth.maximumMarks { sink.escape(.marks(count - DisplayWidth.maximumMarks)) }
        return index
    }

    /// Marks that have nothing visible to stand on: they would combine with whatever the screen shows to the left.
    private func strayMarks<Sink: EscapeSink>(from start: Int, into sink: inout Sink) -> Int {
        var index = start
        var count = 0
        while let length = mark(at: index) {
            count += 1
            if count <= DisplayWidth.maximumMarks, case .scalar(let value, _) = scanner.step(at: index) {
                sink.escape(.scalar(value))
            }
            index += length
        }
        if count > DisplayWidth.maximumMarks { sink.escape(.marks(count - DisplayWidth.maximumMarks)) }
        return index
    }
}
