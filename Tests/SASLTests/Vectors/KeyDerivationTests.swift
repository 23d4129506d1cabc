import Testing

@testable import SASL

@Suite("Key derivation")
struct KeyDerivationTests {
    @Test(
        "The test vectors of RFC 6070 for SHA-1",
        arguments: [
            ("password", "salt", 1, "0c60c80f961f0e71f3a9b524af6012062fe037a6"),
            ("password", "salt", 2, "ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957"),
            ("password", "salt", 4_096, "4b007901b765489abead49d926f721d065a429c1"),
            (
                "passwordPASSWORDpassword", "saltSALTsaltSALTsaltSALTsaltSALTsalt", 4_096,
                "3d2eec4fe41c849b80c8d83662c0e44a8b291a964cf2f07038"
            ),
            ("pass␀word", "sa␀lt", 4_096, "56fa6aa75548099dcc37d7f03425e0c3"),
        ])
    func sha1(password: String, salt: String, iterations: Int, key: String) {
        let expected = [UInt8](hex: key)
        #expect(
            Digest.pbkdf2(
                .sha1, password: password.wire, salt: salt.wire, iterations: iterations, byteCount: expected.count)
                == expected)
    }

    @Test(
        "The test vectors of RFC 7914 for SHA-256",
        arguments: [
            (
                "passwd", "salt", 1,
                """
                55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc\
                49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783
                """
            ),
            (
                "Password", "NaCl", 80_000,
                """
                4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56\
                a1d425a1225833549adb841b51c9b3176a272bdebba1d078478f62b397f33c8d
                """
            ),
        ])
    func sha256(password: String, salt: String, iterations: Int, key: String) {
        let expected = [UInt8](hex: key)
        #expect(
            Digest.pbkdf2(
                .sha256, password: password.wire, salt: salt.wire, iterations: iterations, byteCount: expected.count)
                == expected)
        let derivation = KeyDerivation(
            hash: .sha256, password: password.wire, salt: salt.wire, iterations: iterations)
        #expect(derivation.compute() == DerivedKey(bytes: Array(expected.prefix(32))))
    }

    @Test("An empty password, an empty salt and no iteration do not trap")
    func edges() {
        let one = KeyDerivation(hash: .sha256, password: [], salt: [], iterations: 0).compute()
        #expect(one == KeyDerivation(hash: .sha256, password: [], salt: [], iterations: 1).compute())
    }

    @Test("The test vectors of RFC 2202 for HMAC-MD5")
    func hmacMD5() {
        #expect(
            Digest.hmacMD5(key: "Jefe".wire, "what do ya want for nothing?".wire)
                == [UInt8](hex: "750c783e6ab0b503eaa86e310a5db738"))
    }
}
