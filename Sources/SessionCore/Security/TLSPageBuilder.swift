import SMTPProtocol
import SMTPReference

/// Lays out what is known of TLS, section by section.
struct TLSPageBuilder {
    typealias Row = FactPage.Row
    typealias Section = FactPage.Section

    let wording: TLSWording

    /// The page of a connection that has no TLS, or not yet.
    func page(withoutTLS isStarting: Bool, offersTLS: Bool) -> FactPage {
        let text =
            isStarting
            ? "the handshake is under way"
            : offersTLS
                ? "none: everyone on the way can read and change what is sent. The server offers STARTTLS: :starttls."
                : "none: everyone on the way can read and change what is sent."
        return FactPage(sections: [
            Section(title: "Connection", rows: [Row("TLS", text, level: isStarting ? .information : .warning)])
        ])
    }

    /// The page of a secured connection.
    func page(of facts: TLSFacts, isOver: Bool) -> FactPage {
        let title = isOver ? "Connection (it is closed)" : "Connection"
        return FactPage(sections: [Section(title: title, rows: rows(facts))] + certificates(facts.chain))
    }

    /// The page of a connection that could not be secured, with what was learnt.
    func page(of failure: TLSFailure) -> FactPage {
        let rows = [
            Row("failed", wording.what(failure), level: .error),
            Row("try", wording.advice(on: failure)),
        ]
        var sections = [Section(title: "No TLS", rows: rows)]
        if let facts = failure.facts {
            sections.append(Section(title: "What was learnt", rows: self.rows(facts)))
            sections += certificates(facts.chain)
        }
        return FactPage(sections: sections)
    }

    // MARK: The connection

    private func rows(_ facts: TLSFacts) -> [Row] {
        [version(facts.version)]
            + [cipherSuite(facts.cipherSuite), keyExchange(facts.group)].compactMap(\.self)
            + verification(facts)
            + [
                Row("began", facts.origin == .startTLS ? "after STARTTLS" : "with the first byte"),
                Row("ALPN", facts.applicationProtocol.map(wording.name) ?? "none"),
                Row("SNI", facts.serverNameSent.map(wording.name) ?? noServerName),
                Row("handshake", Latency.text(facts.handshakeNanoseconds)),
                Row("our certificate", clientCertificate(facts.clientCertificate)),
                Row("channel binding", bindings(facts)),
            ]
    }

    private func version(_ version: TLSVersion?) -> Row {
        guard let version else { return Row("version", "not agreed on") }
        guard version < .tls12 else { return Row("version", version.name) }
        return Row("version", "\(version.name), retired by RFC 8996", level: .warning)
    }

    private func cipherSuite(_ number: UInt16?) -> Row? {
        guard let number else { return nil }
        let entry = wording.tables.tlsCipherSuite(number)
        let text = "\(wording.cipherSuite(number)) (\(TLSWording.hexadecimal(number)))"
        return Row("cipher suite", text + Self.judgement(entry?.strength), level: Self.level(entry?.strength))
    }

    private func keyExchange(_ number: UInt16?) -> Row? {
        guard let number else { return nil }
        let strength = wording.tables.tlsGroup(number)?.strength
        return Row("key exchange", wording.group(number) + Self.judgement(strength), level: Self.level(strength))
    }

    private static func judgement(_ strength: TLSStrength?) -> String {
        switch strength {
        case .strong, nil: ""
        case .acceptable: ", acceptable"
        case .weak: ", weak"
        }
    }

    private static func level(_ strength: TLSStrength?) -> Level {
        switch strength {
        case .strong, .acceptable, nil: .information
        case .weak: .warning
        }
    }

    private func verification(_ facts: TLSFacts) -> [Row] {
        switch facts.verification {
        case .overridden(let problems) where !problems.isEmpty:
            let first = Row("server", "NOT VERIFIED (--insecure, for this connection only)", level: .error)
            return [first] + problems.map { Row("", wording.problem($0), level: .error) }
        case .pinned(let ignored):
            let first = Row("server", "its key is one that --pin names")
            return [first] + ignored.map { Row("", "not counted: \(wording.problem($0))") }
        case .verified, .overridden:
            return [Row("server", wording.verification(facts))]
        case nil:
            return [Row("server", "not verified: the handshake did not come that far", level: .warning)]
        }
    }

    private var noServerName: String {
        guard case .text(let text) = wording.request.target else { return "none" }
        let parts = TargetParts(text)
        if parts.isSocket { return "none: the target is a socket" }
        return parts.isAddress ? "none: the target is an IP address" : "none"
    }

    private func clientCertificate(_ certificate: TLSFacts.ClientCertificate) -> String {
        switch certificate {
        case .notRequested: "not asked for"
        case .notSent: "asked for, and none was sent (--cert FILE --key FILE)"
        case .sent(let subject): "sent: \(wording.name(subject))"
        }
    }

    private func bindings(_ facts: TLSFacts) -> String {
        let kinds = [
            facts.exporter != nil ? "tls-exporter" : nil, facts.serverEndPoint != nil ? "tls-server-end-point" : nil,
        ].compactMap(\.self)
        return kinds.isEmpty ? "none" : kinds.joined(separator: ", ")
    }

    // MARK: The certificates

    private func certificates(_ chain: [CertificateFacts]) -> [Section] {
        let builder = CertificateRows(wording: wording)
        return chain.prefix(CertificateRows.maximumCertificates).enumerated().map { index, certificate in
            let whose = index == 0 ? "the server's own" : certificate.isSelfSigned ? "a root" : "an authority's"
            return Section(
                title: "Certificate \(index + 1) of \(chain.count): \(whose)", rows: builder.rows(certificate))
        }
    }
}
