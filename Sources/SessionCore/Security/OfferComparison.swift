import SASL
import SMTPProtocol
import SafeText

/// What a server offers under TLS, compared with what it had offered in the clear: keyword by keyword, and with a warning where
/// something was lost.
/// - SeeAlso: RFC 3207 §4.2
struct OfferComparison {
    /// The most keywords that get a remark of their own.
    static let maximumRemarks = 16

    let wording: TLSWording

    /// The remarks on the second reply to EHLO.
    func remarks(from before: CapabilitySet, to after: CapabilitySet) -> [Remark] {
        let changes = before.changes(to: after)
        guard !changes.isEmpty else {
            return [Remark(.information, .state, "The server offers the same as before TLS.")]
        }
        // What was lost comes first, so that a flood of new keywords cannot push it out.
        let all = changes.map { remark(on: $0, before, after) }
        var remarks = all.filter { $0.level != .information } + all.filter { $0.level == .information }
        let rest = remarks.count - Self.maximumRemarks
        if rest > 0 {
            remarks.removeLast(rest)
            remarks.append(
                Remark(.information, .state, "\(TLSWording.count(rest, "more keyword")) changed with TLS."))
        }
        return remarks
    }

    private func remark(on change: CapabilityChange, _ before: CapabilitySet, _ after: CapabilitySet) -> Remark {
        switch change {
        case .added(let capability):
            return Remark(.information, .state, "New with TLS: \(wording.name(capability.written)).")
        case .removed(let capability) where capability.keyword == "STARTTLS":
            return Remark(.information, .state, "Gone with TLS: STARTTLS, as it should be.")
        case .removed(let capability):
            return Remark(
                .warning, .state,
                "Gone with TLS: \(wording.name(capability.written)). A server seldom offers less when it is encrypted; "
                    + "the offer in the clear may have been made up.")
        case .changed(let old, _) where old.keyword == "AUTH":
            return authRemark(before.authMechanisms, after.authMechanisms)
        case .changed(let old, let new):
            return Remark(
                .information, .state,
                "Changed with TLS: \(wording.name(old.written)) is now \(wording.name(new.written)).")
        }
    }

    private func authRemark(_ before: [String], _ after: [String]) -> Remark {
        let lost = before.filter { !after.contains($0) }
        let gained = after.filter { !before.contains($0) }
        var text = "Changed with TLS: AUTH"
        if !lost.isEmpty { text += " lost \(names(lost))" }
        if !gained.isEmpty { text += "\(lost.isEmpty ? "" : " and") got \(names(gained))" }
        if lost.isEmpty, gained.isEmpty { text += " lists the same mechanisms in another way" }
        text += "."
        if let old = strongest(before), strongest(after).map({ $0 > old }) ?? true {
            text += " The strongest mechanism is weaker than the one offered in the clear."
        }
        return Remark(lost.isEmpty ? .information : .warning, .state, text)
    }

    private func names(_ mechanisms: [String]) -> String {
        wording.name(mechanisms.prefix(TLSWording.maximumNames).joined(separator: " "))
    }

    /// The place of the strongest known mechanism among all, strongest first; nil when none is known.
    private func strongest(_ names: [String]) -> Int? {
        Mechanism.allCases.firstIndex { names.contains($0.name) }
    }
}

extension Capability {
    /// The keyword and its words, as text that must still be escaped.
    fileprivate var written: String {
        ([keyword] + words.map { String(decoding: $0, as: UTF8.self) }).joined(separator: " ")
    }
}
