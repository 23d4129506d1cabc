/// Certificates that are believed without proof, found by the name of their holder.
///
/// Only their names are read when they are loaded. Whoever needs one reads it as a whole.
struct TrustAnchors: Sendable {
    /// One of them, and the file that it comes from.
    struct Anchor: Hashable, Sendable {
        let der: [UInt8]
        let path: String
    }

    private var bySubject: [ArraySlice<UInt8>: [Anchor]] = [:]
    /// How many there are.
    private(set) var count = 0

    /// The anchors whose holder has this name, byte for byte; a whole element of DER.
    func named(_ subject: ArraySlice<UInt8>) -> [Anchor] { bySubject[subject] ?? [] }

    /// The anchor that is this very certificate.
    func exactly(_ der: [UInt8], subject: ArraySlice<UInt8>) -> Anchor? {
        named(subject).first { $0.der == der }
    }

    /// Adds the certificates of a file in PEM.
    /// - Returns: How many of the file's certificates could not be read.
    mutating func add(pem: [UInt8], path: String) -> Int {
        var unreadable = 0
        for der in PEMCertificates(pem) where !add(der: der, path: path) { unreadable += 1 }
        return unreadable
    }

    /// Adds a certificate, unless it is there already.
    /// - Returns: Whether it could be read.
    mutating func add(der: [UInt8], path: String) -> Bool {
        guard let fields = CertificateFields(der) else { return false }
        if exactly(der, subject: fields.subject.whole) == nil {
            bySubject[fields.subject.whole, default: []].append(Anchor(der: der, path: path))
            count += 1
        }
        return true
    }
}
