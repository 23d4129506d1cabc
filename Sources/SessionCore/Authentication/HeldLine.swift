/// What was typed and not sent, because AUTH would go out in the clear and the user has not agreed yet. It may hold a
/// password, so it is forgotten with the answer, and nothing prints it.
enum HeldLine: Sendable, SecretHolder {
    /// A line with AUTH.
    case command([UInt8])
    /// The bytes of a `:raw` with AUTH in them.
    case raw([UInt8])
    /// `:auth`
    case login(AuthRequest)
}
