/// How a line of a reply ended.
public enum LineEnding: UInt8, Hashable, Sendable {
    /// CR LF, as RFC 5321 §2.3.8 has it.
    case crlf
    /// LF alone.
    case lf
    /// The stream ended first.
    case endOfStream
    /// A limit of ``ReplyLimits`` came first.
    case limit

    /// True when the line was whole.
    public var isLineEnd: Bool { self == .crlf || self == .lf }
}
