import SMTPProtocol
import SessionCore
import TerminalKit
import TestSupport

@testable import ExplorerUI

extension FactPage {
    /// A page with everything that a panel has to cope with: warnings, errors, long words and rows without a label.
    static let sample = FactPage(sections: [
        Section(
            title: "Connection",
            rows: [
                Row("server", "NOT VERIFIED: you said --insecure.", level: .error),
                Row("problem", "The certificate expired 3 days ago (2026-11-21).", level: .error),
                Row("version", "TLSv1.2"),
                Row("cipher suite", "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384 (acceptable)", level: .warning),
                Row("", "Forward secrecy, but CBC mode has a history of attacks."),
                Row("key exchange", "secp256r1"),
                Row("ALPN", "none"),
                Row("name sent (SNI)", "mx.example.net"),
                Row("handshake", "18 ms, after STARTTLS"),
            ]),
        Section(
            title: "Certificate 1 of 2: the server's own",
            rows: [
                Row("subject", "CN=mx.example.net,O=Example"),
                Row("names", "mx.example.net"),
                Row("", "mail.example.net"),
                Row("issuer", "CN=Example Authority"),
                Row("valid", "2026-08-23 to 2026-11-21, over since 3 days", level: .error),
                Row("key", "RSA 2048 bits"),
                Row("signature", "RSA with SHA-256"),
                Row("serial", "0A:1B:2C"),
                Row(
                    "SHA-256",
                    "9F:86:D0:81:88:4C:7D:65:9A:2F:EA:A0:C5:5A:D0:15:A3:BF:4F:1B:2B:0B:82:2C:D1:5D:6C:15:B0:F0:0A:08"
                ),
                Row("pin", "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg="),
                Row("OCSP", "http://ocsp.example.net/"),
            ]),
        Section(
            title: "Certificate 2 of 2",
            rows: [Row("subject", "CN=Example Authority"), Row("issuer", "CN=Example Authority, itself")]),
    ])
}

extension TLSFacts {
    /// What a server showed whose certificate has expired, and that was let in all the same. The issuer's name tries to
    /// leave its place.
    static let unverified = TLSFacts(
        origin: .startTLS, version: .tls13, cipherSuite: 0x1302, group: 0x001D, serverNameSent: "mx.example.net",
        handshakeNanoseconds: 18_000_000,
        verification: .overridden([.expired(subject: "CN=mx.example.net", notAfter: Stage.start - 3 * 86_400)]),
        chain: [
            CertificateFacts(
                subject: "CN=mx.example.net\u{202E}",
                issuer: "CN=Evil\u{1B}[2J\u{9B}31m\u{1B}]52;c;AAAA\u{07}Authority",
                alternativeNames: [.dns("good.example\u{0}.evil.example"), .dns("mx.example.net")],
                notBefore: Stage.start - 90 * 86_400, notAfter: Stage.start - 3 * 86_400, key: "RSA 2048 bits",
                signatureAlgorithm: "RSA with SHA-256", serial: [1, 2], fingerprint: Array(repeating: 0xAB, count: 32),
                keyPin: Array(repeating: 0xCD, count: 32), ocspURLs: ["http://ocsp.example.net/\u{1B}[31m"])
        ])
}

extension Stage {
    /// A connection that was encrypted from its first byte, to a server that is not verified.
    mutating func playUnverified() {
        handle(.line(":connect smtps://mx.example.net --insecure".wire))
        report(.connected(remote: "192.0.2.1:465", local: nil))
        report(.securing(serverNameSent: "mx.example.net"))
        report(.secured(.unverified))
        server("220 mx.example.net ESMTP ready␍␊", after: 41)
        line("EHLO lab.example.org", after: 4_000)
        server("250-mx.example.net␍␊250 AUTH PLAIN␍␊", after: 12)
    }

    /// Opens the panel of TLS with a page that is the same whatever the session says.
    mutating func openTLS(_ page: FactPage = .sample) {
        press(.function(4))
        explorer.tls.show(page)
        explorer.isBodyStale = true
    }
}
