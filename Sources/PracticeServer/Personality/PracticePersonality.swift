public import SMTPProtocol

/// What the practice server decides: it takes mail for its own domain only, knows a few people, and gives any reply that
/// an address asks for.
///
/// It never relays: there is no code that could.
public struct PracticePersonality: ServerPolicy {
    /// The only domain that mail is taken for, in lower case.
    public let domain: String
    /// Who has a mailbox.
    public let directory: Directory

    /// The domain of the practice server; `.test` is reserved and leads to no real host.
    /// - SeeAlso: RFC 6761 §6.2
    public static let practiceDomain = "practice.test"

    /// A personality for a domain and its people.
    public init(domain: String = Self.practiceDomain, directory: Directory = .classroom) {
        self.domain = domain.lowercased()
        self.directory = directory
    }

    // MARK: Paths

    /// Every sender is welcome, for nothing can be sent on; an own address may ask for a reply.
    public func decide(reversePath: MailPath) -> ServerDecision {
        let accepted = ReplySituation(
            .mailAccepted, 250, 2, 1, 0, "Sender \(ServerReply.quoted(reversePath.bytes)) accepted")
        guard case .mailbox(let mailbox) = reversePath, isOwn(mailbox.domain) else {
            return ServerDecision(accepted)
        }
        return requested(by: mailbox.unquotedLocalPart, accepting: accepted) ?? ServerDecision(accepted)
    }

    /// Known people and lists of the own domain, and addresses that ask for a reply.
    public func decide(forwardPath: MailPath) -> ServerDecision {
        let shown = ServerReply.quoted(forwardPath.bytes)
        let accepted = ReplySituation(.recipientAccepted, 250, 2, 1, 5, "Recipient \(shown) accepted")
        switch forwardPath {
        case .postmaster:
            return ServerDecision(accepted)
        case .null:
            return ServerDecision(
                ReplySituation(.nullRecipient, 501, 5, 1, 3, "<> is a sender only; a recipient has a name"))
        case .mailbox(let mailbox):
            guard isOwn(mailbox.domain) else {
                let text = "\(shown): relaying denied; this server takes mail for \(domain) only"
                return ServerDecision(ReplySituation(.relayDenied, 550, 5, 7, 1, text))
            }
            let localPart = mailbox.unquotedLocalPart
            if let decision = requested(by: localPart, accepting: accepted) { return decision }
            let name = String(decoding: localPart, as: UTF8.self)
            if directory.user(name) != nil || directory.list(name) != nil { return ServerDecision(accepted) }
            return ServerDecision(unknownUser(.userUnknown, shown))
        }
    }

    /// An address at another domain, where mail would have to be sent on.
    func isForeign(_ path: MailPath) -> Bool {
        guard case .mailbox(let mailbox) = path else { return false }
        return !isOwn(mailbox.domain)
    }

    private func requested(by localPart: [UInt8], accepting accepted: ReplySituation) -> ServerDecision? {
        guard let request = RequestedReply(localPart: localPart) else { return nil }
        switch request.outcome {
        case .accept: return ServerDecision(accepted, delay: request.delay)
        case .drop: return ServerDecision(reply: nil, delay: request.delay, closes: true)
        case .reply(let reply): return ServerDecision(reply: reply, delay: request.delay)
        }
    }

    private func unknownUser(_ name: ReplySituation.Name, _ shown: String) -> ReplySituation {
        let known = directory.users.prefix(2).map(\.name).joined(separator: " and ")
        return ReplySituation(
            name, 550, 5, 1, 1, "\(shown): User unknown" + (known.isEmpty ? "" : "; try \(known)"))
    }

    // MARK: Questions

    /// Says who a user is.
    public func verify(_ name: [UInt8]) -> ServerDecision {
        look(up: name, unknown: .verifyUnknown, elsewhere: .verifyElsewhere) { localPart in
            if let user = directory.user(localPart) {
                return ReplySituation(.verifyKnown, 250, 2, 1, 5, shown(user))
            }
            if directory.list(localPart) != nil {
                return ReplySituation(
                    .verifyKnown, 550, 5, 1, 0, "That is a mailing list, not a user; EXPN shows who is on it")
            }
            return nil
        }
    }

    /// Says who is on a list.
    public func expand(_ list: [UInt8]) -> ServerDecision {
        look(up: list, unknown: .expandUnknown, elsewhere: .expandElsewhere) { localPart in
            if let list = directory.list(localPart) {
                let members = list.members.map { name in directory.user(name).map(shown) ?? "<\(name)@\(domain)>" }
                let enhanced = EnhancedStatusCode(statusClass: 2, subject: 1, detail: 5)
                return ReplySituation(.expandKnown, ServerReply(250, enhanced: enhanced, lines: members))
            }
            if directory.user(localPart) != nil {
                return ReplySituation(
                    .expandUnknown, 550, 5, 1, 0, "That is a user, not a mailing list; VRFY shows who it is")
            }
            return nil
        }
    }

    private func look(
        up name: [UInt8], unknown: ReplySituation.Name, elsewhere: ReplySituation.Name,
        _ answer: (String) -> ReplySituation?
    ) -> ServerDecision {
        let address = Self.address(in: name)
        let at = address.lastIndex(of: UInt8(ascii: "@"))
        let localPart = Array(address[..<(at ?? address.endIndex)])
        if let at, !isOwn(Array(address[(at + 1)...])) {
            return ServerDecision(
                ReplySituation(elsewhere, 550, 5, 7, 1, "Only names at \(domain) are known here"))
        }
        let unknown = unknownUser(unknown, ServerReply.quoted(name))
        if let decision = requested(by: localPart, accepting: unknown) { return decision }
        return ServerDecision(answer(String(decoding: localPart, as: UTF8.self)) ?? unknown)
    }

    /// What stands between `<` and `>`, or all of it.
    private static func address(in name: [UInt8]) -> ArraySlice<UInt8> {
        guard let opening = name.lastIndex(of: UInt8(ascii: "<")), name.last == UInt8(ascii: ">") else {
            return name[...]
        }
        return name[(opening + 1)..<(name.endIndex - 1)]
    }

    private func shown(_ user: Directory.User) -> String { "\(user.fullName) <\(user.name)@\(domain)>" }

    private func isOwn(_ other: [UInt8]) -> Bool {
        String(decoding: other, as: UTF8.self).lowercased() == domain
    }

    // MARK: Delivery

    /// The mailboxes that a message to these paths goes into, each once, in the order of the paths.
    func mailboxes(for paths: [MailPath]) -> [String] {
        var names: [String] = []
        var seen: Set<String> = []
        for path in paths {
            let name: String
            switch path {
            case .null: continue
            case .postmaster: name = "postmaster"
            case .mailbox(let mailbox):
                let localPart = String(decoding: mailbox.unquotedLocalPart, as: UTF8.self).lowercased()
                // Bob elsewhere is not our bob.
                name =
                    isOwn(mailbox.domain)
                    ? localPart : "\(localPart)@" + String(decoding: mailbox.domain, as: UTF8.self).lowercased()
            }
            for member in directory.list(name)?.members ?? [name] where seen.insert(member).inserted {
                names.append(member)
            }
        }
        return names
    }
}
