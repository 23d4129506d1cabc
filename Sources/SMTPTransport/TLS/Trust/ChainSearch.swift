internal import FoundationEssentials
@_spi(FixedExpiryValidationTime) @_spi(DisableValidityCheck) internal import X509

/// Looks for a way from a server's certificate to a trust anchor.
/// - SeeAlso: RFC 5280 §6
struct ChainSearch: Sendable {
    /// What was found.
    enum Finding: Sendable {
        /// A good chain, the server's certificate first and the anchor last.
        case good([ChainLink])
        /// A chain that would be good at another time.
        case wrongTime([ChainLink])
        /// There is none.
        case none
    }

    /// How many certificates besides its own a server may send and have looked at. With many more, made for that, there
    /// would be more ways to try than anybody can wait for.
    static let maximumOthers = 16

    let server: ChainLink
    /// What the server sent besides.
    let others: [ChainLink]
    let anchors: [ChainLink]

    /// Looks for a chain that is good at a moment, in seconds since 1970.
    func find(at now: Int64) async -> Finding {
        let moment = Date(timeIntervalSince1970: Double(now))
        if let chain = await find(RFC5280Policy(fixedExpiryValidationTime: moment)) { return .good(chain) }
        if let chain = await find(RFC5280Policy.withValidityCheckDisabled()) { return .wrongTime(chain) }
        return .none
    }

    private func find(_ policy: RFC5280Policy) async -> [ChainLink]? {
        guard let leaf = server.certificate else { return nil }
        let between = others.compactMap(\.certificate).prefix(Self.maximumOthers)
        var verifier = Verifier(rootCertificates: CertificateStore(anchors.compactMap(\.certificate))) {
            policy
            ServerCertificatePolicy()
        }
        switch await verifier.validate(leaf: leaf, intermediates: CertificateStore(between)) {
        case .validCertificate(let chain):
            // Anchors first: a server may send one, too.
            let links = anchors + [server] + others
            return chain.compactMap { certificate in links.first { $0.certificate == certificate } }
        case .couldNotValidate:
            return nil
        }
    }
}
