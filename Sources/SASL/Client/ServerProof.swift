/// What a success says about the server.
public enum ServerProof: Hashable, Sendable {
    /// The mechanism lets no server prove anything.
    case notPartOfMechanism
    /// The server proved that it knows the password, or something made from it.
    case proved
    /// The server should have proved that and did not: it may be an impostor.
    case missing
}
