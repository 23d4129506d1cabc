/// Cuts bytes into the elements that a person edits and that ``Sanitizer`` shows: a character with all its combining
/// marks, or one character that is shown as an escape, or one byte that is not UTF-8.
///
/// CR and LF are two elements; Swift's `Character` takes them for one.
public enum ByteElements {
    /// The end of the element that starts at an index; the count of the bytes when there is none.
    public static func end(after start: Int, in bytes: [UInt8]) -> Int {
        bytes.withUnsafeBufferPointer { buffer in
            guard start >= 0, start < buffer.count else { return buffer.count }
            let scanner = UTF8Scanner(bytes: buffer)
            guard case .scalar(let value, let length) = scanner.step(at: start) else { return start + 1 }
            var end = start + length
            guard isBase(value) else { return end }
            while end < buffer.count, case .scalar(let next, let length) = scanner.step(at: end),
                ScalarTable.classify(next) == .mark
            {
                end += length
            }
            return end
        }
    }

    /// The start of the element that ends at an index; 0 when there is none.
    public static func start(before end: Int, in bytes: [UInt8]) -> Int {
        bytes.withUnsafeBufferPointer { buffer in
            guard end > 0, end <= buffer.count else { return max(0, min(end, buffer.count)) }
            let scanner = UTF8Scanner(bytes: buffer)
            let (last, lastStart) = scalar(before: end, scanner)
            guard let last, ScalarTable.classify(last) == .mark else { return lastStart }
            var index = lastStart
            while index > 0 {
                let (value, start) = scalar(before: index, scanner)
                guard let value else { break }
                if ScalarTable.classify(value) != .mark { return isBase(value) ? start : lastStart }
                index = start
            }
            // Marks with nothing to stand on are shown one by one.
            return lastStart
        }
    }

    private static func isBase(_ value: UInt32) -> Bool {
        guard value != 0x20 else { return false }
        let kind = ScalarTable.classify(value)
        return kind == .narrow || kind == .wide
    }

    /// The scalar that ends at an index and its start; no value when it is a byte that is not UTF-8.
    private static func scalar(before end: Int, _ scanner: UTF8Scanner) -> (UInt32?, Int) {
        for length in 1...4 where end - length >= 0 {
            if case .scalar(let value, length) = scanner.step(at: end - length) { return (value, end - length) }
        }
        return (nil, end - 1)
    }
}
