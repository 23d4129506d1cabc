/// The fields of a certificate as they stand in it, found by a walk over its DER.
///
/// The walk is quick and knows no algorithms, so it also reads certificates that cannot be verified here.
/// - SeeAlso: RFC 5280 §4.1
struct CertificateFields: Sendable {
    /// One extension.
    struct Extension: Sendable {
        let identifier: DottedIdentifier
        let isCritical: Bool
        /// What stands inside the octet string.
        let value: ArraySlice<UInt8>
    }

    /// The serial number, big-endian, as it stands.
    let serial: ArraySlice<UInt8>
    /// The names of issuer and subject, each a whole element.
    let issuer: DERReader.Element
    let subject: DERReader.Element
    /// The two dates.
    let notBefore: DERReader.Element
    let notAfter: DERReader.Element
    /// The SubjectPublicKeyInfo, a whole element.
    let publicKey: DERReader.Element
    /// The signature algorithm, a whole element.
    let signatureAlgorithm: DERReader.Element
    private let extensionList: DERReader.Element?

    /// Finds the fields; nil when the bytes are not shaped like a certificate.
    init?(_ der: [UInt8]) {
        var outside = DERReader(der[...])
        guard var certificate = outside.next(DERReader.Tag.sequence)?.inside, outside.isAtEnd else { return nil }
        guard var signed = certificate.next(DERReader.Tag.sequence)?.inside else { return nil }
        guard let signatureAlgorithm = certificate.next(DERReader.Tag.sequence) else { return nil }
        _ = signed.next(DERReader.Tag.context(0, constructed: true))  // The version.
        guard let serial = signed.next(DERReader.Tag.integer), signed.next(DERReader.Tag.sequence) != nil else {
            return nil
        }
        guard let issuer = signed.next(DERReader.Tag.sequence) else { return nil }
        guard var validity = signed.next(DERReader.Tag.sequence)?.inside else { return nil }
        guard let notBefore = validity.next(), let notAfter = validity.next() else { return nil }
        guard let subject = signed.next(DERReader.Tag.sequence) else { return nil }
        guard let publicKey = signed.next(DERReader.Tag.sequence) else { return nil }
        _ = signed.next(DERReader.Tag.context(1, constructed: false))  // Identifiers that nobody uses.
        _ = signed.next(DERReader.Tag.context(2, constructed: false))
        self.serial = serial.content
        self.issuer = issuer
        self.subject = subject
        self.notBefore = notBefore
        self.notAfter = notAfter
        self.publicKey = publicKey
        self.signatureAlgorithm = signatureAlgorithm
        var list = signed.next(DERReader.Tag.context(3, constructed: true))?.inside
        self.extensionList = list?.next(DERReader.Tag.sequence)
    }

    /// The extensions, in their order.
    var extensions: [Extension] {
        guard var list = extensionList?.inside else { return [] }
        var extensions: [Extension] = []
        while var one = list.next(DERReader.Tag.sequence)?.inside {
            guard let type = one.next(DERReader.Tag.objectIdentifier), let identifier = DottedIdentifier(type.content)
            else { continue }
            let isCritical = one.next(DERReader.Tag.boolean)?.content.first == 0xFF
            guard let value = one.next(DERReader.Tag.octetString) else { continue }
            extensions.append(Extension(identifier: identifier, isCritical: isCritical, value: value.content))
        }
        return extensions
    }
}
