/// The sizes that bound an exchange. Where a standard names none, they are this program's own.
public enum SASLLimits {
    /// The longest message of either side, decoded: what a line of base64 may carry.
    /// - SeeAlso: RFC 4954 §4 (12,288 bytes with the line ending)
    public static let messageBytes = 9_213

    /// The iteration counts of SCRAM that are believed. Fewer protect no password (RFC 5802 §5.1), and more only keep
    /// the client busy: the upper end takes about a second.
    public static let iterations = 4_096...1_000_000

    /// The shortest nonce that a client may use: as many letters as 96 random bits and more take.
    public static let nonceBytes = 18

    /// The longest trace text of ANONYMOUS, in characters.
    /// - SeeAlso: RFC 4505 §2
    public static let traceCharacters = 255
}
