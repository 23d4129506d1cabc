import SMTPProtocol

/// Shorthand for tests that play a session by hand.
extension ClientMachine {
    /// A machine that has had this exchange: lines with `S: ` are replies, those with `C: ` are typed.
    init(_ protocol: MailProtocol = .smtp, playing lines: [String]) {
        self.init(protocol: `protocol`)
        connected()
        for line in lines {
            if line.hasPrefix("S: ") { reply(String(line.dropFirst(3))) } else { type(String(line.dropFirst(3))) }
        }
    }

    /// A line is typed and sent.
    @discardableResult
    mutating func type(_ line: String) -> Outgoing { willSend(Array(line.utf8)) }

    /// A reply comes; its lines are written with `|` between them.
    @discardableResult
    mutating func reply(_ text: String) -> ReplyVerdict {
        let lines: [[UInt8]] = text.split(separator: "|").map { Array($0.utf8) + [0x0D, 0x0A] }
        return received(.reply(Reply(parsing: Array(lines.joined()))))
    }
}

extension ReplyParser {
    /// Everything that a parser finds in `text`.
    static func outputs(of text: String) -> [Output] {
        var parser = ReplyParser()
        parser.append(Array(text.utf8))
        var outputs: [Output] = []
        while let output = parser.next() { outputs.append(output) }
        return outputs
    }
}

/// Exchanges that bring a session to a certain state.
enum Exchange {
    static let greeted = ["S: 220 mx.example.net ESMTP"]
    static let ready = greeted + ["C: EHLO x", "S: 250-mx.example.net|250-PIPELINING|250-SIZE 1000|250 CHUNKING"]
    static let mailOpen = ready + ["C: MAIL FROM:<a@b>", "S: 250 Ok"]
    static let recipients = mailOpen + ["C: RCPT TO:<c@d>", "S: 250 Ok"]
    static let dataSent = recipients + ["C: DATA"]
    static let content = dataSent + ["S: 354 Go ahead"]
    static let sent = content + ["C: Subject: x", "C: ", "C: text", "C: ."]
    static let authSent = ready + ["C: AUTH LOGIN"]
    static let sasl = authSent + ["S: 334 VXNlcm5hbWU6"]
}
