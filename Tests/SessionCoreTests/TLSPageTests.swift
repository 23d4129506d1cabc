import SMTPProtocol
import SessionCore
import TestSupport
import Testing

@Suite("The page about TLS")
struct TLSPageTests {
    private func text(_ page: FactPage) -> [String] {
        page.sections.flatMap { section in
            ["# \(section.title)"] + section.rows.map { "\($0.label)|\($0.text)|\($0.level.word)" }
        }
    }

    @Test("It shows the connection and each certificate in full")
    func full() {
        let chain = [TLSStage.certificate(), TLSStage.certificate(subject: "CN=Example CA", isSelfSigned: true)]
        let play = Play.implicit(TLSStage.facts(.implicit, chain: chain))
        let lines = text(play.session.tlsPage)
        for line in [
            "# Connection", "version|TLSv1.3|note", "cipher suite|TLS_AES_128_GCM_SHA256 (0x1301)|note",
            "key exchange|x25519|note", "began|with the first byte|note", "ALPN|none|note", "SNI|mail.example.net|note",
            "handshake|12 ms|note", "our certificate|not asked for|note",
            "server|Verified: mail.example.net, by CN=Example Root (the system's trust store, /etc/ssl/certs).|note",
            "channel binding|tls-exporter, tls-server-end-point|note", "# Certificate 1 of 2: the server's own",
            "subject|CN=mail.example.net|note", "names|mail.example.net|note", "|IP 192.0.2.1|note",
            "issuer|CN=Example CA|note", "valid from|1969-12-13|note", "valid to|1970-03-14, 61 days left|note",
            "key|EC P-256|note", "signature|ECDSA with SHA-256|note", "serial|0A:FF|note",
            "pin|--pin q6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s=|note", "OCSP|http://ocsp.example.net|note",
            "issuer at|http://ca.example.net/ca.der|note", "# Certificate 2 of 2: a root",
        ] {
            #expect(lines.contains(line), "\(line)")
        }
        #expect(lines.contains { $0.hasPrefix("SHA-256|00:01:02:") })
    }

    @Test("Line mode prints it, and a warning stands as a word")
    func lineMode() {
        let play = Play.implicit(TLSStage.facts(.implicit, chain: [TLSStage.certificate(daysLeft: 3)]))
        let lines = play.session.announcement(of: .showTLS)
        #expect(lines.first == "TLS, Connection:")
        #expect(lines.contains("valid to: warning: 1970-01-15, 3 days left"))
        #expect(lines.contains("  IP 192.0.2.1"))
        var ascii = play
        ascii.type(":set ascii on")
        #expect(ascii.session.announcement(of: .showTLS).allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } })
    }

    @Test("It tells why there is no TLS, or not yet, or no name was sent")
    func without() {
        #expect(text(Play().session.tlsPage).contains { $0.contains("no connection yet") })
        #expect(text(Play.offering().session.tlsPage).contains { $0.contains(":starttls") && $0.hasSuffix("warning") })
        var play = Play.offering()
        play.type("STARTTLS")
        play.server("220 Go␍␊")
        #expect(text(play.session.tlsPage) == ["# Connection", "TLS|the handshake is under way|note"])
        var facts = TLSStage.facts(.implicit)
        facts.serverNameSent = nil
        play = Play()
        play.connect("192.0.2.1:465")
        play.report(.securing(serverNameSent: nil))
        #expect(play.said.last?.contains("IP address") == true)
        play.report(.secured(facts))
        #expect(text(play.session.tlsPage).contains("SNI|none: the target is an IP address|note"))
    }

    @Test("After a failure it shows what was learnt, and what is wrong stands first")
    func failure() {
        var play = Play()
        play.connect("mail.example.net:465")
        play.report(.securing(serverNameSent: nil))
        let facts = TLSStage.facts(.implicit, nil, chain: [TLSStage.certificate(daysLeft: -4)])
        play.report(
            .tlsFailed(TLSFailure(.certificate([.selfSigned(subject: "CN=a")]), at: .certificate, facts: facts)))
        let lines = text(play.session.tlsPage)
        #expect(lines.first == "# No TLS")
        #expect(lines.contains { $0.hasPrefix("failed|Could not verify") && $0.hasSuffix("error") })
        #expect(lines.contains { $0.hasPrefix("try|") })
        #expect(lines.contains("subject|CN=mail.example.net|note"))
        #expect(lines.contains { $0.hasPrefix("valid to|1970-01-08, expired 3 days ago|error") })
        play.connect("mail.example.net")
        #expect(!text(play.session.tlsPage).contains { $0.contains("CN=") }, "a new connection begins anew")
    }

    @Test("An override shows each problem in red, and the page stays after the end")
    func overridden() {
        var play = Play.implicit(TLSStage.facts(.implicit, .overridden([.selfSigned(subject: "CN=a"), .missing])))
        let red = play.session.tlsPage.sections[0].rows.filter { $0.level == .error }
        #expect(red.count == 3 && red[0].text.hasPrefix("NOT VERIFIED"))
        play.report(.closed(.byServer))
        #expect(play.session.tlsPage.sections[0].title == "Connection (it is closed)")
        #expect(play.session.status.tls == "none" && play.session.status.tlsLevel == .information)
    }

    @Test("A chain and a list of names without end are bounded")
    func bounded() {
        let names = (0..<5_000).map { CertificateFacts.AlternativeName.dns("h\($0).example.net") }
        let chain = Array(repeating: TLSStage.certificate(names: names), count: 100)
        let play = Play.implicit(TLSStage.facts(.implicit, chain: chain))
        #expect(text(play.session.tlsPage).count < 1_000)
        #expect(text(play.session.tlsPage).contains("|and 4968 more|note"))
    }

    @Test(
        "An IPv6 address in a certificate is written as usual",
        arguments: [
            ([0x20, 0x01, 0x0D, 0xB8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1] as [UInt8], "IP 2001:db8::1"),
            (Array(repeating: 0, count: 16), "IP ::"),
            (Array(repeating: 1, count: 16), "IP 101:101:101:101:101:101:101:101"),
            ([1, 2, 3], "IP 01:02:03"),
        ])
    func addresses(bytes: [UInt8], text expected: String) {
        let play = Play.implicit(TLSStage.facts(.implicit, chain: [TLSStage.certificate(names: [.address(bytes)])]))
        #expect(text(play.session.tlsPage).contains("names|\(expected)|note"))
    }

    // MARK: Files

    @Test(":tls pem writes the chain, and the outcome is told")
    func pem() throws {
        var play = Play.implicit(TLSStage.facts(.implicit, chain: [TLSStage.certificate(), TLSStage.certificate()]))
        let actions = play.type(":tls pem \"my chain.pem\"")
        guard case .save(let file, let number)? = actions.first(where: { if case .save = $0 { true } else { false } })
        else {
            Issue.record("nothing is saved")
            return
        }
        #expect(file.path == "my chain.pem" && file.purpose == "chain" && file.suffix == "pem")
        let text = String(decoding: file.bytes, as: UTF8.self)
        #expect(text.components(of: "-----BEGIN CERTIFICATE-----\n") == 2)
        #expect(text.utf8.split(separator: 0x0A).allSatisfy { $0.count <= 64 })
        #expect(!play.session.isQuiescent, "a pipe waits until it stands")
        play.handle(.saved(.saved(path: "my\u{1B} chain.pem"), number: number))
        #expect(play.said.last == "2 certificates were written to my\\x1B chain.pem.")
        #expect(play.session.isQuiescent)
        play.type(":tls pem")
        play.handle(.saved(.failed(message: "It is there already.", advice: "Name another."), number: number + 1))
        #expect(play.said.last == "It is there already. Name another.")
    }

    @Test(":tls pem without a certificate, and :practice ca")
    func otherFiles() {
        var play = Play()
        play.type(":tls pem")
        #expect(play.said.last?.contains("No server has shown a certificate") == true)
        let actions = play.type(":practice ca ca.pem")
        #expect(actions.contains { if case .savePracticeAuthority("ca.pem", _) = $0 { true } else { false } })
        play.handle(.saved(.saved(path: "ca.pem"), number: 1))
        #expect(play.said.last == "The certificate of the practice server's authority was written to ca.pem.")
    }
}

extension String {
    /// How often a text stands in it.
    fileprivate func components(of text: String) -> Int {
        let bytes = Array(utf8)
        let wanted = Array(text.utf8)
        guard bytes.count >= wanted.count else { return 0 }
        return (0...(bytes.count - wanted.count)).count { bytes[$0...].starts(with: wanted) }
    }
}
