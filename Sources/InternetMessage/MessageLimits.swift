/// The sizes that the format of messages names, and those that this program sets.
///
/// Lengths of lines are in bytes, without CRLF.
/// - SeeAlso: RFC 5322 §2.1.1
public enum MessageLimits {
    /// How long a line should be at most.
    /// - SeeAlso: RFC 5322 §2.1.1
    public static let preferredLine = 78

    /// How long a line may be at most.
    /// - SeeAlso: RFC 5322 §2.1.1, RFC 5321 §4.5.3.1.6
    public static let line = 998

    /// How long an encoded word may be.
    /// - SeeAlso: RFC 2047 §2
    public static let encodedWord = 75

    /// How long a header line with an encoded word in it may be, and a line of quoted-printable or base64.
    /// - SeeAlso: RFC 2047 §2, RFC 2045 §6.7, §6.8
    public static let encodedLine = 76

    /// The most bytes of text and attachments that are put together in memory: 64 MiB. No RFC sets a number; larger messages
    /// are streamed from a file.
    public static let composedMessage = 64 << 20
}
