/// The announcement of one chunk of content: its size, and whether it is the last.
///
///     C: BDAT 1000 LAST
///
/// Chunks carry bytes as they are: nothing is dot-stuffed and no line ending is needed.
/// - SeeAlso: RFC 3030 §2
public struct BDATChunk: Hashable, Sendable {
    /// The bytes that follow the command line.
    public let size: UInt64
    /// True when the message ends with this chunk.
    public let isLast: Bool

    /// Announces a chunk.
    public init(size: UInt64, isLast: Bool) {
        self.size = size
        self.isLast = isLast
    }

    /// Reads what stands behind `BDAT `: a size of 64 bits, and `LAST` or nothing; nil for anything else.
    public init?(arguments: some Collection<UInt8>) {
        let words = arguments.split(separator: ASCII.space, omittingEmptySubsequences: true)
        guard 1...2 ~= words.count, let size = Decimal.value(of: words[0]) else { return nil }
        if words.count == 2 {
            guard words[1].map(ASCII.uppercased) == Array("LAST".utf8) else { return nil }
        }
        self.init(size: size, isLast: words.count == 2)
    }

    /// The command line, without CR LF.
    public var line: [UInt8] { Array("BDAT \(size)\(isLast ? " LAST" : "")".utf8) }

    /// The chunks for `contentSize` bytes with at most `chunkSize` in each (at least 1); content of no bytes is one
    /// empty last chunk.
    public static func dividing(contentSize: UInt64, chunkSize: UInt64) -> some Sequence<BDATChunk> {
        let chunkSize = max(1, chunkSize)
        return sequence(state: Optional(contentSize)) { left -> BDATChunk? in
            guard let size = left else { return nil }
            let isLast = size <= chunkSize
            left = isLast ? nil : size - chunkSize
            return BDATChunk(size: min(size, chunkSize), isLast: isLast)
        }
    }
}
