internal import SwiftASN1
internal import X509

/// What has to hold for a chain beyond RFC 5280 as the library checks it: the first certificate is for a server, those
/// between are of authorities that may issue, and no signature can be forged.
struct ServerCertificatePolicy: VerifierPolicy, Sendable {
    /// What a chain does not meet.
    enum Objection: Hashable, Sendable {
        /// The server's certificate is for other purposes.
        case notForServers
        /// The certificate at this place in the chain issued another, and may not.
        case mayNotIssue(Int)
        /// The certificate at this place is signed with a hash that is broken.
        case forgeable(Int)
    }

    /// Names are checked by ``ServerIdentity``, and no particular policies are asked of authorities: any will do.
    let verifyingCriticalExtensions: [ASN1ObjectIdentifier] = [
        .X509ExtensionID.subjectAlternativeName, .X509ExtensionID.extendedKeyUsage, [2, 5, 29, 32],
    ]

    func chainMeetsPolicyRequirements(chain: UnverifiedCertificateChain) -> PolicyEvaluationResult {
        guard let objection = Self.objections(to: Array(chain)).first else { return .meetsPolicy }
        return .failsToMeetPolicy(reason: PolicyFailureReason("\(objection)"))
    }

    /// What is wrong with a chain, the server's certificate first and the trust anchor last. The anchor is believed as it
    /// is: what it says of itself does not matter.
    static func objections(to chain: [Certificate]) -> [Objection] {
        var objections: [Objection] = []
        if let server = chain.first, !isForServers(server) { objections.append(.notForServers) }
        for (index, certificate) in chain.dropLast().enumerated() {
            if index > 0, !mayIssue(certificate) { objections.append(.mayNotIssue(index)) }
            if certificate.signatureAlgorithm == .sha1WithRSAEncryption { objections.append(.forgeable(index)) }
        }
        return objections
    }

    /// A certificate without the extension is for everything.
    /// - SeeAlso: RFC 5280 §4.2.1.12
    private static func isForServers(_ certificate: Certificate) -> Bool {
        guard certificate.extensions[oid: .X509ExtensionID.extendedKeyUsage] != nil else { return true }
        guard let usage = try? certificate.extensions.extendedKeyUsage else { return false }
        return usage.contains(.serverAuth) || usage.contains(.any)
    }

    /// An authority says so, and its key may sign certificates. The library lets certificates of version 1 pass, which
    /// cannot say so; any server with such a certificate could issue others.
    /// - SeeAlso: RFC 5280 §4.2.1.3 and §4.2.1.9
    static func mayIssue(_ certificate: Certificate) -> Bool {
        guard case .isCertificateAuthority = try? certificate.extensions.basicConstraints else { return false }
        guard certificate.extensions[oid: .X509ExtensionID.keyUsage] != nil else { return true }
        return (try? certificate.extensions.keyUsage)?.keyCertSign ?? false
    }
}
