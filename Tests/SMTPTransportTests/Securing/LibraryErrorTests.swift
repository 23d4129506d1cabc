import Testing

@testable import SMTPTransport

@Suite("Errors of the TLS library")
struct LibraryErrorTests {
    private func description(_ code: String, _ name: String) -> String {
        "Error: 268436496 error:\(code):SSL routines:OPENSSL_internal:\(name) at /home/x/ssl/tls_record.cc:592"
    }

    @Test(
        "an alert is told by its number",
        arguments: [
            ("10000410", "SSLV3_ALERT_HANDSHAKE_FAILURE", UInt8(40)), ("10000418", "TLSV1_ALERT_UNKNOWN_CA", 48),
            ("1000042e", "TLSV1_ALERT_PROTOCOL_VERSION", 70), ("1000045c", "TLSV1_ALERT_CERTIFICATE_REQUIRED", 116),
        ])
    func alerts(_ code: String, _ name: String, _ alert: UInt8) {
        #expect(LibraryError(descriptions: [description(code, name)]).alert == alert)
    }

    @Test("other reasons are no alerts, and their words hold no file name")
    func words() {
        let error = LibraryError(descriptions: [description("100000f0", "UNSUPPORTED_PROTOCOL")])
        #expect(error.alert == nil)
        #expect(error.isUnsupportedVersion)
        #expect(error.words == "unsupported protocol")
    }

    @Test(
        "text without numbers is kept as it is", arguments: ["EOF during handshake", "", ":::", "error:zzzzzzzz:a:b:c"])
    func foreign(_ text: String) {
        let error = LibraryError(descriptions: [text])
        #expect(error.alert == nil)
        #expect(!error.isRefusedCertificate)
        #expect(error.words == text)
    }
}
