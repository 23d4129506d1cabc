import SMTPProtocol
import SafeText

/// The safety switch: what has the server take a message is asked about first, and refused where nobody can be asked.
extension Session {
    /// Whether something that commits a message has to wait for the user's leave, or was refused; asks or says so.
    ///
    /// The caller knows that it commits: see `ClientMachine.wouldCommit(_:)`. After `true` it does nothing more; what is held
    /// is done by ``resume(_:)`` once the user says yes.
    mutating func mustAskBeforeCommitting(_ held: HeldLine) -> Bool {
        guard let link, !commitLeave.isGivenNow else { return false }
        switch settings.mode {
        case .free: return false
        case .normal: if isHere(link) || commitLeave.targets.contains(link.request.target) { return false }
        case .safe: break
        }
        guard attendance == .interactive else {
            refuseUnattended(to: hostName(link))
            return true
        }
        asking = .shown(.commit(held), "This commits \(messageName) at \(hostName(link)). Send it? yes/no> ")
        return true
    }

    /// The user said whether the message may be committed. Only a yes is a yes; at this question `:disconnect` and `:quit` are
    /// what they say, for in content no other line could drop the message.
    mutating func answeredCommit(_ held: HeldLine, with line: [UInt8]) {
        let answer = Array(line.trimmingBlanks())
        if answer.equals(ignoringCase: ":disconnect") || answer.equals(ignoringCase: ":quit") {
            keepDraft(of: held)
            typedExplorerCommand(answer)
            return
        }
        guard answer.equals(ignoringCase: "yes") || answer.equals(ignoringCase: "y") else {
            refuseCommit(held)
            return
        }
        if case .content = held, prompt.kind != .content {
            tell(.warning, "Nothing was sent: the server does not take content any more.")
            return
        }
        if settings.mode == .normal, let target = link?.request.target { commitLeave.targets.insert(target) }
        commitLeave.isGivenNow = true
        resume(held)
        commitLeave.isGivenNow = false
    }

    /// The user does not want the message to be committed. Everything stays as it is.
    mutating func refuseCommit(_ held: HeldLine) {
        let way =
            machine.state == .content
            ? "The content goes on with the next line, and a dot alone asks again; answer that with :disconnect to drop the message."
            : "The message is still open; RSET forgets it, and :disconnect drops it with the connection."
        tell(.information, "Nothing was committed. \(way)")
        keepDraft(of: held)
    }

    private mutating func refuseUnattended(to host: String) {
        fail(.notPermitted)
        closeLink(
            .closedByUs,
            "Nothing was committed: \(settings.mode.rawValue) mode asks before it commits \(messageName) at \(host), and nobody "
                + "is there to answer. The connection was closed, so the message is dropped. "
                + ":set mode free, as a line of its own before, sends without a question.")
        if leaving != .no { quit() }
    }

    /// `the message for 2 recipients`, as far as the replies tell.
    private var messageName: String {
        switch machine.transaction?.accepted.count ?? 0 {
        case 0: "the message"
        case 1: "the message for 1 recipient"
        case let count: "the message for \(count) recipients"
        }
    }

    private func hostName(_ link: Link) -> String {
        switch link.request.target {
        case .practice: "the practice server"
        case .text(let text):
            TargetParts(text).host.isEmpty ? link.request.label : Sanitizer.escape(TargetParts(text).host)
        }
    }

    /// Whether the server is on this machine, where a message does no harm that a question could prevent.
    private func isHere(_ link: Link) -> Bool {
        if case .practice = link.request.target { return true }
        return link.address.hasPrefix("unix:") || AddressLiteral.isLoopback(socketAddress: link.address)
    }
}
