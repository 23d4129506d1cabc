import SMTPProtocol
import SafeText

/// Lays out what one certificate says.
struct CertificateRows {
    typealias Row = FactPage.Row

    /// The most certificates of a chain that are shown.
    static let maximumCertificates = 16
    /// The most names, and the most addresses of the web, of one certificate.
    static let maximumNames = 32

    let wording: TLSWording

    /// The rows of a certificate.
    func rows(_ certificate: CertificateFacts) -> [Row] {
        [Row("subject", orNone(certificate.subject))]
            + list("names", certificate.alternativeNames.map(text))
            + [
                Row(
                    "issuer",
                    orNone(certificate.issuer) + (certificate.isSelfSigned ? " (signed with its own key)" : "")),
                Row("valid from", wording.date(certificate.notBefore), level: begin(certificate)),
                end(certificate),
                Row("key", wording.name(certificate.key)),
                Row("signature", wording.name(certificate.signatureAlgorithm)),
                Row("serial", Self.hexadecimal(certificate.serial)),
                Row("SHA-256", Self.hexadecimal(certificate.fingerprint)),
                Row("pin", "--pin \(Quoting.base64(certificate.keyPin))"),
            ]
            + (certificate.isAuthority ? [Row("authority", "may issue certificates")] : [])
            + (certificate.ocspURLs.isEmpty ? [] : list("OCSP", certificate.ocspURLs.map(wording.name)))
            + (certificate.issuerURLs.isEmpty ? [] : list("issuer at", certificate.issuerURLs.map(wording.name)))
    }

    private func orNone(_ text: String) -> String { text.isEmpty ? "(empty)" : wording.name(text) }

    /// Several texts under one label.
    private func list(_ label: String, _ texts: [String]) -> [Row] {
        guard let first = texts.first else { return [Row(label, "none")] }
        var rows = [Row(label, first)] + texts.dropFirst().prefix(Self.maximumNames - 1).map { Row("", $0) }
        let rest = texts.count - Self.maximumNames
        if rest > 0 { rows.append(Row("", "and \(rest) more")) }
        return rows
    }

    private func text(_ name: CertificateFacts.AlternativeName) -> String {
        switch name {
        case .dns(let text): wording.name(text)
        case .address(let bytes): "IP \(Self.address(bytes))"
        case .email(let text): "email \(wording.name(text))"
        case .uri(let text): "URI \(wording.name(text))"
        case .other(let kind): "another kind of name (\(wording.name(kind)))"
        }
    }

    private func begin(_ certificate: CertificateFacts) -> Level {
        certificate.notBefore > wording.now.seconds ? .error : .information
    }

    private func end(_ certificate: CertificateFacts) -> Row {
        let date = wording.date(certificate.notAfter)
        guard let days = wording.daysLeft(certificate) else {
            let ago = TLSWording.days(from: certificate.notAfter, to: wording.now.seconds)
            return Row("valid to", "\(date), expired \(TLSWording.count(ago, "day")) ago", level: .error)
        }
        return Row(
            "valid to", "\(date), \(TLSWording.count(days, "day")) left",
            level: days < TLSWording.warningDays ? .warning : .information)
    }

    /// `0A:1B:2C`
    static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { byte in (byte < 0x10 ? "0" : "") + String(byte, radix: 16, uppercase: true) }.joined(separator: ":")
    }

    /// An IPv4 or IPv6 address, with the longest run of zeros left out.
    /// - SeeAlso: RFC 5952 §4
    static func address(_ bytes: [UInt8]) -> String {
        if bytes.count == 4 { return bytes.map(String.init).joined(separator: ".") }
        guard bytes.count == 16 else { return hexadecimal(bytes) }
        let groups = stride(from: 0, to: 16, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
        var longest = 0..<0
        var start = 0
        for index in groups.indices {
            if groups[index] != 0 { start = index + 1 }
            if index + 1 - start > longest.count { longest = start..<index + 1 }
        }
        let text = { (part: ArraySlice<UInt16>) in part.map { String($0, radix: 16) }.joined(separator: ":") }
        guard longest.count > 1 else { return text(groups[...]) }
        return text(groups[..<longest.lowerBound]) + "::" + text(groups[longest.upperBound...])
    }
}
