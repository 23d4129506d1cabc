import NIOSSL
import SwiftASN1
import X509

/// Who a client's certificate names.
enum ClientCertificate {
    /// The names that could be a user's: the common name, then the email addresses, in their order.
    ///
    /// Nobody vouches for them here: any certificate is taken, because this is practice.
    static func names(in certificate: NIOSSLCertificate) -> [String] {
        guard let der = try? certificate.toDERBytes(), let parsed = try? Certificate(derEncoded: der) else { return [] }
        let commonNames = parsed.subject.flatMap { part in
            part.filter { $0.type == .RDNAttributeType.commonName }.map { String(describing: $0.value) }
        }
        let alternatives = (try? parsed.extensions.subjectAlternativeNames).flatMap { $0 }.map(Array.init) ?? []
        let emails = alternatives.compactMap { name in
            if case .rfc822Name(let address) = name { address } else { nil }
        }
        return commonNames + emails
    }
}
