import SMTPProtocol

/// What the TLS panel and the status line show.
extension Session {
    /// What is known of the TLS under the connection, or of the last one that could not be secured.
    public var tlsPage: FactPage {
        if let replay { return replay.tlsPage }
        guard let request = link?.request ?? lastRequest else {
            return FactPage(sections: [
                FactPage.Section(
                    title: "Connection",
                    rows: [FactPage.Row("TLS", "none: there was no connection yet. :connect HOST --tls starttls.")])
            ])
        }
        let builder = TLSPageBuilder(wording: tlsWording(request))
        switch tlsRecord {
        case .none:
            return builder.page(
                withoutTLS: link?.tls.isStarting == true, offersTLS: machine.capabilities?["STARTTLS"] != nil)
        case .secured(let facts): return builder.page(of: facts, isOver: link == nil)
        case .failed(let failure): return builder.page(of: failure)
        }
    }

    /// TLS in a few words for the status line: `TLSv1.3 cert OK 61d`.
    var tlsSummary: String {
        guard let link else { return "none" }
        switch link.tls {
        case .none: return "none"
        case .starting: return "starting"
        case .secured(let facts):
            let version = facts.version?.name ?? "TLS"
            switch facts.verification {
            case .pinned: return "\(version) pinned"
            case .overridden(let problems) where !problems.isEmpty: return "\(version) NOT VERIFIED"
            case .verified, .overridden:
                let days = facts.chain.first.flatMap { tlsWording(link.request).daysLeft($0) }
                return "\(version) cert OK\(days.map { " \($0)d" } ?? "")"
            case nil: return version
            }
        }
    }

    /// How much attention that wants: an error as long as nobody vouches for the server.
    var tlsLevel: Level {
        guard let link, let facts = link.tls.facts else { return .information }
        switch facts.verification {
        case .overridden(let problems) where !problems.isEmpty: return .error
        case .verified, .overridden, .pinned, nil:
            return tlsWording(link.request).warnings(facts).isEmpty ? .information : .warning
        }
    }
}
