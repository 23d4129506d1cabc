internal import SMTPProtocol

/// Names in certificates as text.
/// - SeeAlso: RFC 4514
enum DistinguishedNameText {
    /// The short names of attributes: those of RFC 4514 §3, and others that certificates have.
    private static let keywords: [DottedIdentifier: String] = [
        "2.5.4.3": "CN", "2.5.4.7": "L", "2.5.4.8": "ST", "2.5.4.10": "O", "2.5.4.11": "OU", "2.5.4.6": "C",
        "2.5.4.9": "STREET", "0.9.2342.19200300.100.1.25": "DC", "0.9.2342.19200300.100.1.1": "UID",
        "2.5.4.4": "SN", "2.5.4.5": "serialNumber", "2.5.4.12": "title", "2.5.4.42": "GN",
        "2.5.4.15": "businessCategory",
        "2.5.4.17": "postalCode", "2.5.4.97": "organizationIdentifier", "1.2.840.113549.1.9.1": "emailAddress",
    ]
    private static let commonName: DottedIdentifier = "2.5.4.3"

    /// The whole name, the most particular part first: `CN=mail.example.net,O=Example`.
    ///
    /// Characters that separate parts are escaped as the RFC says. Others stay as they are, control characters too:
    /// whoever shows the text has to escape it.
    static func text(_ name: DERReader.Element) -> String {
        parts(name).reversed().map { part in
            part.map { keyword($0.type) + "=" + value($0.value) }.joined(separator: "+")
        }.joined(separator: ",")
    }

    /// The most particular common name.
    static func commonName(_ name: DERReader.Element) -> String? {
        parts(name).joined().last { $0.type == commonName }.flatMap { CertificateText.text($0.value) }
    }

    private typealias Attribute = (type: DottedIdentifier, value: DERReader.Element)

    private static func parts(_ name: DERReader.Element) -> [[Attribute]] {
        var reader = name.inside
        var parts: [[Attribute]] = []
        while let part = reader.next(DERReader.Tag.set) {
            var attributes: [Attribute] = []
            var inside = part.inside
            while var attribute = inside.next(DERReader.Tag.sequence)?.inside {
                guard let type = attribute.next(DERReader.Tag.objectIdentifier), let value = attribute.next(),
                    let identifier = DottedIdentifier(type.content)
                else { continue }
                attributes.append((identifier, value))
            }
            parts.append(attributes)
        }
        return parts
    }

    private static func keyword(_ type: DottedIdentifier) -> String {
        keywords[type] ?? type.description
    }

    /// A string with its special characters escaped, or `#` and the value's DER in hexadecimal.
    private static func value(_ value: DERReader.Element) -> String {
        guard let text = CertificateText.text(value) else { return "#" + Hexadecimal.text(value.whole) }
        var escaped = ""
        let scalars = Array(text.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            let isFirst = index == 0
            let isLast = index == scalars.count - 1
            switch scalar {
            case ",", "+", "\"", "\\", "<", ">", ";": escaped.append("\\")
            case "#" where isFirst, " " where isFirst || isLast: escaped.append("\\")
            default: break
            }
            escaped.unicodeScalars.append(scalar)
        }
        return escaped
    }
}
