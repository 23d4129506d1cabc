internal import SMTPProtocol

/// Decides whether a server is who it should be, and says every reason why not.
/// - SeeAlso: RFC 5280 §6, RFC 9525
struct ServerVerifier: Sendable {
    /// What came of it.
    struct Outcome: Sendable {
        /// The certificates as they were presented, the server's own first.
        let chain: [CertificateFacts]
        /// Good, or why not.
        let result: Result<TLSVerification, Problems>
    }

    /// Reasons against a server, the most telling first; never empty.
    struct Problems: Error, Hashable, Sendable {
        let all: [CertificateProblem]
    }

    private let policy: TrustPolicy
    private let identity: ServerIdentity
    /// The name or address that was asked for, as it was typed.
    private let asked: String
    /// Who may vouch for the server.
    private let store: TrustAnchors
    /// Where the system's authorities were looked for; empty when the user named others.
    private let storePlaces: [String]

    /// Loads the trust anchors, which takes some milliseconds the first time.
    /// - Parameter system: the system's authorities; they are only loaded when the policy asks for them.
    /// - Throws: ``TLSFailure/Reason/unusable(_:)`` when a file of authorities holds none.
    init(
        policy: TrustPolicy, place: Endpoint.Place, system: @autoclosure () -> SystemTrustStore = .shared
    ) throws(TLSFailure) {
        self.policy = policy
        self.identity = ServerIdentity(place)
        self.asked = Self.text(place)
        switch policy.anchors {
        case .system:
            let system = system()
            self.store = system.anchors
            self.storePlaces = system.places
        case .file(let path, let pem):
            self.store = try Self.anchors(pem, path: path)
            self.storePlaces = []
        case .practice(let pem):
            self.store = try Self.anchors(pem, path: "the practice server's authority")
            self.storePlaces = []
        }
    }

    /// Judges the certificates of a server, its own first, at a moment in seconds since 1970. This computes for some
    /// milliseconds; never call it where others wait.
    func verify(chain: [[UInt8]], at now: Int64) async -> Outcome {
        let facts = chain.map { CertificateFacts(der: $0) ?? .unreadable(der: $0) }
        guard let first = chain.first else { return Outcome(chain: [], result: judge([.missing], nil, pin: nil)) }
        guard let server = ChainLink(der: first) else {
            return Outcome(chain: facts, result: judge([.invalid("it cannot be read")], nil, pin: nil))
        }
        let others = chain.dropFirst().map { ChainLink(der: $0) }
        let (anchor, problems) = await trust(server, others.compactMap { $0 }, at: now)
        var all = problems
        if let wrong = identity.problem(
            server.fields.alternativeNames, asked: asked, commonName: server.facts.commonName)
        {
            // What is wrong with the dates tells more, what is wrong with the authority less.
            all.insert(wrong, at: all.firstIndex { !$0.isAboutTime } ?? all.endIndex)
        }
        if anchor == nil, let index = others.firstIndex(where: { $0 == nil }) {
            all.append(.invalid("certificate \(index + 2) of those that the server sent cannot be read"))
        }
        return Outcome(chain: facts, result: judge(all, anchor, pin: server.facts.keyPin))
    }
}

extension ServerVerifier {
    private static func text(_ place: Endpoint.Place) -> String {
        switch place {
        case .host(let name): name.text
        case .address(let address): address.text
        case .unixSocket(let path): path
        }
    }

    /// The certificates of a file in PEM, or one in DER.
    private static func anchors(_ contents: [UInt8], path: String) throws(TLSFailure) -> TrustAnchors {
        var anchors = TrustAnchors()
        let unreadable = anchors.add(pem: contents, path: path)
        if anchors.count == 0, unreadable == 0 { _ = anchors.add(der: contents, path: path) }
        guard anchors.count == 0 else { return anchors }
        let what = unreadable > 0 ? "the certificates in \(path) are damaged" : "\(path) holds no certificate in PEM"
        throw TLSFailure(.unusable(what), at: .start)
    }

    /// The anchor that a chain leads to, and what is wrong. There may be an anchor and still wrong dates.
    private func trust(
        _ server: ChainLink, _ others: [ChainLink], at now: Int64
    ) async -> (TrustAnchors.Anchor?, [CertificateProblem]) {
        if let anchor = store.exactly(server.facts.der, subject: server.subject) {
            // This very certificate is trusted, so it need not be an authority's.
            return (anchor, ChainDiagnosis.dates(of: [server], at: now))
        }
        let issuers = Set(([server] + others).map(\.issuer))
        let anchors = issuers.flatMap(store.named).compactMap { ChainLink(der: $0.der, anchorPath: $0.path) }
        let search = ChainSearch(server: server, others: others, anchors: anchors)
        switch await search.find(at: now) {
        case .good(let chain): return (Self.anchor(of: chain), [])
        case .wrongTime(let chain): return (Self.anchor(of: chain), ChainDiagnosis.dates(of: chain, at: now))
        case .none: return (nil, ChainDiagnosis(search).problems(at: now) + noStore)
        }
    }

    private static func anchor(of chain: [ChainLink]) -> TrustAnchors.Anchor? {
        chain.last.map { TrustAnchors.Anchor(der: $0.facts.der, path: $0.anchorPath ?? "") }
    }

    /// A system without any authorities is worth saying: nothing could be verified then.
    private var noStore: [CertificateProblem] {
        guard store.count == 0 else { return [] }
        let places = storePlaces.joined(separator: ", ")
        return [
            .invalid("this system has no list of trusted authorities (looked for \(places)); install ca-certificates")
        ]
    }

    /// What the user's policy makes of the findings.
    private func judge(
        _ problems: [CertificateProblem], _ anchor: TrustAnchors.Anchor?, pin: [UInt8]?
    ) -> Result<TLSVerification, Problems> {
        if !policy.pins.isEmpty {
            guard let pin else { return .failure(Problems(all: problems)) }
            guard policy.pins.contains(pin) else {
                return .failure(
                    Problems(all: [.wrongPin(found: String(decoding: Base64.encode(pin), as: UTF8.self))] + problems))
            }
            return .success(.pinned(ignoring: problems))
        }
        if policy.isInsecure { return .success(.overridden(problems)) }
        guard problems.isEmpty, let anchor else { return .failure(Problems(all: problems)) }
        let subject = CertificateFields(anchor.der).map { DistinguishedNameText.text($0.subject) } ?? ""
        return .success(.verified(anchor: subject, trust: trust(anchor)))
    }

    private func trust(_ anchor: TrustAnchors.Anchor) -> TLSVerification.Trust {
        switch policy.anchors {
        case .system: .system(path: anchor.path)
        case .file: .file(path: anchor.path)
        case .practice: .practice
        }
    }
}

extension CertificateProblem {
    fileprivate var isAboutTime: Bool {
        switch self {
        case .expired, .notYetValid: true
        case .wrongName, .noName, .selfSigned, .unknownAuthority, .wrongPin, .invalid, .missing: false
        }
    }
}
