/// How much a ``KeyDecoder`` keeps of what a terminal sends.
public struct KeyDecoderLimits: Hashable, Sendable {
    /// The most bytes of one paste; the rest is counted and dropped.
    public var pasteBytes: Int
    /// The most bytes kept of one control sequence or report; the rest of it is dropped.
    public var sequenceBytes: Int
    /// How often ``KeyDecoder/timeout()`` waits on for a control sequence or report that has begun but not ended.
    public var patience: Int
    /// How often ``KeyDecoder/timeout()`` waits on for the end of a paste that has begun.
    public var pastePatience: Int

    /// One mebibyte of paste. Reports of terminals are shorter than 256 bytes, save clipboard answers, which nobody
    /// asks for here.
    public static let standard = KeyDecoderLimits(
        pasteBytes: 1 << 20, sequenceBytes: 256, patience: 3, pastePatience: 4)

    /// Limits; negative numbers count as 0, and a sequence may always have 16 bytes.
    public init(pasteBytes: Int, sequenceBytes: Int, patience: Int, pastePatience: Int = 4) {
        self.pasteBytes = max(0, pasteBytes)
        self.sequenceBytes = max(16, sequenceBytes)
        self.patience = max(0, patience)
        self.pastePatience = max(0, pastePatience)
    }
}
