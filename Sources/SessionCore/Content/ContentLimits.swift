/// How much of a message's content is held in memory, and how it is cut. All sizes are in bytes.
public enum ContentLimits {
    /// How much is read and sent at once.
    static let pieceSize = 64 * 1_024

    /// How much may be on its way from the file to the system: enough for both to be busy, and little memory.
    static let window = 3 * pieceSize

    /// The size of a BDAT chunk when none is given. RFC 3030 §2 sets no number.
    public static let chunkSize = 1_048_576

    /// The largest chunk that can be asked for. A chunk is sent piece by piece, so it costs no memory; RFC 3030 §4.1
    /// leaves the size to the client.
    public static let maximumChunkSize = 1 << 30

    /// How many chunks may be unanswered at once where the server offers PIPELINING; one where it does not.
    /// - SeeAlso: RFC 3030 §4.2
    static let chunksAhead = 2
}
