import SMTPProtocol
import SMTPReference

/// Lines of Sendmail: `to=…, dsn=5.1.1, stat=User unknown`, and what its rules refused.
enum SendmailLog {
    /// What a line says about a reply or a recipient; nil when it says nothing about one.
    static func finding(_ message: TextLine, line: Int) -> TraceFinding? {
        if let place = message.place(of: "reject=") { return refusal(message, text: message[(place + 7)...], line) }
        guard let place = message.place(of: " stat=") else { return nil }
        let text = message[(place + 6)...]
        let outcome: TraceOutcome
        var said = text
        if text.begins(with: "Sent") {
            outcome = .delivered
            said = text.behind("(") ?? text[text.endIndex...]
            if said.last == UInt8(ascii: ")") { said = said.dropLast() }
        } else if text.begins(with: "Deferred") {
            outcome = .delayed
            said = text.behind(": ") ?? text
        } else if text.begins(with: "queued") {
            return nil
        } else {
            outcome = .failed
        }
        let reply = JoinedReply.reply(in: said)
        return TraceFinding(
            .sendmail, lines: line...line, reply: reply,
            stage: reply != nil && outcome == .delivered ? .endOfData : .any,
            status: message.behind("dsn=", upTo: UInt8(ascii: ",")).flatMap { EnhancedStatusCode(ascii: $0) },
            outcome: outcome,
            recipient: message.behind("to=", upTo: UInt8(ascii: ",")).map { Array($0.trimmed.bare) },
            host: message.behind("relay=", upTo: UInt8(ascii: ",")).map { Array($0) },
            words: reply == nil ? Array(said) : [])
    }

    ///     ruleset=check_rcpt, arg1=<a@b>, relay=client [192.0.2.1], reject=550 5.7.1 <a@b>... Relaying denied
    private static func refusal(_ message: TextLine, text: TextLine, _ line: Int) -> TraceFinding? {
        guard let reply = JoinedReply.reply(in: text) else { return nil }
        let rule = message.behind("ruleset=", upTo: UInt8(ascii: ",")) ?? message[message.endIndex...]
        let stage: ReplyStage =
            if rule.elementsEqual("check_rcpt".utf8) {
                .command(.rcpt)
            } else if rule.elementsEqual("check_mail".utf8) {
                .command(.mail)
            } else if rule.elementsEqual("check_relay".utf8) {
                .greeting
            } else {
                .any
            }
        return TraceFinding(
            .sendmail, lines: line...line, reply: reply, stage: stage,
            outcome: reply.severity == .temporary ? .delayed : .failed,
            recipient: stage == .command(.rcpt)
                ? message.behind("arg1=", upTo: UInt8(ascii: ",")).map { Array($0.bare) } : nil,
            host: message.behind("relay=", upTo: UInt8(ascii: ",")).map { Array($0) })
    }
}
