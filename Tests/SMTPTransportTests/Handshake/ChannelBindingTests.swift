import Crypto
import Testing
import X509

@testable import SMTPTransport

@Suite("Channel bindings")
struct ChannelBindingTests {
    /// A secret from a key log file, and what `openssl s_client -keymatexport EXPORTER-Channel-Binding -keymatexportlen 32`
    /// said of the same connection.
    struct Export: Sendable {
        let suite: UInt16
        let secret: String
        let binding: String
    }

    @Test(
        "tls-exporter is what OpenSSL computes",
        arguments: [
            Export(
                suite: 0x1301, secret: "89d0b0032f47ef7676642cf3a60fedfe2812351868279cac52aa4c76d54d31bd",
                binding: "da8b226425765b305f238484e09d4c35f6186a428fdb51c1f91a7a7146ef1c36"),
            Export(
                suite: 0x1302,
                secret: "ebfee42ebf48734a11229f699e69f0ea59b4651c6e39ed6d148583c81b009603"
                    + "d50ffac160a97828ed9dc99d019fc8e1",
                binding: "410983a689124c2528213c03081f3a99e3b5304238f244ffecdf3762a3f35502"),
            Export(
                suite: 0x1303, secret: "4d43ce146d8e8487641e6544234947d905d857d032b5a6e7d64b077ec4c77a7c",
                binding: "6f6e0bd1d94ffeb8479d3b8c55e0c9ad02d0be43e8d21766e7e4a8653936d2bb"),
        ])
    func exports(_ export: Export) {
        let binding = Exporter.binding(exporterSecret: bytes(export.secret), cipherSuite: export.suite)
        #expect(binding == bytes(export.binding))
    }

    @Test("there is no tls-exporter before TLS 1.3, nor with a secret that does not fit")
    func exportsNothing() {
        let secret = [UInt8](repeating: 1, count: 32)
        #expect(Exporter.binding(exporterSecret: secret, cipherSuite: 0xC02F) == nil)
        #expect(Exporter.binding(exporterSecret: secret, cipherSuite: 0x1302) == nil)
        #expect(Exporter.binding(exporterSecret: [], cipherSuite: 0x1301) == nil)
    }

    @Test("tls-server-end-point hashes the certificate as its signature does")
    func hashesCertificate() throws {
        let p256 = try TestAuthority.root(key: .p256).leaf().der
        #expect(ServerEndPoint.binding(der: p256) == Array(SHA256.hash(data: p256)))
        let p384 = try TestAuthority.root(key: .p384).leaf().der
        #expect(ServerEndPoint.binding(der: p384) == Array(SHA384.hash(data: p384)))
        let p521 = try TestAuthority.root(key: .p521).leaf().der
        #expect(ServerEndPoint.binding(der: p521) == Array(SHA512.hash(data: p521)))
        let rsa = try TestAuthority.root(key: .rsa2048).leaf().der
        #expect(ServerEndPoint.binding(der: rsa) == Array(SHA256.hash(data: rsa)))
    }

    @Test("SHA-256 stands in for SHA-1, and without a hash there is no binding")
    func standsIn() throws {
        let authority = try TestAuthority.root(key: .rsa2048)
        let old = try authority.issue(TestProfile(commonName: "old", signatureAlgorithm: .sha1WithRSAEncryption)).der
        #expect(ServerEndPoint.binding(der: old) == Array(SHA256.hash(data: old)))
        #expect(ServerEndPoint.binding(der: try TestAuthority.root(key: .ed25519).leaf().der) == nil)
        #expect(ServerEndPoint.binding(der: [1, 2, 3]) == nil)
    }

    private func bytes(_ hexadecimal: String) -> [UInt8] {
        let digits = hexadecimal.compactMap(\.hexDigitValue)
        return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }
}
