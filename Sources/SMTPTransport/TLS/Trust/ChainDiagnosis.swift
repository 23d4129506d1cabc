internal import SMTPProtocol
internal import X509

/// Finds out why no chain leads from a server's certificate to a trust anchor.
struct ChainDiagnosis {
    /// The server's certificate and those above it, as far as they can be followed.
    private let path: [ChainLink]
    /// The certificates that have the name of the next issuer, and whose key did not sign.
    private let namesakes: [ChainLink]

    init(_ search: ChainSearch) {
        var path = [search.server]
        var namesakes: [ChainLink] = []
        let candidates = search.anchors + search.others.prefix(ChainSearch.maximumOthers)
        var current = search.server
        while current.anchorPath == nil {
            namesakes = candidates.filter { candidate in
                candidate.subject == current.issuer && !path.contains { $0.repeats(candidate) }
            }
            guard let issuer = namesakes.first(where: { $0.signed(current) }) else { break }
            path.append(issuer)
            current = issuer
        }
        self.path = path
        self.namesakes = namesakes
    }

    /// Every reason that is found, those of time first.
    func problems(at now: Int64) -> [CertificateProblem] {
        let found = Self.dates(of: path, at: now) + end + objections
        return found.isEmpty ? [.invalid(Self.limits)] : found
    }

    /// What the dates of certificates forbid.
    static func dates(of path: [ChainLink], at now: Int64) -> [CertificateProblem] {
        path.compactMap { link in
            if now > link.facts.notAfter {
                return .expired(subject: link.facts.subject, notAfter: link.facts.notAfter)
            }
            if now < link.facts.notBefore {
                return .notYetValid(subject: link.facts.subject, notBefore: link.facts.notBefore)
            }
            return nil
        }
    }

    /// What else can stop a chain whose links all hold.
    /// - SeeAlso: RFC 5280 §4.2.1.9 and §4.2.1.10
    private static let limits =
        "an authority above it limits how long the chain may be, or which names it may issue for, and this is outside"

    /// Why the path ends where it does; nothing when it ends at an anchor.
    private var end: [CertificateProblem] {
        guard let last = path.last, last.anchorPath == nil else { return [] }
        let facts = last.facts
        if facts.isSelfSigned {
            return [path.count == 1 ? .selfSigned(subject: facts.subject) : .unknownAuthority(issuer: facts.subject)]
        }
        guard let namesake = namesakes.first else {
            return [
                .unknownAuthority(issuer: facts.issuer),
                .invalid(
                    "the server did not send the certificate of \(facts.issuer), "
                        + "which is right only if that is the authority at the top"),
            ]
        }
        if last.certificate == nil || namesake.certificate == nil || SignatureKind(last.fields).isForgeable {
            return [
                .invalid(
                    "the signature of \(facts.subject) (\(facts.signatureAlgorithm), by a key \(namesake.facts.key)) "
                        + "is of a kind that is not trusted here")
            ]
        }
        return [
            .invalid(
                "bad signature: \(facts.subject) names \(facts.issuer) as its issuer, whose key did not sign it")
        ]
    }

    /// What the certificates of the path are not allowed to do.
    private var objections: [CertificateProblem] {
        var problems: [CertificateProblem] = []
        let hasAnchor = path.last?.anchorPath != nil
        // Without an anchor the last one needs to be looked at, too: it is put twice, once in the anchor's place.
        let certificates = path.compactMap(\.certificate)
        let chain = hasAnchor ? certificates : certificates + certificates.suffix(1)
        guard certificates.count == path.count else { return [] }
        for objection in ServerCertificatePolicy.objections(to: chain) {
            problems.append(.invalid(words(objection)))
        }
        if hasAnchor, problems.isEmpty { problems += unknownExtensions }
        return problems
    }

    private func words(_ objection: ServerCertificatePolicy.Objection) -> String {
        switch objection {
        case .notForServers:
            "its extended key usage does not allow it for a server"
        case .mayNotIssue(let index):
            "\(path[index - 1].facts.subject) was issued by \(path[index].facts.subject), "
                + "which is no authority that may issue certificates"
        case .forgeable(let index):
            "\(path[index].facts.subject) is signed with \(path[index].facts.signatureAlgorithm), which can be forged"
        }
    }

    /// Extensions that must be understood, and are not.
    /// - SeeAlso: RFC 5280 §4.2
    private var unknownExtensions: [CertificateProblem] {
        path.flatMap { link in
            link.fields.extensions.filter { $0.isCritical && !Self.understood.contains($0.identifier) }.map {
                .invalid("\(link.facts.subject) has a critical extension that is not known here: \($0.identifier)")
            }
        }
    }

    /// Subject alternative name, basic constraints, key usage, extended key usage, name constraints, policies.
    private static let understood: Set<DottedIdentifier> = [
        "2.5.29.17", "2.5.29.19", "2.5.29.15", "2.5.29.37", "2.5.29.30", "2.5.29.32",
    ]
}

extension SignatureKind {
    fileprivate init(_ fields: CertificateFields) { self.init(fields.signatureAlgorithm) }

    fileprivate var isForgeable: Bool { hash?.isForgeable ?? false }
}
