import SMTPProtocol
import SMTPReference
import TerminalKit

/// An explanation as rows of a panel: what happened, the digits one by one, who can act, what to try, and the sources.
struct ExplanationText {
    let width: Int
    let glyphs: Glyphs

    /// The rows; without `isWhole` only what fits a small panel: no prose for each digit.
    func rows(of explanation: Explanation, isWhole: Bool) -> [ScreenText] {
        var rows = heading(explanation)
        if let code = explanation.code {
            for digit in explanation.digits { rows += meaning(digit, of: code, isWhole: isWhole) }
        }
        rows += paragraph(explanation.what)
        if let code = explanation.enhancedCode { rows += enhanced(explanation, code, isWhole: isWhole) }
        rows += wrapped(
            [
                Span("At fault: ", .heading), Span(explanation.fault.words + ". ", .text), Span("Retry: ", .heading),
                Span(explanation.retry.words + ".", .text),
            ], indent: 2)
        if explanation.closesConnection == .yes { rows += labelled("Connection", "the server closes it") }
        for suggestion in explanation.tryNext { rows += labelled("Try", suggestion) }
        for note in explanation.notes {
            rows += wrapped([Span("! " + note.text, .warning)], indent: 2)
        }
        if isWhole, let status = explanation.status { rows += paragraph(status.summary) }
        rows += wrapped(
            [Span(explanation.sources.map(\.text).joined(separator: " \(glyphs.separator) "), .source)])
        return rows
    }

    private func heading(_ explanation: Explanation) -> [ScreenText] {
        var spans: [Span] = []
        if let mark = explanation.severity.map(SeverityMark.init) {
            spans.append(Span(mark.label(glyphs, padded: false) + " ", mark.role))
        }
        if let code = explanation.code { spans.append(Span("\(code) ", .heading)) }
        spans.append(Span(explanation.headline, .heading))
        var rows = wrapped(spans)
        if let title = explanation.title, title != explanation.headline {
            rows += wrapped([Span(title, .muted)])
        }
        return rows
    }

    private func meaning(_ digit: DigitMeaning, of code: ReplyCode, isWhole: Bool) -> [ScreenText] {
        let dot = glyphs.separator
        let pattern = (1...3).map { $0 == digit.position ? "\(digit.digit)" : dot }.joined(separator: " ")
        let text = isWhole ? digit.what : digit.word
        return wrapped(
            [Span(" \(pattern)  ", .heading), Span(text, digit.isDefined ? .text : .warning)], indent: 8)
    }

    private func enhanced(_ explanation: Explanation, _ code: EnhancedStatusCode, isWhole: Bool) -> [ScreenText] {
        let title = explanation.enhanced.last.map { $0.isRegistered ? $0.title ?? $0.word : $0.word } ?? ""
        var rows = wrapped([Span("\(code) ", .heading), Span(title, .text)])
        guard isWhole else { return rows }
        for part in explanation.enhanced {
            let pattern = part.pattern.replacing("·", with: glyphs.separator)
            rows += wrapped(
                [Span(" \(pattern)  ", .heading), Span(part.what, part.isRegistered ? .text : .warning)], indent: 8)
        }
        return rows
    }

    private func labelled(_ label: String, _ text: String) -> [ScreenText] {
        wrapped([Span(label + ": ", .heading), Span(text, .text)], indent: 2)
    }

    /// All texts of the tables are our own, so the screen's characters are chosen here.
    private func wrapped(_ spans: [Span], indent: Int = 0) -> [ScreenText] {
        ScreenText.wrapped(spans.map { Span(glyphs.shown($0.text), $0.role) }, width: width, indent: indent)
    }

    private func paragraph(_ text: String) -> [ScreenText] {
        wrapped([Span(text, .explanation)])
    }
}

extension ExplanationText {
    /// What an enhanced code of the table means.
    /// - Parameter statusClass: its first number, where that is known.
    func rows(of entry: EnhancedCodeEntry, statusClass: Int? = nil) -> [ScreenText] {
        let label = statusClass.map { "\($0)" + entry.label.dropFirst() } ?? entry.label
        var rows = wrapped([Span("\(label) ", .heading), Span(entry.headline, .heading)])
        if entry.title != entry.headline { rows += wrapped([Span(entry.title, .muted)]) }
        rows += paragraph(entry.whatHappened) + labelled("Who can act", entry.whoCanAct.words)
        for suggestion in entry.whatToTry { rows += labelled("Try", suggestion) }
        if let note = entry.note { rows += paragraph(note) }
        return rows + wrapped([Span(entry.source, .source)])
    }

    /// The enhanced codes that go with a code.
    func rows(goingWith code: ReplyCode) -> [ScreenText] {
        let entries = CodeList.children(of: code, in: .shared)
        guard !entries.isEmpty else { return [] }
        let rows = entries.flatMap { entry in
            wrapped(
                [Span("\(code.value / 100)\(entry.label.dropFirst()) ", .heading), Span(entry.headline, .text)],
                indent: 7)
        }
        return [.empty] + wrapped([Span("Enhanced codes that go with \(code)", .heading)]) + rows
    }
}
