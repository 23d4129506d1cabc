internal import Crypto
internal import SMTPProtocol
internal import SwiftASN1
internal import X509

extension CertificateFacts {
    /// What a certificate says; nil when it is not shaped like one.
    ///
    /// Keys and algorithms need not be known: what cannot be understood is named by its object identifier.
    init?(der: [UInt8]) {
        guard let fields = CertificateFields(der) else { return nil }
        guard let notBefore = CertificateTime.seconds(fields.notBefore) else { return nil }
        guard let notAfter = CertificateTime.seconds(fields.notAfter) else { return nil }
        self.init(
            subject: DistinguishedNameText.text(fields.subject),
            commonName: DistinguishedNameText.commonName(fields.subject),
            issuer: DistinguishedNameText.text(fields.issuer),
            alternativeNames: fields.alternativeNames.map(\.shown), notBefore: notBefore, notAfter: notAfter,
            key: KeyKind.words(fields.publicKey), signatureAlgorithm: SignatureKind(fields.signatureAlgorithm).words,
            serial: Array(
                fields.serial.first == 0 && fields.serial.count > 1 ? fields.serial.dropFirst() : fields.serial),
            isAuthority: fields.isAuthority, isSelfSigned: Self.isSelfSigned(fields, der: der),
            fingerprint: Array(SHA256.hash(data: der)), keyPin: Array(SHA256.hash(data: fields.publicKey.whole)),
            ocspURLs: fields.ocspURLs, issuerURLs: fields.issuerURLs, der: der)
    }

    /// All that can be said of bytes that are no certificate.
    static func unreadable(der: [UInt8]) -> Self {
        Self(
            subject: "", issuer: "", notBefore: 0, notAfter: 0, fingerprint: Array(SHA256.hash(data: der)), der: der)
    }

    /// Names its own holder as the issuer, and the signature is made with its own key. A signature that cannot be
    /// checked here is believed: nothing is trusted because of it.
    private static func isSelfSigned(_ fields: CertificateFields, der: [UInt8]) -> Bool {
        guard fields.issuer.whole == fields.subject.whole else { return false }
        guard let certificate = try? Certificate(derEncoded: der) else { return true }
        return certificate.publicKey.isValidSignature(certificate.signature, for: certificate)
    }
}
