/// The one message of PLAIN: who to act as, the user and the password, with a NUL between them.
/// - SeeAlso: RFC 4616 §2
struct PlainMessage: SecretHolder {
    /// Who to act as; empty for the user.
    let authorizationIdentity: [UInt8]
    /// Who logs in.
    let user: [UInt8]
    /// The password.
    let password: [UInt8]

    /// A message that came; nil when it has not exactly two NULs, or when the user or the password is empty.
    init?(_ message: [UInt8]) {
        let parts = message.split(separator: 0, omittingEmptySubsequences: false)
        guard parts.count == 3, !parts[1].isEmpty, !parts[2].isEmpty else { return nil }
        authorizationIdentity = Array(parts[0])
        user = Array(parts[1])
        password = Array(parts[2])
    }
}
