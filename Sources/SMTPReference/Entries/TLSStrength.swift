/// How far a cipher suite or a key-exchange group can be trusted today.
/// - SeeAlso: RFC 9325 §4
public enum TLSStrength: String, Hashable, Sendable, CaseIterable {
    /// Good by today's knowledge.
    case strong
    /// Not broken, but something better exists and should be used.
    case acceptable
    /// Broken, or without something that encryption must have today.
    case weak
}
