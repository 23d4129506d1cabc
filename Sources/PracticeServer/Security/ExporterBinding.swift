import Crypto
import SMTPProtocol

/// The channel binding `tls-exporter`, made from what the TLS library logs.
/// - SeeAlso: RFC 9266 §2, RFC 8446 §7.5
enum ExporterBinding {
    /// The secret in a line of a key log; nil when the line is about another secret.
    ///
    ///     EXPORTER_SECRET CLIENT-RANDOM SECRET
    ///
    /// - SeeAlso: RFC 9850 §2
    static func secret(inKeyLogLine line: some Collection<UInt8>) -> [UInt8]? {
        let words = line.filter { $0 != 0x0A && $0 != 0x0D }.split(separator: 0x20)
        guard words.count == 3, words[0].elementsEqual("EXPORTER_SECRET".utf8) else { return nil }
        return Hexadecimal.decode(words[2])
    }

    /// The binding for an exporter secret; nil when its length belongs to no hash of TLS 1.3.
    static func binding(exporterSecret: [UInt8]) -> [UInt8]? {
        switch exporterSecret.count {
        case SHA256.byteCount: export(exporterSecret, SHA256.self)
        case SHA384.byteCount: export(exporterSecret, SHA384.self)
        default: nil
        }
    }

    private static func export<Hash: HashFunction>(_ secret: [UInt8], _: Hash.Type) -> [UInt8] {
        let nothing = Array(Hash.hash(data: [UInt8]()))
        let derived = expand(
            secret, label: "EXPORTER-Channel-Binding", context: nothing, count: Hash.Digest.byteCount, Hash.self)
        return expand(derived, label: "exporter", context: nothing, count: 32, Hash.self)
    }

    /// HKDF-Expand-Label.
    /// - SeeAlso: RFC 8446 §7.1
    private static func expand<Hash: HashFunction>(
        _ secret: [UInt8], label: String, context: [UInt8], count: Int, _: Hash.Type
    ) -> [UInt8] {
        let label = Array("tls13 \(label)".utf8)
        var info: [UInt8] = [UInt8(truncatingIfNeeded: count >> 8), UInt8(truncatingIfNeeded: count)]
        info.append(UInt8(truncatingIfNeeded: label.count))
        info += label
        info.append(UInt8(truncatingIfNeeded: context.count))
        info += context
        let key = HKDF<Hash>.expand(
            pseudoRandomKey: SymmetricKey(data: secret), info: info, outputByteCount: count)
        return key.withUnsafeBytes { Array($0) }
    }
}
