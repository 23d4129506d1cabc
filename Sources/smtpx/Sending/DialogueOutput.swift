import SMTPProtocol
import SessionCore

/// Prints the dialogue of a delivery, as line mode prints it, without the parts that nobody wants.
struct DialogueOutput {
    let options: SendOutputOptions
    private let printer: LinePrinter

    init(options: SendOutputOptions, paint: Paint) {
        self.options = options
        printer = LinePrinter(paint: paint)
    }

    /// Whether anything of the dialogue is printed at all.
    var isShown: Bool { !options.quiet && options.format == .text }

    func show(_ actions: [SessionAction], of session: Session) {
        guard isShown else { return }
        for action in actions {
            let lines = printer.lines(for: action, of: session)
            for (index, line) in lines.enumerated() where isWanted(action, line: index, of: session) {
                StandardOutput.write(line + "\n")
            }
        }
    }

    private func isWanted(_ action: SessionAction, line: Int, of session: Session) -> Bool {
        guard !options.hide.isEmpty, case .appended(let id) = action, let entry = session.transcript[id] else {
            return true
        }
        let part: SendOutputOptions.Part =
            switch entry.kind {
            case .sent, .content, .sentContent: line == 0 ? .sent : .notes
            case .reply(let received):
                line < received.reply.lines.count ? .received : line == received.reply.lines.count ? .explained : .notes
            case .notice, .note, .connection: .notes
            }
        return !options.hide.contains(part)
    }
}
