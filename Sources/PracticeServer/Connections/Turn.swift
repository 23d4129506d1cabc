import NIOCore

/// How many octets are read from one connection before the others have their turn.
///
/// Commands cost far more than content does, so that who only sends commands could keep all others waiting.
enum Turn: Int {
    /// Enough for sixty commands, or for a small message whole.
    case commands = 2_048
    /// Enough for a record of TLS.
    case content = 16_384

    /// Makes the room to read into.
    var allocator: any RecvByteBufferAllocator { FixedSizeRecvByteBufferAllocator(capacity: rawValue) }
}
