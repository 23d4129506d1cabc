import SMTPProtocol
import SMTPReference
import Testing

@Suite("The numbers of TLS")
struct TLSTablesTests {
    private let tables = ReferenceTables.shared

    @Test(
        "a cipher suite is found by its number",
        arguments: [
            (UInt16(0x1301), "TLS_AES_128_GCM_SHA256", "1.3", TLSStrength.strong),
            (0x1303, "TLS_CHACHA20_POLY1305_SHA256", "1.3", .strong),
            (0xC02F, "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "1.2", .strong),
            (0xCCA9, "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256", "1.2", .strong),
            (0x009F, "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384", "1.2", .acceptable),
            (0xC014, "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA", "1.0,1.1,1.2", .acceptable),
            (0x002F, "TLS_RSA_WITH_AES_128_CBC_SHA", "1.0,1.1,1.2", .weak),
            (0x009D, "TLS_RSA_WITH_AES_256_GCM_SHA384", "1.2", .weak),
            (0x0088, "TLS_DHE_RSA_WITH_CAMELLIA_256_CBC_SHA", "1.0,1.1,1.2", .acceptable),
            (0x000A, "TLS_RSA_WITH_3DES_EDE_CBC_SHA", "1.0,1.1,1.2", .weak),
            (0xC011, "TLS_ECDHE_RSA_WITH_RC4_128_SHA", "1.0,1.1,1.2", .weak),
            (0x00A7, "TLS_DH_anon_WITH_AES_256_GCM_SHA384", "1.2", .weak),
            (0x0003, "TLS_RSA_EXPORT_WITH_RC4_40_MD5", "1.0", .weak),
            (0x003B, "TLS_RSA_WITH_NULL_SHA256", "1.2", .weak),
        ])
    func cipherSuite(number: UInt16, name: String, versions: String, strength: TLSStrength) throws {
        let entry = try #require(tables.tlsCipherSuite(number))
        #expect(entry.number == number)
        #expect(entry.name == name)
        #expect(entry.versions.map(\.number).joined(separator: ",") == versions)
        #expect(entry.strength == strength)
    }

    @Test("no cipher suite that gives away what it should protect is called good")
    func judgement() {
        for number in UInt16.min...UInt16.max {
            guard let entry = tables.tlsCipherSuite(number) else { continue }
            let words = entry.name.split(separator: "_")
            let isBroken = ["RC4", "3DES", "DES", "NULL", "EXPORT", "anon", "DSS"].contains { words.contains($0) }
            let hasSecrecy = entry.versions == [.tls13] || words.contains("ECDHE") || words.contains("DHE")
            if isBroken || !hasSecrecy { #expect(entry.strength == .weak, "\(entry.name)") }
            if words.contains("CBC") { #expect(entry.strength != .strong, "\(entry.name)") }
        }
    }

    @Test(
        "a group is found by its number",
        arguments: [
            (UInt16(0x001D), "x25519", TLSStrength.strong), (0x0017, "secp256r1", .strong),
            (0x11EC, "X25519MLKEM768", .strong), (0x0100, "ffdhe2048", .acceptable), (0x0013, "secp192r1", .weak),
        ])
    func group(number: UInt16, name: String, strength: TLSStrength) throws {
        let entry = try #require(tables.tlsGroup(number))
        #expect(entry.name == name)
        #expect(entry.strength == strength)
    }

    @Test("every alert of RFC 8446 has words for a mail administrator, and something to try")
    func alerts() throws {
        let registered: [UInt8] = [
            0, 10, 20, 21, 22, 30, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 60, 70, 71, 80, 86, 90, 100, 109,
            110, 111, 112, 113, 114, 115, 116, 120,
        ]
        for number in registered {
            let entry = try #require(tables.tlsAlert(number), "alert \(number) has no row")
            #expect(entry.meaning.count > 40, "\(entry.name)")
            #expect(1...3 ~= entry.tryNext.count, "\(entry.name)")
        }
        #expect(tables.tlsAlert(70)?.name == "protocol_version")
        #expect(tables.tlsAlert(116)?.fault == .client)
    }

    @Test("a number that nobody has registered has no entry")
    func unknown() {
        #expect(tables.tlsCipherSuite(0x0A0A) == nil)
        #expect(tables.tlsGroup(0xFFFF) == nil)
        #expect(tables.tlsAlert(255) == nil)
    }
}
