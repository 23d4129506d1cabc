import SMTPProtocol
import SMTPReference
import SafeText

/// Help on a command of SMTP: its form, when it may be sent, its parameters as this server offers them, and the usual replies.
struct VerbHelp {
    let verb: Verb
    let tables: ReferenceTables
    /// What the server offers; nil before EHLO.
    let offers: CapabilitySet?
    /// SMTP or LMTP.
    let transmission: MailProtocol

    private typealias Row = FactPage.Row

    func page() -> FactPage {
        guard let syntax = CommandSyntax.of(verb) else { return FactPage(sections: []) }
        var sections = [FactPage.Section(title: syntax.template, rows: overview(syntax))]
        let parameters = parameters(syntax)
        if !parameters.isEmpty { sections.append(FactPage.Section(title: "Parameters", rows: parameters)) }
        let replies = replies
        if !replies.isEmpty { sections.append(FactPage.Section(title: "Usual replies", rows: replies)) }
        return FactPage(sections: sections)
    }

    private func overview(_ syntax: CommandSyntax) -> [Row] {
        var rows = [Row("does", "\(syntax.summary).")]
        if let entry = tables.entry(for: verb) {
            rows[0] = Row("does", entry.whatItDoes)
            rows.append(Row("when", entry.when))
            if let text = entry.continuation { rows.append(Row("then", text)) }
            if let note = entry.note { rows.append(Row("note", note)) }
        }
        if let keyword = syntax.extensionKeyword { rows.append(Row("needs", "\(keyword): \(standing(keyword))")) }
        if syntax.isObsolete { rows.append(Row("", "It is obsolete.", level: .warning)) }
        rows.append(Row("source", syntax.source))
        return rows
    }

    private func standing(_ keyword: String) -> String {
        guard let offers else { return "EHLO tells whether it is offered" }
        return offers[keyword] == nil ? "not offered by this server" : "offered by this server"
    }

    /// What the server offers is explained; the rest is named.
    private func parameters(_ syntax: CommandSyntax) -> [Row] {
        var rows: [Row] = []
        var others: [String] = []
        for parameter in syntax.parameters {
            let keyword = parameter.extensionKeyword
            guard offers?[keyword] != nil else {
                others.append(parameter.keyword)
                continue
            }
            rows.append(Row(parameter.keyword, "\(parameter.template): \(parameter.summary) (\(keyword))"))
        }
        guard !others.isEmpty else { return rows }
        let label = offers == nil ? "known" : "not offered"
        return rows + [Row(label, others.joined(separator: ", "))]
    }

    private var replies: [Row] {
        var rows = rows(of: .command(verb))
        switch verb {
        case .data:
            rows.append(Row("", "Behind the dot:"))
            rows += self.rows(of: transmission == .lmtp ? .recipientOutcome : .endOfData)
        default: break
        }
        return rows
    }

    private func rows(of stage: ReplyStage) -> [Row] {
        tables.usualReplies(to: stage).map { reply in
            let headline = tables.entry(for: reply.code)?.headline ?? ""
            return Row(reply.code.description, headline + (reply.note.map { ". \($0)" } ?? ""))
        }
    }
}
