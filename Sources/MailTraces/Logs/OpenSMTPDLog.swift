import SMTPProtocol
import SMTPReference

/// Lines of OpenSMTPD: `mta delivery … result="PermFail" stat="550 …"` and `smtp failed-command … result="550 …"`.
enum OpenSMTPDLog {
    /// What a line says about a reply or a recipient; nil when it says nothing about one.
    static func finding(_ message: TextLine, line: Int) -> TraceFinding? {
        if message.place(of: "failed-command") != nil, let text = field("result", in: message),
            let reply = JoinedReply.reply(in: text)
        {
            let command = field("command", in: message)
            return TraceFinding(
                .opensmtpd, lines: line...line, reply: reply, stage: command.map { StageWords.stage($0) } ?? .any,
                outcome: reply.severity == .temporary ? .delayed : .failed,
                recipient: command.flatMap { command in
                    StageWords.stage(command) == .command(.rcpt)
                        ? command.behind("<", upTo: UInt8(ascii: ">")).map { Array($0) } : nil
                }, host: field("address", in: message).map { Array($0) })
        }
        guard let text = field("stat", in: message) else { return nil }
        guard let outcome = outcome(field("result", in: message) ?? message) else { return nil }
        let reply = JoinedReply.reply(in: text)
        return TraceFinding(
            .opensmtpd, lines: line...line, reply: reply, stage: outcome == .delivered ? .endOfData : .any,
            outcome: outcome, recipient: field("to", in: message).map { Array($0.bare) },
            host: field("relay", in: message).map { Array($0) }, words: reply == nil ? Array(text) : [])
    }

    private static func outcome(_ text: TextLine) -> TraceOutcome? {
        if text.place(of: "PermFail") != nil { return .failed }
        if text.place(of: "TempFail") != nil { return .delayed }
        return text.place(of: "Ok") != nil ? .delivered : nil
    }

    /// A field `name="value"` or `name=value,`.
    private static func field(_ name: StaticString, in message: TextLine) -> TextLine? {
        var start = message.startIndex
        while let place = message.place(of: name, from: start) {
            let value = place + name.utf8CodeUnitCount
            start = value
            guard value < message.endIndex, message[value] == UInt8(ascii: "="), place > message.startIndex,
                isBlank(message[place - 1]) || message[place - 1] == UInt8(ascii: ",")
            else { continue }
            let rest = message[(value + 1)...]
            if rest.first == UInt8(ascii: "\"") { return rest.dropFirst().prefix { $0 != UInt8(ascii: "\"") } }
            // Old versions have no quotes; the status is last and may hold blanks and commas.
            if name.utf8CodeUnitCount == 4, name.utf8Start[0] == UInt8(ascii: "s") { return rest }
            return rest.prefix { $0 != UInt8(ascii: ",") && $0 != 0x20 }
        }
        return nil
    }
}
