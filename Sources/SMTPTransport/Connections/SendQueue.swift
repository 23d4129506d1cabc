internal import NIOCore

/// What is to be sent and has not been handed to the channel yet.
///
/// Large content goes out in pieces, so that no more than a few of them are held a second time, as the system's or as
/// TLS's copy.
struct SendQueue {
    /// One write to the channel.
    struct Piece {
        let bytes: ByteBuffer
        /// With the last piece of what was given to ``append(_:)``: how much that was.
        let finishes: Int?
    }

    /// The most bytes in a piece: sixteen full records of TLS.
    static let pieceSize = 256 * 1024

    private var waiting = CircularBuffer<[UInt8]>()
    /// How much of the first is gone.
    private var offset = 0
    /// How many bytes wait.
    private(set) var byteCount = 0

    /// True when nothing waits.
    var isEmpty: Bool { waiting.isEmpty }

    /// Takes bytes behind all others.
    mutating func append(_ bytes: [UInt8]) {
        waiting.append(bytes)
        byteCount += bytes.count
    }

    /// Gives the next piece; nil when nothing waits.
    mutating func next() -> Piece? {
        guard let bytes = waiting.first else { return nil }
        let end = min(offset + Self.pieceSize, bytes.count)
        let piece = ByteBuffer(bytes: bytes[offset..<end])
        byteCount -= end - offset
        guard end == bytes.count else {
            offset = end
            return Piece(bytes: piece, finishes: nil)
        }
        waiting.removeFirst()
        offset = 0
        return Piece(bytes: piece, finishes: bytes.count)
    }

    /// Forgets everything.
    mutating func removeAll() {
        self = SendQueue()
    }
}
