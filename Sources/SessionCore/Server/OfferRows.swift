import SMTPProtocol
import SMTPReference
import SafeText

/// What a server offers, keyword by keyword: what it means, what one can do with it, and where that is written.
struct OfferRows {
    /// The most keywords that are explained.
    static let maximumKeywords = 100
    /// The most mechanisms of AUTH that are explained.
    static let maximumMechanisms = 12
    /// The most bytes of a server's word that are shown.
    static let maximumWord = 40
    /// The most bytes of a server's line that are shown.
    static let maximumLine = 160

    let tables: ReferenceTables
    let style: EscapeStyle

    /// The rows of an offer.
    func rows(of offer: ServerRecord.Offer) -> [FactPage.Row] {
        guard let capabilities = offer.capabilities else {
            return [FactPage.Row("\(offer.verb.name)", "HELO tells of no extensions. EHLO asks for them.")]
        }
        guard !capabilities.all.isEmpty else { return [FactPage.Row("nothing", "The server offers no extension.")] }
        var rows: [FactPage.Row] = []
        var seen: Set<String> = []
        for capability in capabilities.all.prefix(Self.maximumKeywords) {
            let isRepeated = !seen.insert(capability.keyword + (isOldForm(capability) ? "=" : "")).inserted
            rows += self.rows(of: capability, in: offer, isRepeated: isRepeated)
        }
        let rest = capabilities.all.count - Self.maximumKeywords
        if rest > 0 {
            rows.append(FactPage.Row("...", "and \(Counted.text(UInt64(rest), "more keyword"))", level: .warning))
        }
        if capabilities.isTruncated {
            rows.append(
                FactPage.Row("...", "The server offered more than is kept; the rest is left out.", level: .warning))
        }
        return rows
    }

    private func rows(
        of capability: Capability, in offer: ServerRecord.Offer, isRepeated: Bool
    ) -> [FactPage.Row] {
        let keyword = shown(capability.keyword.utf8, Self.maximumWord)
        let label = isOldForm(capability) ? "AUTH=" : keyword
        let entry = tables.extensionEntry(for: label)
        var rows = [
            FactPage.Row(
                label, entry?.whatItOffers ?? "unknown here, and not registered with IANA",
                level: entry == nil ? .warning : .information)
        ]
        if entry == nil || !capability.words.isEmpty, capability.keyword != "AUTH" {
            let line = shown(Array(capability.words.joined(separator: [0x20])), Self.maximumLine)
            if !line.isEmpty { rows.append(FactPage.Row("", "it says: \(line)")) }
        }
        if let entry {
            if let use = use(entry) { rows.append(FactPage.Row("", use)) }
            if let remark = remark(on: entry.status) { rows.append(remark) }
        }
        if isRepeated { rows.append(FactPage.Row("", "The server says this keyword twice.", level: .warning)) }
        if capability.keyword == "AUTH" { rows += mechanisms(capability, in: offer) }
        if capability.keyword == "STARTTLS", offer.isEncrypted {
            rows.append(
                FactPage.Row(
                    "", "offered although the connection is encrypted, which RFC 3207 §4.2 forbids", level: .warning))
        }
        return rows
    }

    /// `gives BDAT · MAIL FROM … BODY=BINARYMIME · RFC 3030 §3`
    private func use(_ entry: ExtensionEntry) -> String? {
        var parts: [String] = []
        if !entry.verbs.isEmpty { parts.append("gives " + entry.verbs.map(\.name).joined(separator: ", ")) }
        if let text = entry.mailParameters { parts.append("MAIL … \(text)") }
        if let text = entry.rcptParameters { parts.append("RCPT … \(text)") }
        if let text = entry.otherParameters { parts.append(text) }
        parts.append(entry.source)
        return parts.joined(separator: " · ")
    }

    private func remark(on status: ExtensionEntry.Status) -> FactPage.Row? {
        switch status {
        case .standard, .base, .registered: nil
        case .experimental: FactPage.Row("", "an experiment, on no standards track")
        case .draft: FactPage.Row("", "only a draft describes it")
        case .vendor: FactPage.Row("", "a vendor's own, not registered with IANA")
        case .obsolete: FactPage.Row("", "obsolete: not to be used any more", level: .warning)
        }
    }

    private func mechanisms(_ capability: Capability, in offer: ServerRecord.Offer) -> [FactPage.Row] {
        var rows: [FactPage.Row] = []
        let names = capability.words.map { String(decoding: $0.map { $0.uppercasedASCII }, as: UTF8.self) }
        for name in names.prefix(Self.maximumMechanisms) {
            let what = tables.mechanismEntry(for: name)?.whatItIs ?? "a mechanism that is unknown here"
            rows.append(FactPage.Row("", "\(shown(name.utf8, Self.maximumWord)): \(what)"))
        }
        let rest = names.count - Self.maximumMechanisms
        if rest > 0 {
            rows.append(FactPage.Row("", "and \(Counted.text(UInt64(rest), "more mechanism"))", level: .warning))
        }
        if names.isEmpty {
            rows.append(FactPage.Row("", "no mechanism is named, so none can be used", level: .warning))
        }
        let readable = names.filter { $0 == "PLAIN" || $0 == "LOGIN" }
        if !offer.isEncrypted, !readable.isEmpty {
            rows.append(
                FactPage.Row(
                    "",
                    "AUTH without TLS: with \(readable.joined(separator: " and ")) everyone on the way can read the password.",
                    level: .warning))
        }
        return rows
    }

    /// `AUTH=LOGIN`, the form from before RFC 2554, which is read like the new one.
    private func isOldForm(_ capability: Capability) -> Bool {
        capability.text.count > 4 && capability.keyword == "AUTH" && capability.text[4] == UInt8(ascii: "=")
    }

    /// What changed from one offer to the next, the losses first.
    func changes(from before: CapabilitySet, to after: CapabilitySet) -> [FactPage.Row] {
        let rows = before.changes(to: after).map(row)
        guard !rows.isEmpty else { return [FactPage.Row("nothing", "The offer is the same.")] }
        let sorted = rows.filter { $0.level != .information } + rows.filter { $0.level == .information }
        let rest = sorted.count - OfferComparison.maximumRemarks
        return sorted.prefix(OfferComparison.maximumRemarks)
            + (rest > 0 ? [FactPage.Row("...", "and \(Counted.text(UInt64(rest), "more change"))")] : [])
    }

    private func row(_ change: CapabilityChange) -> FactPage.Row {
        switch change {
        case .added(let capability): return FactPage.Row("new", text(capability))
        case .removed(let capability) where capability.keyword == "STARTTLS":
            return FactPage.Row("gone", "STARTTLS, as it should be under TLS")
        case .removed(let capability): return FactPage.Row("gone", text(capability), level: .warning)
        case .changed(let old, let new): return FactPage.Row("changed", "\(text(old)) is now \(text(new))")
        }
    }

    private func text(_ capability: Capability) -> String { shown(capability.text, Self.maximumLine) }

    /// A server's words, escaped and cut.
    private func shown(_ bytes: some Collection<UInt8>, _ most: Int) -> String {
        let text = Sanitizer.escape(Array(bytes.prefix(most)), style: style)
        return bytes.count > most ? text + "..." : text
    }
}

extension UInt8 {
    fileprivate var uppercasedASCII: UInt8 { (0x61...0x7A).contains(self) ? self - 0x20 : self }
}
