import SMTPProtocol
import SMTPReference
import SafeText

/// Lays out what is known of a server.
struct ServerPageBuilder {
    /// The most bytes of a greeting that are shown.
    static let maximumGreeting = 300

    let record: ServerRecord
    let transcript: Transcript
    let tables: ReferenceTables
    let style: EscapeStyle
    /// How the connection ended; nil while it stands.
    let ending: String?

    private typealias Row = FactPage.Row
    private var offerRows: OfferRows { OfferRows(tables: tables, style: style) }

    func page() -> FactPage {
        var sections = [FactPage.Section(title: ending.map { "Server (\($0))" } ?? "Server", rows: who)]
        guard record.greeting != nil else { return FactPage(sections: sections) }
        sections.append(FactPage.Section(title: "Software (a guess)", rows: software))
        guard let offer = record.offers.last else {
            sections.append(
                FactPage.Section(
                    title: "What it offers", rows: [Row("not known", "EHLO your.name asks what the server can do.")]))
            return FactPage(sections: sections)
        }
        sections.append(FactPage.Section(title: "Limits", rows: limits(offer)))
        sections += changes
        sections.append(
            FactPage.Section(title: "What it offers, \(offer.moment)", rows: offerRows.rows(of: offer)))
        return FactPage(sections: sections)
    }

    // MARK: Who answered

    private var who: [Row] {
        var rows = [Row("address", record.address.isEmpty ? "not connected yet" : record.address)]
        guard let entry = record.greeting.flatMap({ transcript[$0] }), let received = entry.reply else {
            return rows + [Row("greeting", "none yet")]
        }
        let text = greetingText(received.reply)
        let name = text.prefix { $0 != 0x20 }
        rows.append(Row("name", shown(name)))
        if let other = record.offers.last?.capabilities?.domain, !other.isEmpty, !same(other, name) {
            rows.append(Row("", "in its reply to \(helloName) it calls itself \(shown(other))"))
        }
        rows.append(Row("greeting", shown(text)))
        if let latency = received.latency { rows.append(Row("greeted after", Latency.text(latency))) }
        rows.append(Row("speaks", language))
        return rows
    }

    private var helloName: String { record.offers.last?.verb.name ?? "EHLO" }

    /// The text of the greeting's first line, behind its code.
    private func greetingText(_ reply: Reply) -> [UInt8] {
        reply.lines.isEmpty ? Array(reply.bytes) : Array(reply.text(ofLine: 0))
    }

    private func same(_ one: some Collection<UInt8>, _ other: some Collection<UInt8>) -> Bool {
        Verb(ascii: Array(one)) == Verb(ascii: Array(other))
    }

    private var language: String {
        switch record.offers.last?.verb {
        case .lhlo?: "LMTP: one verdict for each recipient"
        case .helo?: "SMTP, as HELO asks for: no extensions"
        case .some: "ESMTP: SMTP with extensions"
        case nil: "not known before EHLO"
        }
    }

    // MARK: Software

    private var software: [Row] {
        let guess = SoftwareGuess(evidence, tables: tables)
        guard let best = guess.candidates.first else {
            return [Row("not known", "Nothing that it said is typical of a software that is known here.")]
        }
        let isSure = best.reasons.contains(where: \.isSure)
        var rows = [Row(isSure ? "probably" : "perhaps", best.software)]
        for (index, reason) in best.reasons.enumerated() {
            rows.append(Row(index == 0 ? "because" : "", "\(place(reason.place)): \(shown(reason.line))"))
        }
        let others = guess.candidates.dropFirst().prefix(3).map(\.software)
        if !others.isEmpty { rows.append(Row("or else", others.joined(separator: ", "))) }
        return rows
    }

    private func place(_ place: SoftwareEntry.Place) -> String {
        switch place {
        case .greeting: "its greeting"
        case .hello: "its reply to \(helloName)"
        case .reply: "its words"
        }
    }

    /// The lines that were remembered, each cut to what a pattern looks at.
    private var evidence: [(place: SoftwareEntry.Place, line: [UInt8])] {
        record.samples.flatMap { sample -> [(place: SoftwareEntry.Place, line: [UInt8])] in
            guard let reply = transcript[sample.entry]?.reply?.reply else { return [] }
            let place: SoftwareEntry.Place =
                switch sample.stage {
                case .greeting: .greeting
                case .command(.ehlo), .command(.lhlo), .command(.helo): .hello
                case .any, .unsolicited, .command, .saslResponse, .endOfData, .lastChunk, .recipientOutcome: .reply
                }
            return reply.lines.indices.prefix(SoftwareGuess.maximumLines).map { index in
                let line = reply.verbatim(line: index).prefix(SoftwareGuess.maximumLine)
                return (place, Array(line.prefix { $0 != 0x0D && $0 != 0x0A }))
            }
        }
    }

    // MARK: Limits

    private func limits(_ offer: ServerRecord.Offer) -> [Row] {
        guard let capabilities = offer.capabilities else {
            return [Row("not said", "EHLO asks for them, HELO does not.")]
        }
        var rows = [Row("message", messageSize(capabilities))]
        let limits = capabilities.limits
        rows.append(
            Row(
                "recipients",
                limits?.recipients.map { "\(Counted.number($0)) for a message (LIMITS RCPTMAX)" }
                    ?? "not said; at least 100 by RFC 5321 §4.5.3.1.8"))
        if let most = limits?.recipientDomains {
            rows.append(
                Row("domains", "\(Counted.number(most)) among the recipients of a message (LIMITS RCPTDOMAINMAX)"))
        }
        if let most = limits?.messages {
            rows.append(Row("messages", "\(Counted.number(most)) in one session (LIMITS MAILMAX)"))
        }
        if let most = number("FUTURERELEASE", capabilities) {
            rows.append(Row("holds mail for", "\(HumanUnits.seconds(most)) at most (FUTURERELEASE)"))
        }
        if let least = number("DELIVERBY", capabilities), least > 0 {
            rows.append(Row("delivers within", "\(HumanUnits.seconds(least)) at the earliest (DELIVERBY)"))
        }
        return rows
    }

    private func messageSize(_ capabilities: CapabilitySet) -> String {
        guard let size = capabilities["SIZE"] else { return "not said: SIZE is not offered" }
        guard size.words.first != nil else { return "not said: SIZE without a number" }
        if let most = capabilities.maximumMessageSize { return HumanUnits.bytes(most) }
        return number("SIZE", capabilities) == 0
            ? "no fixed limit (SIZE 0)" : "not understood: \(shown(size.text))"
    }

    private func number(_ keyword: String, _ capabilities: CapabilitySet) -> UInt64? {
        guard let word = capabilities[keyword]?.words.first, word.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return UInt64(String(decoding: word, as: UTF8.self))
    }

    // MARK: Changes

    /// What appeared and vanished with TLS, a login, or another EHLO.
    private var changes: [FactPage.Section] {
        zip(record.offers, record.offers.dropFirst()).compactMap { before, after in
            guard let old = before.capabilities, let new = after.capabilities else { return nil }
            let cause =
                if before.isEncrypted != after.isEncrypted {
                    "with TLS"
                } else if before.isAuthenticated != after.isAuthenticated {
                    "with the login"
                } else {
                    "with another \(after.verb.name)"
                }
            let rows = offerRows.changes(from: old, to: new)
            // Another EHLO that brings nothing new is no news.
            if cause.hasPrefix("with another"), old.changes(to: new).isEmpty { return nil }
            return FactPage.Section(title: "What changed \(cause)", rows: rows)
        }
    }

    private func shown(_ bytes: some Collection<UInt8>) -> String {
        let text = Sanitizer.escape(Array(bytes.prefix(Self.maximumGreeting)), style: style)
        return bytes.count > Self.maximumGreeting ? text + "..." : text
    }
}
