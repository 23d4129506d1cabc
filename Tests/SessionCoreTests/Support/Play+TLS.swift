import SMTPProtocol
import SessionCore

/// What the transport reports of TLS, on the clock of the stage, which begins at 1,000,000 s.
enum TLSStage {
    static let now: Int64 = 1_000_000
    static let day: Int64 = 86_400
    static let offers = ["PIPELINING", "SIZE 1000", "STARTTLS", "AUTH CRAM-MD5 PLAIN"]

    /// A certificate that is good for 61 days.
    static func certificate(
        subject: String = "CN=mail.example.net", issuer: String = "CN=Example CA", daysLeft: Int64 = 61,
        names: [CertificateFacts.AlternativeName] = [.dns("mail.example.net"), .address([192, 0, 2, 1])],
        isSelfSigned: Bool = false
    ) -> CertificateFacts {
        CertificateFacts(
            subject: subject, commonName: "mail.example.net", issuer: issuer, alternativeNames: names,
            notBefore: now - 30 * day, notAfter: now + daysLeft * day + 60, key: "EC P-256",
            signatureAlgorithm: "ECDSA with SHA-256", serial: [0x0A, 0xFF], isSelfSigned: isSelfSigned,
            fingerprint: Array(0..<32), keyPin: Array(repeating: 0xAB, count: 32),
            ocspURLs: ["http://ocsp.example.net"], issuerURLs: ["http://ca.example.net/ca.der"],
            der: Array(repeating: 0x30, count: 100))
    }

    static let verified = TLSVerification.verified(anchor: "CN=Example Root", trust: .system(path: "/etc/ssl/certs"))

    static func facts(
        _ origin: TLSFacts.Origin = .startTLS, _ verification: TLSVerification? = verified,
        version: TLSVersion = .tls13, chain: [CertificateFacts] = [certificate()]
    ) -> TLSFacts {
        TLSFacts(
            origin: origin, version: version, cipherSuite: 0x1301, group: 29, serverNameSent: "mail.example.net",
            handshakeNanoseconds: 12_000_000, verification: verification, chain: chain, serverEndPoint: [1],
            exporter: [2])
    }
}

extension Play {
    /// A play whose server offers STARTTLS in the clear.
    static func offering(_ attendance: Session.Attendance = .interactive) -> Play {
        ready(attendance, offers: TLSStage.offers)
    }

    /// A play in which STARTTLS was typed and the handshake is done; no EHLO since.
    static func upgraded(_ facts: TLSFacts = TLSStage.facts(), attendance: Session.Attendance = .interactive) -> Play {
        var play = offering(attendance)
        play.type("STARTTLS")
        play.server("220 Go␍␊")
        play.report(.securing(serverNameSent: "mail.example.net"))
        play.report(.secured(facts))
        return play
    }

    /// A play with TLS from the first byte, and the greeting.
    static func implicit(_ facts: TLSFacts = TLSStage.facts(.implicit), options: String = "") -> Play {
        var play = Play()
        play.connect("mail.example.net:465\(options)")
        play.report(.securing(serverNameSent: "mail.example.net"))
        play.report(.secured(facts))
        play.server("220 mail.example.net␍␊")
        return play
    }

    /// Answers an EHLO with these capabilities.
    @discardableResult
    mutating func answerHello(_ offers: [String]) -> [SessionAction] {
        let lines = ["mail.example.net"] + offers
        let wire = lines.enumerated().map { "250\($0 == lines.count - 1 ? " " : "-")\($1)␍␊" }
        return server(wire.joined())
    }

    /// What the latest connection was asked for.
    var lastRequest: ConnectRequest? {
        for action in actions.reversed() {
            if case .connect(_, let request) = action { return request }
        }
        return nil
    }

    /// Everything that the explorer says anywhere: notices, notes, remarks.
    var words: String {
        (said + entries.flatMap { $0.remarks.map(\.text) }).joined(separator: "\n")
    }
}

extension [SessionAction] {
    /// The replies behind which TLS was to begin.
    var expectedUpgrades: [Int] {
        compactMap { if case .expectUpgrade(_, let number) = $0 { number } else { nil } }
    }

    /// The kinds of `send` and `expectUpgrade` in their order.
    var sendOrder: String {
        compactMap {
            switch $0 {
            case .send: "send"
            case .expectUpgrade: "expect"
            default: nil
            }
        }.joined(separator: " ")
    }
}
