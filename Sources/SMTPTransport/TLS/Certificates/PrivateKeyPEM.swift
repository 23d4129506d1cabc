/// How the private key in a PEM file is kept, seen from its first lines.
/// - SeeAlso: RFC 7468 §10 and §11, RFC 5915 §4, RFC 1421 §4.6.1.1
enum PrivateKeyPEM: Hashable, Sendable {
    case inTheClear
    case encrypted

    private static let end = Array("PRIVATE KEY-----".utf8)
    private static let encryptedBegin = Array("-----BEGIN ENCRYPTED PRIVATE KEY-----".utf8)
    /// The header of the older form.
    private static let encryptedHeader = Array("Proc-Type: 4,ENCRYPTED".utf8)

    /// Looks at the first private key; nil when there is none.
    init?(_ pem: [UInt8]) {
        let lines = pem.split { $0 == 0x0A || $0 == 0x0D }
        guard let begin = lines.firstIndex(where: Self.beginsKey) else { return nil }
        let isEncrypted = lines[begin].elementsEqual(Self.encryptedBegin)
        let hasHeader = lines[begin...].dropFirst().first?.elementsEqual(Self.encryptedHeader) ?? false
        self = isEncrypted || hasHeader ? .encrypted : .inTheClear
    }

    private static func beginsKey(_ line: ArraySlice<UInt8>) -> Bool {
        line.starts(with: "-----BEGIN ".utf8) && line.suffix(end.count).elementsEqual(end)
    }
}
