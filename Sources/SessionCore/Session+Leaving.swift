import SMTPProtocol
import SMTPReference
import SafeText

/// How a session ends, politely or at once.
extension Session {
    /// ^C: gives up what is waited for, never the program, unless it is already ending or nobody sits in front of it.
    mutating func interrupt() {
        if attendance == .unattended {
            failure = .interrupted
            quit()
        } else if leaving != .no {
            quit()
        } else if giveUpAsking() || giveUpScript() {
            return
        } else if giveUpReplaying() {
            return
        } else if let link, link.opening != nil {
            closeLink(.closedByUs, "Connecting was given up.")
        } else if interruptUpgrade() {
            return
        } else if transfer != nil {
            stopTransfer()
        } else if link != nil, let newest = machine.lastPending, newest.id > abandonedWait,
            let oldest = machine.nextPending
        {
            abandonedWait = newest.id
            let rest = machine.pendingCount > 1 ? " and \(machine.pendingCount - 1) more" : ""
            tell(
                .information,
                "No longer waiting for the reply to \(Sanitizer.escape(oldest.name))\(rest). If it comes, it is shown.")
        } else {
            tell(.information, "Nothing is waited for. :quit leaves.")
        }
    }

    /// ^D, or the end of a file: leave when all is answered.
    mutating func endOfInput() {
        if leaving == .no, attendance == .unattended {
            warnAboutHeldLines()
            leaving = .whenQuiescent
        } else if leaving == .no {
            leave()
        } else if attendance == .interactive {
            quit()
        }
    }

    /// Says QUIT where that makes sense, and leaves when the goodbye is in.
    mutating func leave() {
        guard let link, link.opening == nil, !isBecomingEncrypted else {
            quit()
            return
        }
        switch machine.state {
        case .disconnected, .awaitingGreeting, .awaitingContentGoAhead, .content, .chunk, .sasl, .startingTLS, .closed:
            warnAboutUnfinishedContent()
            quit()
        case .quitting:
            leaving = .awaitingGoodbye
        case .greeted, .ready, .mailOpen, .recipients, .awaitingAcceptance:
            leaving = .awaitingGoodbye
            let before = StateName(machine.state)
            let outgoing = machine.willSend(Array("QUIT".utf8))
            send(outgoing, from: before, isAutomatic: true) { transcript, time in
                transcript.append(
                    sent: Array("QUIT".utf8), .command, verb: .quit, isSecret: false, isAutomatic: true, remarks: [],
                    at: time)
            }
        }
    }

    /// Leaves at once.
    mutating func quit() {
        guard leaving != .done else { return }
        let isCutting = transfer.map { $0.stage == .streaming } ?? false
        if link != nil { closeLink(.closedByUs, isCutting ? transfer?.cutText ?? "" : "The connection was closed.") }
        leaving = .done
        expecting.stopWaiting()
        isPausing = false
        including.removeAll()
        settleDeadlines()
        actions.append(.quit(exitCode))
    }

    mutating func warnAboutUnfinishedContent() {
        switch machine.state {
        case .content, .chunk, .awaitingContentGoAhead:
            tell(.warning, "The message was not finished, so the server does not deliver it.")
            fail(.badData)
        case .disconnected, .awaitingGreeting, .greeted, .ready, .mailOpen, .recipients, .awaitingAcceptance, .sasl,
            .startingTLS, .quitting, .closed:
            break
        }
    }
}
