import SASL
import SMTPProtocol
import SafeText

/// The questions of the explorer, and what becomes of their answers.
extension Session {
    /// The key of the client's certificate is encrypted: nothing is connected before its passphrase is there.
    mutating func askForPassphrase(file: String) {
        let file = Sanitizer.escape(file, style: settings.escapeStyle)
        guard attendance == .interactive else {
            fail(.notPermitted)
            closeLink(
                .failed,
                "The key in \(file) is encrypted, and nobody is there to type its passphrase. "
                    + "Use a key without a passphrase, in a file that only you can read.")
            if leaving != .no { quit() }
            return
        }
        asking = .masked(.passphrase, "Passphrase for \(file)> ")
    }

    /// The user answered a question of the explorer. Whatever the answer is, it is not kept.
    mutating func answered(_ asking: Asking, with line: [UInt8]) {
        self.asking = nil
        switch asking.subject {
        case .user(let plan): answered(plan, withUser: line)
        case .secret(let plan): answered(plan, withSecret: line)
        case .clearText(let held): answered(held, with: line)
        case .commit(let held): answeredCommit(held, with: line)
        case .passphrase:
            if let number = link?.number { actions.append(.usePassphrase(number, line)) }
        case .response: sendResponse(Base64.encode(line))
        case .nothing:
            guard !line.isEmpty else { return }
            tell(.warning, "The login had ended meanwhile. What you typed was neither sent nor kept.")
        }
    }

    /// ^C: gives up what the explorer asks, or the login under way.
    /// - Returns: whether there was something to give up.
    mutating func giveUpAsking() -> Bool {
        if let asking {
            self.asking = nil
            switch asking.subject {
            case .user, .secret: tell(.information, "The login was given up; nothing was sent.")
            case .clearText: refuseClearText()
            case .commit(let held): refuseCommit(held)
            case .passphrase: closeLink(.closedByUs, "Connecting was given up.")
            case .response:
                tell(.information, "Nothing was sent. The server still waits for an answer; * ends the login.")
            case .nothing: break
            }
            return true
        }
        return giveUpLogin()
    }

    /// What is awaited has ended under the user's hands. A secret that is being typed must not become a command, which would be
    /// shown and kept: the line is still taken, and dropped.
    mutating func withdrawQuestion(whileAnswerWasDue wasDue: Bool) {
        if case .commit(let held)? = asking?.subject { keepDraft(of: held) }
        let wasSecret = asking?.prompt.isSecret ?? wasDue
        asking = nil
        guard wasSecret, attendance == .interactive else { return }
        asking = .masked(.nothing, "The login has ended. Press Enter> ")
    }
}
