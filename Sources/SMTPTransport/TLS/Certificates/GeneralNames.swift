internal import SMTPProtocol

/// A name in a certificate, as its bytes.
/// - SeeAlso: RFC 5280 §4.2.1.6
enum GeneralNameBytes: Hashable, Sendable {
    case email(ArraySlice<UInt8>)
    case dns(ArraySlice<UInt8>)
    case uri(ArraySlice<UInt8>)
    case address(ArraySlice<UInt8>)
    /// Of another kind: what kind, in words.
    case other(String)

    init(_ element: DERReader.Element) {
        switch element.tag {
        case DERReader.Tag.context(1, constructed: false): self = .email(element.content)
        case DERReader.Tag.context(2, constructed: false): self = .dns(element.content)
        case DERReader.Tag.context(6, constructed: false): self = .uri(element.content)
        case DERReader.Tag.context(7, constructed: false): self = .address(element.content)
        case DERReader.Tag.context(4, constructed: true): self = .other("directory name")
        case DERReader.Tag.context(8, constructed: false): self = .other("registered identifier")
        default: self = .other("other name")
        }
    }

    /// The name for showing.
    var shown: CertificateFacts.AlternativeName {
        switch self {
        case .email(let bytes): .email(CertificateText.text(bytes))
        case .dns(let bytes): .dns(CertificateText.text(bytes))
        case .uri(let bytes): .uri(CertificateText.text(bytes))
        case .address(let bytes): .address(Array(bytes))
        case .other(let kind): .other(kind)
        }
    }
}

extension CertificateFields {
    private static let subjectAlternativeName: DottedIdentifier = "2.5.29.17"
    private static let basicConstraints: DottedIdentifier = "2.5.29.19"
    private static let authorityInformationAccess: DottedIdentifier = "1.3.6.1.5.5.7.1.1"
    private static let ocsp: DottedIdentifier = "1.3.6.1.5.5.7.48.1"
    private static let issuers: DottedIdentifier = "1.3.6.1.5.5.7.48.2"

    /// The subject alternative names, in their order.
    var alternativeNames: [GeneralNameBytes] {
        guard var list = sequence(Self.subjectAlternativeName) else { return [] }
        var names: [GeneralNameBytes] = []
        while let name = list.next() { names.append(GeneralNameBytes(name)) }
        return names
    }

    /// Whether its holder is an authority.
    /// - SeeAlso: RFC 5280 §4.2.1.9
    var isAuthority: Bool {
        var constraints = sequence(Self.basicConstraints)
        return constraints?.next(DERReader.Tag.boolean)?.content.first == 0xFF
    }

    /// Where to ask for revocation.
    var ocspURLs: [String] { accessURLs(Self.ocsp) }

    /// Where to get the issuer's certificate.
    var issuerURLs: [String] { accessURLs(Self.issuers) }

    /// - SeeAlso: RFC 5280 §4.2.2.1
    private func accessURLs(_ method: DottedIdentifier) -> [String] {
        guard var list = sequence(Self.authorityInformationAccess) else { return [] }
        var urls: [String] = []
        while var access = list.next(DERReader.Tag.sequence)?.inside {
            guard let type = access.next(DERReader.Tag.objectIdentifier), let location = access.next() else { continue }
            guard DottedIdentifier(type.content) == method, case .uri(let url) = GeneralNameBytes(location) else {
                continue
            }
            urls.append(CertificateText.text(url))
        }
        return urls
    }

    /// The elements of an extension that is a sequence.
    private func sequence(_ identifier: DottedIdentifier) -> DERReader? {
        guard let found = extensions.first(where: { $0.identifier == identifier }) else { return nil }
        var reader = DERReader(found.value)
        return reader.next(DERReader.Tag.sequence)?.inside
    }
}
