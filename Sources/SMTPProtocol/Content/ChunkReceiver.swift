/// Counts the bytes of one announced chunk as they come, and tells where the next command begins.
/// - SeeAlso: RFC 3030 §2
public struct ChunkReceiver: Hashable, Sendable {
    /// What was announced.
    public let chunk: BDATChunk
    /// The bytes that are still to come.
    public private(set) var missingByteCount: UInt64

    /// Begins at the first byte after the line of BDAT.
    public init(_ chunk: BDATChunk) {
        self.chunk = chunk
        missingByteCount = chunk.size
    }

    /// True when every byte of the chunk has come.
    public var isComplete: Bool { missingByteCount == 0 }

    /// Takes the next bytes of the stream, and gives how many of them belong to the chunk. What is behind them is the
    /// next command.
    public mutating func take(_ byteCount: Int) -> Int {
        let taken = min(UInt64(max(0, byteCount)), missingByteCount)
        missingByteCount -= taken
        // No more than `byteCount`, so it fits.
        return Int(taken)
    }
}
