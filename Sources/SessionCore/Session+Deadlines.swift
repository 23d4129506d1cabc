import SMTPProtocol
import SafeText

/// What is waited for, and how long.
extension Session {
    /// Brings the deadlines in line with what is awaited now.
    mutating func settleDeadlines() {
        let oldest = link?.opening == nil && link != nil ? machine.nextPending : nil
        if let oldest, oldest.id > abandonedWait, transfer?.isSending != true {
            if armed[.reply]?.pending != oldest.id {
                arm(.reply, settings.seconds(for: oldest.timeout), timeout: oldest.timeout, pending: oldest.id)
            }
        } else {
            disarm(.reply)
        }
        if link == nil || parser.unprocessedByteCount == 0 {
            disarm(.wholeReply)
        } else if armed[.wholeReply] == nil {
            arm(.wholeReply, settings.wholeReplyTimeout)
        }
        if link != nil, leaving == .awaitingGoodbye || link?.isAnnouncedEnd == true {
            if armed[.goodbye] == nil { arm(.goodbye, settings.quitTimeout) }
        } else {
            disarm(.goodbye)
        }
        if !expecting.isWaiting { disarm(.expectation) }
        if !isPausing { disarm(.pause) }
    }

    /// Sets the time for something that the user wants to wait for.
    mutating func arm(_ kind: Deadline.Kind, milliseconds: Int) {
        arm(kind, milliseconds / 1000, milliseconds: milliseconds % 1000)
    }

    private mutating func arm(
        _ kind: Deadline.Kind, _ seconds: Int, milliseconds: Int = 0, timeout: ReplyTimeout? = nil, pending: Int? = nil
    ) {
        deadlineCount += 1
        armed[kind] = ArmedDeadline(number: deadlineCount, seconds: seconds, pending: pending)
        var deadline = Deadline(kind: kind, number: deadlineCount, seconds: seconds, timeout: timeout)
        deadline.milliseconds = milliseconds
        actions.append(.setDeadline(deadline))
    }

    mutating func disarm(_ kind: Deadline.Kind) {
        if armed.removeValue(forKey: kind) != nil { actions.append(.cancelDeadline(kind)) }
    }

    mutating func deadlineOver(_ kind: Deadline.Kind, _ number: Int) {
        guard let deadline = armed[kind], deadline.number == number else { return }
        armed[kind] = nil
        switch kind {
        // They do not need a connection.
        case .expectation: expecting.isTimeOver = true
        case .pause: isPausing = false
        case .reply, .wholeReply, .goodbye: if link != nil { connectionDeadlineOver(kind, deadline) }
        }
    }

    private mutating func connectionDeadlineOver(_ kind: Deadline.Kind, _ deadline: ArmedDeadline) {
        switch kind {
        case .expectation, .pause: break
        case .reply: replyTimedOut(after: deadline.seconds)
        case .wholeReply:
            fail(.temporaryFailure)
            flushPartialReply()
            machine.gaveUp()
            closeLink(
                .broken,
                "One reply took more than \(deadline.seconds) s from its first byte to its last. The connection was closed. "
                    + "A server that drips its bytes would hold us for ever; :set timeout.reply allows more.")
        case .goodbye:
            closeLink(
                .closedByUs,
                "The server did not end the connection within \(deadline.seconds) s, so it was closed from here.")
        }
        if leaving != .no { quit() }
    }

    private mutating func replyTimedOut(after seconds: Int) {
        guard let oldest = machine.nextPending else { return }
        let isGreeting = oldest.kind == .greeting
        fail(.temporaryFailure)
        flushPartialReply()
        guard link != nil else { return }
        machine.gaveUp()
        let what = isGreeting ? "No greeting came" : "No reply to \(Sanitizer.escape(oldest.name)) came"
        // A limit that the user has set is not the standard's.
        let isStandard = seconds == Settings().seconds(for: oldest.timeout)
        let rule = isStandard ? oldest.timeout.section.map { " (the limit of RFC 5321 \($0))" } ?? "" : ""
        let advice =
            isGreeting
            ? "A port that says nothing may want TLS from the first byte, as port 465 does\(implicitTLSAdvice), or may be no "
                + "mail server."
            : "It is not used again: a late reply would seem to answer the next command. :reconnect starts anew."
        closeLink(.broken, "\(what) within \(seconds) s\(rule). The connection was closed. \(advice)")
    }
}

extension Session {
    /// The command for TLS from the first byte, where it was not tried.
    fileprivate var implicitTLSAdvice: String {
        guard let link, link.tls == .none else { return "" }
        return " (\(tlsWording(link.request).withImplicitTLSHere))"
    }
}

extension ReplyTimeout {
    /// The section of RFC 5321 that sets the limit; nil where none does.
    var section: String? {
        switch self {
        case .greeting: "4.5.3.2.1"
        case .mail: "4.5.3.2.2"
        case .rcpt: "4.5.3.2.3"
        case .dataInitiation: "4.5.3.2.4"
        case .dataTermination: "4.5.3.2.6"
        case .hello, .other: nil
        }
    }
}
