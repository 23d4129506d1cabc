internal import Crypto

/// The channel binding `tls-exporter`: bytes that both ends of a TLS 1.3 connection can compute, and nobody between them.
/// - SeeAlso: RFC 9266 §2, RFC 8446 §7.5
enum Exporter {
    private static let label = "EXPORTER-Channel-Binding"
    private static let length = 32

    /// The binding; nil for a cipher suite that is not of TLS 1.3, or a secret that does not fit it.
    /// - Parameters:
    ///   - exporterSecret: the connection's exporter master secret.
    ///   - cipherSuite: the registered number of the suite that was agreed on; it names the hash.
    static func binding(exporterSecret: [UInt8], cipherSuite: UInt16) -> [UInt8]? {
        switch cipherSuite {
        // TLS_AES_128_GCM_SHA256, TLS_CHACHA20_POLY1305_SHA256, TLS_AES_128_CCM_SHA256 and its short form.
        case 0x1301, 0x1303, 0x1304, 0x1305: binding(exporterSecret, SHA256.self)
        // TLS_AES_256_GCM_SHA384.
        case 0x1302: binding(exporterSecret, SHA384.self)
        default: nil
        }
    }

    private static func binding<Hash: HashFunction>(_ secret: [UInt8], _: Hash.Type) -> [UInt8]? {
        guard secret.count == Hash.Digest.byteCount else { return nil }
        let nothing = Array(Hash.hash(data: []))
        let derived = expand(secret, label: label, context: nothing, length: nothing.count, Hash.self)
        return expand(derived, label: "exporter", context: nothing, length: length, Hash.self)
    }

    /// HKDF-Expand-Label.
    /// - SeeAlso: RFC 8446 §7.1
    private static func expand<Hash: HashFunction>(
        _ secret: [UInt8], label: String, context: [UInt8], length: Int, _: Hash.Type
    ) -> [UInt8] {
        let name = Array("tls13 ".utf8) + label.utf8
        let info =
            [UInt8(length >> 8), UInt8(length & 0xFF), UInt8(name.count)] + name + [UInt8(context.count)] + context
        let key = HKDF<Hash>.expand(
            pseudoRandomKey: SymmetricKey(data: secret), info: info, outputByteCount: length)
        return key.withUnsafeBytes { Array($0) }
    }
}
