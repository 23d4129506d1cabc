import SMTPProtocol
import SafeText
import SessionCore

/// What a session does, as lines of text for people: for line mode, and for subcommands that show a dialogue.
struct LinePrinter {
    let paint: Paint
    private let secondsFromUTC = LocalTime.secondsFromUTC

    init(paint: Paint) { self.paint = paint }

    /// The lines to print for an action, safe for a terminal; none for one that has nothing to say.
    func lines(for action: SessionAction, of session: Session) -> [String] {
        switch action {
        case .appended(let id):
            let reply = session.transcript[id]?.reply
            let lines = session.announcement(of: action, secondsFromUTC: secondsFromUTC)
            return lines.enumerated().map { index, line in
                // Behind the lines of a reply stands what it means.
                let isSummary = reply.map { $0.reply.lines.count == index } ?? false
                return isSummary ? paint.severity(reply?.severity, line) : line
            }
        case .returnLine(let line):
            return ["note: This line was not sent: " + Sanitizer.escape(line, style: session.settings.escapeStyle)]
        default: return session.announcement(of: action, secondsFromUTC: secondsFromUTC)
        }
    }
}
