/// The access tokens of the practice server, for OAUTHBEARER and XOAUTH2. They are no secrets: they are made to be tried.
/// - SeeAlso: RFC 6750, RFC 7628
public enum PracticeToken {
    /// A good token, for every user.
    public static let good = "practice-token"
    /// A token that was good once: it is refused, as a real one is after its time.
    public static let expired = "practice-token-expired"
}
