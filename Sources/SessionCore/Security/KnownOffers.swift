/// Remembers which targets have offered STARTTLS in this session, so that an offer that is missing one day is noticed.
///
/// Whoever sits on the way can take the keyword out of the reply to EHLO; that is all an attack on STARTTLS needs.
/// - SeeAlso: RFC 3207 §6
struct KnownOffers: Sendable {
    /// The most targets that are remembered; the oldest are forgotten first.
    static let capacity = 64

    private var targets: [ConnectRequest.Target] = []

    /// Notes that a target has offered it.
    mutating func add(_ target: ConnectRequest.Target) {
        guard !targets.contains(target) else { return }
        targets.append(target)
        if targets.count > Self.capacity { targets.removeFirst() }
    }

    /// Whether a target has offered it before.
    func contains(_ target: ConnectRequest.Target) -> Bool { targets.contains(target) }
}
