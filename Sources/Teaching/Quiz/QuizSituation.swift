import SMTPProtocol
import SMTPReference

/// A reply at one moment of a session. What to do about it is looked up in the reference.
struct QuizSituation: Hashable, Sendable {
    /// What was answered.
    let stage: ReplyStage
    /// The reply code.
    let code: ReplyCode
    /// The enhanced code, if the reply has one.
    let enhanced: EnhancedStatusCode?

    /// The reply as it came: `451 4.7.1`.
    var replyText: String { enhanced.map { "\(code) \($0)" } ?? "\(code)" }

    private init(_ stage: ReplyStage, _ code: ReplyCode, _ statusClass: Int, _ subject: Int, _ detail: Int) {
        self.stage = stage
        self.code = code
        enhanced = EnhancedStatusCode(statusClass: statusClass, subject: subject, detail: detail)
    }

    private init(_ stage: ReplyStage, _ code: ReplyCode) {
        self.stage = stage
        self.code = code
        enhanced = nil
    }

    static let all: [QuizSituation] = [
        QuizSituation(.command(.rcpt), 451, 4, 7, 1), QuizSituation(.command(.rcpt), 550, 5, 1, 1),
        QuizSituation(.command(.mail), 503, 5, 5, 1), QuizSituation(.greeting, 421),
        QuizSituation(.command(.rcpt), 452, 4, 2, 2), QuizSituation(.command(.rcpt), 552, 5, 2, 2),
        QuizSituation(.command(.rcpt), 550, 5, 7, 1), QuizSituation(.command(.mail), 530, 5, 7, 0),
        QuizSituation(.command(.mail), 552, 5, 3, 4), QuizSituation(.command(.rcpt), 452, 4, 5, 3),
        QuizSituation(.endOfData, 451, 4, 3, 0), QuizSituation(.endOfData, 250, 2, 0, 0),
        QuizSituation(.command(.auth), 535, 5, 7, 8), QuizSituation(.command(.data), 354),
        QuizSituation(.command(.mail), 501, 5, 1, 7), QuizSituation(.command(.starttls), 454, 4, 7, 0),
        QuizSituation(.command(.rcpt), 450, 4, 2, 1), QuizSituation(.command(.mail), 452, 4, 3, 1),
    ]
}
