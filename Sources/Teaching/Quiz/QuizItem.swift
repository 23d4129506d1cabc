import SMTPProtocol
import SMTPReference

/// One thing to know, whose question comes back until it is known.
struct QuizItem: Hashable, Sendable {
    enum Subject: Hashable, Sendable {
        case code(ReplyCode)
        case enhanced(EnhancedStatusCode)
        case situation(QuizSituation)
    }

    let subject: Subject
    /// The name in the file of what is known: `code/450`, `enhanced/5.1.1`, `situation/RCPT/450/4.7.1`.
    let name: String

    var topic: QuizTopic {
        switch subject {
        case .code: .codes
        case .enhanced: .enhanced
        case .situation: .situations
        }
    }

    init(code: ReplyCode) {
        subject = .code(code)
        name = "code/\(code)"
    }

    init(enhanced: EnhancedStatusCode) {
        subject = .enhanced(enhanced)
        name = "enhanced/\(enhanced)"
    }

    init(situation: QuizSituation) {
        subject = .situation(situation)
        name = "situation/\(situation.stage.token)/\(situation.replyText.replacing(" ", with: "/"))"
    }

    /// Everything that is asked, what matters most first.
    ///
    /// Codes that no RFC defines are left out, and enhanced codes that are not to be used any more.
    static func all(in tables: ReferenceTables) -> [QuizItem] {
        let codes = tables.replyCodes.filter { entry in
            switch entry.status {
            case .standard, .extension: true
            case .obsolete, .unofficial: false
            }
        }
        let known = codes.filter(\.isInRFC821) + codes.filter { !$0.isInRFC821 }
        let enhanced = tables.enhancedCodes.compactMap { entry -> QuizItem? in
            guard entry.isSpecific, !entry.isDeprecated,
                let code = EnhancedStatusCode(
                    statusClass: entry.usualClasses.last ?? 5, subject: entry.subject, detail: entry.detail)
            else { return nil }
            return QuizItem(enhanced: code)
        }
        let situations = QuizSituation.all.map(QuizItem.init(situation:))
        return zipped([known.map { QuizItem(code: $0.code) }, situations, enhanced])
    }

    /// The first of each list, then the second of each, and so on.
    private static func zipped(_ lists: [[QuizItem]]) -> [QuizItem] {
        let longest = lists.map(\.count).max() ?? 0
        return (0..<longest).flatMap { index in lists.compactMap { index < $0.count ? $0[index] : nil } }
    }
}
