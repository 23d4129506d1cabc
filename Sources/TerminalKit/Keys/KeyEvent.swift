/// One thing that came from the terminal, decoded.
public enum KeyEvent: Hashable, Sendable {
    /// A key other than plain text, with its modifiers.
    case key(Key, Modifiers)
    /// Typed text without control characters; what came in one read may come as one text.
    case text(String)
    /// A bracketed paste: bytes as they came, control bytes and line ends included. It is never typed or sent by
    /// itself.
    case paste([UInt8])
    /// Comes right after the `paste` it belongs to: so many bytes more were pasted than the limit lets through.
    case pasteTruncated(discarded: Int)
    /// A mouse event.
    case mouse(MouseEvent)
    /// The terminal's window got or lost the focus.
    case focus(gained: Bool)
    /// An answer or report of the terminal itself: recognised so that it is never taken for typing. At most the limit's
    /// length of it is kept.
    case report([UInt8])
    /// Bytes that are no key known here.
    case unknown([UInt8])
}
