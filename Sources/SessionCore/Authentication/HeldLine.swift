/// What was typed and not sent, because the user has not agreed yet: to AUTH in the clear, or to a message that the server
/// takes. It may hold a password, so it is forgotten with the answer, and nothing prints it.
enum HeldLine: Sendable, SecretHolder {
    /// A command line.
    case command([UInt8])
    /// The bytes of a `:raw`.
    case raw([UInt8])
    /// `:auth`
    case login(AuthRequest)
    /// A line of message content: the dot alone.
    case content([UInt8])
    /// Everything that `:hold` has collected.
    case release
    /// The content of a message, from a file or another source.
    case file(ContentOrder)
}
