import FoundationEssentials
import X509

/// An authority that issues certificates for tests: a root, an intermediate, or anybody who should not issue any.
struct TestAuthority {
    /// Its own certificate, with its key.
    let own: TestCertificate

    /// Lets somebody issue certificates, whether or not it is allowed to.
    init(_ own: TestCertificate) {
        self.own = own
    }

    /// A root that signs itself.
    static func root(_ commonName: String = "Test Root", key: TestKey = .p256, valid: TestValidity = .now) throws
        -> Self
    {
        let profile = TestProfile(commonName: commonName, key: key, valid: valid, isAuthority: true)
        return Self(try .selfSigned(profile))
    }

    /// An authority below this one.
    func intermediate(
        _ commonName: String = "Test Intermediate", key: TestKey = .p256, valid: TestValidity = .now,
        pathLength: Int? = nil
    ) throws -> Self {
        let profile = TestProfile(
            commonName: commonName, key: key, valid: valid, isAuthority: true, pathLength: pathLength)
        return Self(try issue(profile))
    }

    /// A server's certificate for these names: host names, or addresses in text.
    func leaf(
        _ names: [String] = ["mail.example.test"], commonName: String? = nil, key: TestKey = .p256,
        valid: TestValidity = .now
    ) throws -> TestCertificate {
        try issue(TestProfile(commonName: commonName ?? names.first, names: names, key: key, valid: valid))
    }

    /// A certificate of any kind.
    func issue(_ profile: TestProfile) throws -> TestCertificate {
        try TestCertificate(profile, issuer: own.certificate.subject, issuerKey: own.key)
    }
}

/// When a test certificate is good.
enum TestValidity {
    /// From 30 days ago until in 60 days, by the real clock.
    case now
    /// From the first to the second moment, in seconds since 1970.
    case between(Int64, Int64)

    var dates: (Date, Date) {
        switch self {
        case .now: (Date(timeIntervalSinceNow: -30 * 86_400), Date(timeIntervalSinceNow: 60 * 86_400))
        case .between(let first, let last):
            (Date(timeIntervalSince1970: Double(first)), Date(timeIntervalSince1970: Double(last)))
        }
    }
}
