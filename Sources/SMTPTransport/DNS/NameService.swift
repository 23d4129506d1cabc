/// Something that knows the addresses of host names: the system's resolver, or a stand-in for it in a test.
public protocol NameService: Sendable {
    /// Looks a name up and calls back, once, from any thread.
    ///
    /// It may take as long as it likes, or never answer: the caller holds the deadline.
    /// - Parameters:
    ///   - host: a checked name, or an address as text.
    ///   - family: the family that is wanted; the answer holds no other.
    ///   - completion: takes the addresses, in the order in which they should be tried.
    func lookUp(
        host: String, family: IPAddress.Family,
        completion: @escaping @Sendable (Result<[IPAddress], LookUpFailure>) -> Void)
}

/// Why a name has no addresses to try.
public enum LookUpFailure: Error, Hashable, Sendable {
    /// There is no such name (NXDOMAIN).
    case noSuchHost
    /// The name exists, without an address of this family.
    case noAddress
    /// The name servers could not answer now (SERVFAIL, or none could be reached).
    case temporary
    /// Too many look-ups are still waiting for an answer.
    case tooMany
    /// Any other failure, with the words of the system.
    case system(String)

    /// The failure in a few words.
    public var reason: String {
        switch self {
        case .noSuchHost: "no such host"
        case .noAddress: "no address of this kind"
        case .temporary: "the name servers could not answer"
        case .tooMany: "too many look-ups are still waiting"
        case .system(let words): words
        }
    }
}
