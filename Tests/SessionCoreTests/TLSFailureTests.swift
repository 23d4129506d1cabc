import SMTPProtocol
import SessionCore
import TestSupport
import Testing

@Suite("Connections that cannot be secured")
struct TLSFailureTests {
    /// A connection with TLS from the first byte that fails so.
    private func failed(
        _ reason: TLSFailure.Reason, at stage: TLSFailure.Stage = .certificate, facts: TLSFacts? = nil,
        target: String = "mail.example.net:465", attendance: Session.Attendance = .interactive
    ) -> Play {
        var play = Play(attendance)
        play.connect(target)
        play.report(.securing(serverNameSent: "mail.example.net"))
        play.report(.tlsFailed(TLSFailure(reason, at: stage, facts: facts)))
        play.report(.closed(.byUs))
        return play
    }

    // MARK: Certificates

    private static let day = TLSStage.day
    private static let now = TLSStage.now

    @Test(
        "CT09: each problem of a certificate has its own words and the way on",
        arguments: [
            (
                CertificateProblem.expired(subject: "CN=a", notAfter: now - 3 * day - 5),
                "expired 3 days ago (1970-01-09)", "--insecure"
            ),
            (.expired(subject: "CN=a", notAfter: now - 5), "expired less than a day ago (1970-01-12)", "--insecure"),
            (.notYetValid(subject: "CN=a", notBefore: now + 2 * day), "begins in 2 days (1970-01-14)", "clock"),
            (
                .wrongName(asked: "mail.example.net", names: ["*.example.org", "mx.example.org"]),
                "is for *.example.org, mx.example.org, not for mail.example.net", ":connect mx.example.org:465"
            ),
            (.noName(asked: "mail.example.net", commonName: "mail.example.net"), "does not count", "--insecure"),
            (.selfSigned(subject: "CN=a"), "signed with its own key", "--ca FILE"),
            (.unknownAuthority(issuer: "CN=Evil CA"), "issued by CN=Evil CA", "--ca FILE"),
            (
                .wrongPin(found: "q6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s="), "has the pin q6ur",
                "--pin q6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s="
            ),
            (.invalid("bad signature"), "bad signature", "--insecure"),
            (.missing, "showed no certificate", "--insecure"),
        ])
    func problems(problem: CertificateProblem, words: String, advice: String) throws {
        let play = failed(.certificate([problem]), attendance: .unattended)
        let said = try #require(play.said.last)
        #expect(said.hasPrefix("Could not verify mail.example.net: "))
        #expect(said.contains(words), "\(said)")
        #expect(said.contains(advice), "\(said)")
        #expect(said.contains(":connect mail.example.net:465 --insecure looks anyway"))
        #expect(play.actions.closes)
        #expect(play.session.exitCode == .notPermitted)
        #expect(play.sent.isEmpty)
    }

    @Test("CT09: several problems are all named, and the pin that was found is offered")
    func several() {
        let play = failed(
            .certificate([.selfSigned(subject: "CN=a"), .expired(subject: "CN=a", notAfter: 0)]),
            facts: TLSStage.facts(.implicit, nil))
        #expect(play.said.last?.contains("own key") == true)
        #expect(play.said.last?.contains("expired 11 days ago (1970-01-01)") == true)
        #expect(play.said.last?.contains("--pin q6urq6ur") == true)
        #expect(play.session.status.tls == "none")
        #expect(play.session.status.phase == .closed("failed"))
    }

    @Test("A date that no calendar has is no trap", arguments: [Int64.min, .max])
    func extremes(seconds: Int64) {
        let play = failed(
            .certificate([
                .expired(subject: "", notAfter: seconds), .notYetValid(subject: "", notBefore: seconds),
            ]), facts: TLSStage.facts(.implicit, nil, chain: [extreme(seconds)]))
        #expect(play.said.last?.contains("Could not verify") == true)
        #expect(!play.session.tlsPage.sections.isEmpty)
    }

    private func extreme(_ seconds: Int64) -> CertificateFacts {
        CertificateFacts(subject: "", issuer: "", notBefore: seconds, notAfter: seconds)
    }

    // MARK: The override

    @Test("CT09: --insecure connects, says in red why it should not, and holds for this connection only")
    func overridden() throws {
        let problem = CertificateProblem.expired(subject: "CN=mail.example.net", notAfter: Self.now - 3 * Self.day - 5)
        var play = Play.implicit(
            TLSStage.facts(.implicit, .overridden([problem])), options: " --tls implicit --insecure")
        #expect(play.session.status.tls == "TLSv1.3 NOT VERIFIED")
        #expect(play.session.status.tlsLevel == .error)
        let note = try #require(
            play.entries.compactMap { if case .connection(let note) = $0.kind { note } else { nil } }.last)
        #expect(note.event == .securedUnverified && note.level == .error)
        #expect(note.text.contains("expired 3 days ago (1970-01-09)"))
        #expect(note.text.contains("this connection only"))
        #expect(play.session.hint(for: Array("AUTH PLAIN".utf8)).advice.contains { $0.text.contains("not verified") })
        play.type(":reconnect")
        #expect(play.lastRequest?.tls.isInsecure == true, "the request is repeated as it was")
        play.connect("mail.example.net")
        #expect(play.session.status.tls == "none" && play.session.status.tlsLevel == .information)
        #expect(play.lastRequest?.tls.isInsecure == false, "another request is another matter")
    }

    @Test("An override that was not needed is no alarm, and a pin is called a pin")
    func unneeded() {
        let play = Play.implicit(TLSStage.facts(.implicit, .overridden([])), options: " --insecure")
        #expect(play.session.status.tls == "TLSv1.3 cert OK 61d" && play.session.status.tlsLevel == .information)
        #expect(play.said.contains { $0.contains("--insecure was not needed") })
        let pinned = Play.implicit(
            TLSStage.facts(.implicit, .pinned(ignoring: [.selfSigned(subject: "CN=a")]), version: .tls12))
        #expect(pinned.session.status.tls == "TLSv1.2 pinned" && pinned.session.status.tlsLevel == .information)
    }

    @Test("An end that is near, and an old version, are warned about")
    func warnings() {
        let soon = TLSStage.facts(.implicit, chain: [TLSStage.certificate(daysLeft: 20)])
        let play = Play.implicit(soon)
        #expect(play.session.status.tls == "TLSv1.3 cert OK 20d" && play.session.status.tlsLevel == .warning)
        #expect(play.said.contains { $0.contains("ends in 20 days (1970-02-01)") })
        let old = Play.implicit(TLSStage.facts(.implicit, version: .tls10))
        #expect(old.said.contains { $0.contains("RFC 8996") })
        #expect(old.session.status.tlsLevel == .warning)
    }

    // MARK: Injection

    @Test("CT03: bytes behind the 220 are shown as injected, nothing of them is believed, and the connection is closed")
    func injection() throws {
        var play = Play.offering(.unattended)
        play.type("STARTTLS")
        play.server("220 go␍␊")
        let replies = play.replies.count
        let injected = "250-evil\u{1B}[2J␍␊250 AUTH PLAIN␍␊".wire
        let actions = play.report(.tlsFailed(TLSFailure(.injection(injected), at: .start)))
        play.report(.closed(.byUs))
        #expect(actions.closes && actions.sentText.isEmpty)
        #expect(play.replies.count == replies, "they are no reply")
        #expect(play.session.machine.capabilities == nil)
        #expect(play.said.contains { $0.contains("250 AUTH PLAIN") && $0.contains("30 bytes") }, "\(play.said)")
        #expect(play.said.last?.contains("Somebody on the way may have put these bytes there") == true)
        #expect(play.said.last?.contains("CVE-2021-22947") == true)
        #expect(!play.everything.contains("\u{1B}"))
        #expect(play.session.exitCode == .notPermitted)
        #expect(play.sent == "EHLO lab.example.org␍␊STARTTLS␍␊")
    }

    @Test("CT04: a partial line behind the 220 is the same, and a flood of it is cut")
    func partialInjection() {
        for bytes in ["2".wire, Array(repeating: UInt8(ascii: "A"), count: 100_000)] {
            var play = Play.offering()
            play.type("STARTTLS")
            play.server("220 go␍␊")
            play.report(.tlsFailed(TLSFailure(.injection(bytes), at: .start)))
            #expect(play.said.last?.contains("CVE-2021-22947") == true)
            #expect(play.said.allSatisfy { $0.utf8.count < 1_000 })
        }
    }

    @Test("CT03: an answer that was there before STARTTLS was sent is an injection, too")
    func earlyAnswer() {
        var play = Play.offering()
        play.type("STARTTLS")
        play.report(.tlsFailed(TLSFailure(.injection([]), at: .start)))
        #expect(play.said.last?.contains("there before STARTTLS was sent") == true)
        #expect(play.actions.closes)
    }

    // MARK: Other reasons

    private static let reasons: [(TLSFailure.Reason, String, String, ExitCode)] = [
        (.alert(40), "handshake_failure", "", .notPermitted),
        (.alert(70), "protocol_version", "--tls-min 1.0", .notPermitted),
        (.alert(250), "not registered", "", .notPermitted),
        (.plaintext("220 mx ESMTP␍␊".wire), "220 mx ESMTP", "--tls starttls", .protocolViolation),
        (
            .versionTooOld(offered: .tls10, minimum: .tls12), "nothing newer than TLSv1.0", "--tls-min 1.0",
            .notPermitted
        ),
        (.versionTooOld(offered: nil, minimum: .tls13), "TLSv1.3 is the oldest", "--tls-min 1.0", .notPermitted),
        (.timedOut(seconds: 20), "within 20 s", "", .temporaryFailure),
        (.closed, "closed the connection", "", .temporaryFailure),
        (.broken("reset by peer"), "reset by peer", ":reconnect", .temporaryFailure),
        (.unusable("no PEM in /tmp/x"), "no PEM in /tmp/x", "PEM", .usage),
        (.other("SSL_R_ODD"), "SSL_R_ODD", ":tls", .notPermitted),
    ]

    @Test("Each reason says what happened, and the way on", arguments: reasons.indices)
    func otherReasons(index: Int) throws {
        let (reason, words, advice, code) = Self.reasons[index]
        let play = failed(reason, at: .clientHello, attendance: .unattended)
        let said = try #require(play.said.last)
        #expect(said.contains(words) && said.contains(advice), "\(said)")
        #expect(said.contains("The connection was closed."))
        #expect(play.session.exitCode == code)
    }

    @Test("Each stage of a handshake has its own words")
    func stages() {
        let said = TLSFailure.Stage.allCases.map { failed(.closed, at: $0).said.last ?? "" }
        #expect(Set(said).count == TLSFailure.Stage.allCases.count)
    }

    @Test("CT19: plain text on a port that should begin with TLS is told, with the commands that would work")
    func plaintext() {
        let play = failed(.plaintext("220 mx ESMTP␍␊".wire), at: .clientHello)
        #expect(play.said.last?.contains("220 mx ESMTP") == true)
        #expect(
            play.said.last?.contains(":connect mail.example.net:465 --tls starttls, or :connect mail.example.net:25")
                == true)
        let silent = failed(.timedOut(seconds: 20), at: .clientHello)
        #expect(silent.said.last?.contains("--tls starttls") == true)
    }

    @Test("CT19: TLS on a port that was talked to in the clear is told, with the command that would work")
    func tlsOnPlainPort() {
        var play = Play()
        play.connect("mail.example.net:2465 --timeout 5")
        let actions = play.server("␕␃␃␀␂␂F")
        #expect(actions.closes)
        #expect(play.said.last?.contains(":connect mail.example.net:2465 --timeout 5 --tls implicit") == true)
    }

    @Test("CT07: an end without close_notify inside a reply is told as a truncation, and the part is shown")
    func truncation() {
        var play = Play.upgraded()
        play.type("EHLO x")
        play.server("250-mail.example.net␍␊250 AUTH PL")
        play.report(.closed(.truncated))
        #expect(play.lastReplyEntry?.has(.partial) == true)
        #expect(play.lastReplyEntry?.reply?.reply.bytes == "250-mail.example.net␍␊250 AUTH PL".wire)
        #expect(play.said.last?.contains("close_notify") == true)
        #expect(play.session.status.phase == .closed("cut off"))
    }

    @Test("CT15: ESC in a certificate, an alert, an error or a path is escaped wherever it is shown")
    func hostileText() {
        let evil = "CN=x\u{1B}[2J\u{202E}"
        let certificate = TLSStage.certificate(
            subject: evil, issuer: evil, names: [.dns("good\0.evil\u{1B}"), .email(evil), .uri(evil), .other(evil)])
        let problems: [CertificateProblem] = [
            .expired(subject: evil, notAfter: 0), .notYetValid(subject: evil, notBefore: .max),
            .wrongName(asked: evil, names: [evil]), .noName(asked: evil, commonName: evil), .selfSigned(subject: evil),
            .unknownAuthority(issuer: evil), .wrongPin(found: evil), .invalid(evil),
        ]
        var facts = TLSStage.facts(.implicit, .overridden(problems), chain: [certificate])
        facts.applicationProtocol = evil
        facts.serverNameSent = evil
        facts.clientCertificate = .sent(subject: evil)
        var plays = [Play.implicit(facts, options: " --insecure")]
        facts.verification = .verified(anchor: evil, trust: .file(path: evil))
        plays.append(Play.implicit(facts))
        facts.verification = .pinned(ignoring: problems)
        plays.append(Play.implicit(facts))
        let reasons: [TLSFailure.Reason] = [
            .certificate(problems), .plaintext(Array(evil.utf8)), .broken(evil), .unusable(evil), .other(evil),
            .injection(Array(evil.utf8)),
        ]
        plays += reasons.map { failed($0, facts: facts, target: "mail.example.net:465 --ca \"\\x1B[2J\"") }
        for play in plays {
            let page = String(describing: play.session.tlsPage) + play.session.announcement(of: .showTLS).joined()
            for text in [play.words, page, play.session.status.tls] {
                #expect(!text.utf8.contains { $0 < 0x20 && $0 != 0x0A } && !text.unicodeScalars.contains("\u{202E}"))
            }
        }
    }
}
