internal import SMTPProtocol
internal import SwiftASN1
internal import X509

/// A certificate that may be part of a chain.
struct ChainLink: Sendable {
    /// What it says.
    let facts: CertificateFacts
    /// Where it stands.
    let fields: CertificateFields
    /// The certificate for checking signatures with; nil when its key or its form is of a kind that is not known.
    let certificate: Certificate?
    /// The file that it comes from when it is believed without proof; nil for what a server sent.
    let anchorPath: String?

    /// Reads a certificate; nil when it is not shaped like one.
    init?(der: [UInt8], anchorPath: String? = nil) {
        guard let facts = CertificateFacts(der: der), let fields = CertificateFields(der) else { return nil }
        self.facts = facts
        self.fields = fields
        self.certificate = try? Certificate(derEncoded: der)
        self.anchorPath = anchorPath
    }

    /// Its holder's name and its issuer's, as they stand.
    var subject: ArraySlice<UInt8> { fields.subject.whole }
    var issuer: ArraySlice<UInt8> { fields.issuer.whole }

    /// Whether this key made the signature of the other.
    func signed(_ other: ChainLink) -> Bool {
        guard let certificate, let signed = other.certificate else { return false }
        return certificate.publicKey.isValidSignature(signed.signature, for: signed)
    }

    /// Whether it has the same name and key: then it adds nothing to a chain that has the other.
    func repeats(_ other: ChainLink) -> Bool {
        subject == other.subject && facts.keyPin == other.facts.keyPin
    }
}
