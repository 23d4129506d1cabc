import Testing

@testable import PracticeServer

@Suite("The channel binding tls-exporter")
struct ExporterBindingTests {
    /// A line of OpenSSL's key log, and the keying material that OpenSSL itself exported for it, with the label
    /// `EXPORTER-Channel-Binding`, no context and 32 bytes; with SHA-256 and with SHA-384.
    static let exported: [(line: String, binding: String)] = [
        (
            "EXPORTER_SECRET b89be9f175e40809fbdfecfbc2b3a87547a0e4d8b2664082b248f309bf9d67ef "
                + "0296f71f151622dda67fbdb3be45196ab6ad605f3d7b1d84e9363bfbb54e47a2",
            "a7eac7a15fcab3ea88e9ae786a826cebafae2f1c5081e6e5db688646b66d33b8"
        ),
        (
            "EXPORTER_SECRET 0dc37d342beeed5e2995b2786b16eb2796cfc03fcefbed39a61da51916789758 "
                + "fbed069526e34bdef014b3888911920f1ec6307efc19376e62614ed983e4c2a4236a4daf43b32088df6f81b076f7cf39",
            "eea3564d8d836ded7ca0490ad674b00595391aadd3a0e725ab6168330c6eccd8"
        ),
    ]

    @Test("It is what OpenSSL exports", arguments: exported)
    func againstOpenSSL(line: String, binding: String) throws {
        for ending in ["", "\n", "\r\n"] {
            let secret = try #require(ExporterBinding.secret(inKeyLogLine: (line + ending).utf8))
            let made = try #require(ExporterBinding.binding(exporterSecret: secret))
            let digits = Array("0123456789abcdef")
            #expect(String(made.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }) == binding)
        }
    }

    @Test(
        "Other lines of a key log are passed over",
        arguments: ["", "EXPORTER_SECRET", "EXPORTER_SECRET 00 0", "EXPORTER_SECRET 00 0g", "CLIENT_RANDOM 00 00"])
    func otherLines(line: String) {
        #expect(ExporterBinding.secret(inKeyLogLine: line.utf8) == nil)
    }

    @Test("A secret of a length that no hash of TLS 1.3 has gives none")
    func oddSecret() {
        #expect(ExporterBinding.binding(exporterSecret: [1, 2, 3]) == nil)
    }
}
