import SMTPProtocol

/// The message that one connection is sending.
extension ConnectionHandler {
    /// Keeps a piece, if there is room for it: one room for all, so that more students do not need more memory.
    func keep(_ piece: [UInt8]) {
        guard server.common.mailboxes.reserve(piece.count) else {
            dropContent()
            machine.storageExhausted()
            return
        }
        reserved += piece.count
        content.append(contentsOf: piece)
    }

    /// Says at once that a line of the content ends in LF alone: whoever ends the content so waits for a reply in vain.
    func remarkLineEnds() {
        let hasBareLineFeed = machine.hasBareLineFeed
        if hasBareLineFeed, !hasRemarkedLineEnds {
            server.tell(
                .remarked(
                    "the client sent LF without CR: only a dot between CR LF and CR LF ends the content, and this message will be refused"
                ),
                on: number)
        }
        hasRemarkedLineEnds = hasBareLineFeed
        guard machine.hasEndedAtBareLineFeed, !hasRemarkedEnd else { return }
        hasRemarkedEnd = true
        server.tell(
            .remarked(
                "a message ended at a dot between LF without CR: what stands behind it is taken for commands. That is smuggling"
            ),
            on: number)
    }

    /// Forgets the message and gives its room back.
    func dropContent() {
        content = []
        server.common.mailboxes.release(reserved)
        reserved = 0
    }

    /// Puts the message into its mailboxes.
    func store(_ envelope: Envelope) {
        let names = performance.personality.mailboxes(for: envelope.recipients)
        let message = sandbox.mailboxes.deliver(envelope, content: content, to: names, peer: address)
        dropContent()
        server.count { $0.messages += 1 }
        server.tell(.stored(message), on: number)
    }
}
