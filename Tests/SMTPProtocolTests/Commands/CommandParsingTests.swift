import SMTPProtocol
import Testing

@Suite("Reading command lines")
struct CommandParsingTests {
    static let mailbox = MailPath.mailbox(Mailbox(localPart: "a", domain: "example.org"))

    @Test(
        "Well-formed lines are understood and have no problem",
        arguments: [
            ("EHLO lab.example.org", Verb.ehlo, Command.Arguments.domain(Array("lab.example.org".utf8))),
            ("EHLO [192.0.2.1]", .ehlo, .domain(Array("[192.0.2.1]".utf8))),
            ("EHLO [IPv6:2001:db8::1]", .ehlo, .domain(Array("[IPv6:2001:db8::1]".utf8))),
            ("helo example.org", .helo, .domain(Array("example.org".utf8))),
            ("LHLO x", .lhlo, .domain(Array("x".utf8))),
            ("MAIL FROM:<a@example.org>", .mail, .mail(mailbox, [])),
            ("mail from:<a@example.org>", .mail, .mail(mailbox, [])),
            ("MAIL FROM:<>", .mail, .mail(.null, [])),
            (
                "MAIL FROM:<a@example.org> SIZE=1000 body=8bitmime", .mail,
                .mail(
                    mailbox, [Parameter(keyword: "SIZE", value: "1000"), Parameter(keyword: "BODY", value: "8bitmime")])
            ),
            ("RCPT TO:<a@example.org>", .rcpt, .rcpt(mailbox, [])),
            ("RCPT TO:<Postmaster>", .rcpt, .rcpt(.postmaster, [])),
            (
                "RCPT TO:<a@example.org> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;a+2Bb@example.org", .rcpt,
                .rcpt(
                    mailbox,
                    [
                        Parameter(keyword: "NOTIFY", value: "SUCCESS,DELAY"),
                        Parameter(keyword: "ORCPT", value: "rfc822;a+2Bb@example.org"),
                    ])
            ),
            ("DATA", .data, .none), ("RSET", .rset, .none), ("QUIT", .quit, .none), ("STARTTLS", .starttls, .none),
            ("NOOP", .noop, .none), ("NOOP hello there", .noop, .text(Array("hello there".utf8))),
            ("HELP MAIL", .help, .text(Array("MAIL".utf8))), ("VRFY smith", .vrfy, .text(Array("smith".utf8))),
            ("EXPN staff", .expn, .text(Array("staff".utf8))),
            ("ETRN @example.org", .etrn, .text(Array("@example.org".utf8))),
            ("BDAT 1000", .bdat, .chunk(size: 1000, last: false)), ("bdat 0 last", .bdat, .chunk(size: 0, last: true)),
            ("AUTH PLAIN", .auth, .auth(mechanism: "PLAIN", initialResponse: nil)),
            ("auth plain AGEAYg==", .auth, .auth(mechanism: "PLAIN", initialResponse: Array("AGEAYg==".utf8))),
            ("AUTH EXTERNAL =", .auth, .auth(mechanism: "EXTERNAL", initialResponse: [0x3D])),
            ("ATRN", .atrn, .none), ("XFORWARD NAME=x", .xforward, .text(Array("NAME=x".utf8))),
            ("BURL imap://x/ LAST", .burl, .text(Array("imap://x/ LAST".utf8))),
        ])
    func wellFormed(line: String, verb: Verb, arguments: Command.Arguments) {
        let command = Command(parsing: Array(line.utf8))
        #expect(command.verb == verb)
        #expect(command.arguments == arguments)
        #expect(command.problems == [])
        #expect(command.line == Array(line.utf8))
    }

    @Test(
        "A problem is found, with the bytes it is about",
        arguments: [
            ("", CommandProblem.Kind.emptyLine, "", true),
            (" NOOP", .leadingSpace, " ", true),
            ("NOOP ", .trailingSpace, " ", false),
            ("NOOP  x", .extraSpace, " ", false),
            ("NOOP\tx", .tab, "\t", true),
            ("MAIL", .missingArgument, "", true),
            ("MAIL <a@b>", .missingKeyword, "<a@b>", true),
            ("MAIL TO:<a@b>", .missingKeyword, "TO:<a@b>", true),
            ("MAIL FROM <a@b>", .missingKeyword, "", true),
            ("MAIL FROM :<a@b>", .spaceBeforeColon, " ", true),
            ("MAIL FROM: <a@b>", .spaceAfterColon, " ", true),
            ("MAIL FROM:", .missingArgument, "", true),
            ("MAIL FROM:a@b", .missingOpeningBracket, "a@b", true),
            ("MAIL FROM:a@b>", .missingOpeningBracket, "a@b", true),
            ("MAIL FROM:<a@b", .missingClosingBracket, "", true),
            ("MAIL FROM:<a@b SIZE=1", .missingClosingBracket, "", true),
            ("MAIL FROM:<a@b>SIZE=1", .textAfterPath, "SIZE=1", true),
            ("MAIL FROM:<a>", .missingDomain, "", true),
            ("MAIL FROM:<postmaster>", .missingDomain, "", true),
            ("RCPT TO:<>", .emptyPath, "<>", true),
            ("RCPT TO:<@b>", .emptyLocalPart, "", true),
            ("RCPT TO:<a@>", .missingDomain, "", true),
            ("RCPT TO:<a..b@c>", .badLocalPart, ".", true),
            ("RCPT TO:<.a@c>", .badLocalPart, ".", true),
            ("RCPT TO:<a.@c>", .badLocalPart, ".", true),
            ("RCPT TO:<a b@c>", .badLocalPart, " ", true),
            ("RCPT TO:<a@b@c>", .badLocalPart, "@", true),
            ("RCPT TO:<\"a@c>", .unclosedQuote, "\"a@c", true),
            ("RCPT TO:<\"a\"b@c>", .badLocalPart, "b", true),
            ("RCPT TO:<a(x)@c>", .comment, "(", true),
            ("RCPT TO:<a@c(x)>", .comment, "(", true),
            ("RCPT TO:<a@-c>", .badDomain, "-c", true),
            ("RCPT TO:<a@c.>", .badDomain, "", true),
            ("RCPT TO:<a@c!d>", .badDomain, "!", true),
            ("RCPT TO:<a@c_d>", .underscoreInDomain, "_", false),
            ("RCPT TO:<a@[1.2.3]>", .badAddressLiteral, "[1.2.3]", true),
            ("RCPT TO:<a@[::1]>", .badAddressLiteral, "[::1]", true),
            ("RCPT TO:<@x,@y:a@c>", .sourceRoute, "@x,@y:", false),
            ("MAIL FROM:<a@b> S!ZE=1", .badParameter, "S!ZE", true),
            ("MAIL FROM:<a@b> SIZE=x", .badParameterValue, "x", true),
            ("MAIL FROM:<a@b> SIZE=", .badParameterValue, "", true),
            ("MAIL FROM:<a@b> SIZE", .badParameterValue, "", true),
            ("MAIL FROM:<a@b> SIZE=1 SIZE=2", .duplicateParameter, "SIZE=2", true),
            ("MAIL FROM:<a@b> BODY=9BIT", .badParameterValue, "9BIT", true),
            ("MAIL FROM:<a@b> SMTPUTF8=1", .badParameterValue, "1", true),
            ("MAIL FROM:<a@b> X=a=b", .badParameterValue, "=", true),
            ("RCPT TO:<a@b> NOTIFY=NEVER,DELAY", .badParameterValue, "NEVER,DELAY", true),
            ("RCPT TO:<a@b> SIZE=1", .parameterOfOtherCommand, "SIZE", false),
            ("DATA now", .unexpectedArgument, "now", true),
            ("QUIT now", .unexpectedArgument, "now", true),
            ("EHLO", .missingArgument, "", true),
            ("EHLO a b", .unexpectedArgument, "b", true),
            ("EHLO a_b", .underscoreInDomain, "_", false),
            ("HELO [192.0.2.1]", .badDomain, "[192.0.2.1]", false),
            ("VRFY", .missingArgument, "", true),
            ("BDAT", .missingArgument, "", true),
            ("BDAT -1", .badArgument, "-1", true),
            ("BDAT 99999999999999999999", .badArgument, "99999999999999999999", true),
            ("BDAT 1 FIRST", .badArgument, "1 FIRST", true),
            ("AUTH", .missingArgument, "", true),
            ("AUTH PLAIN a", .badArgument, "a", true),
            ("FOO", .unknownVerb, "FOO", false),
            ("GET/ HTTP/1.1", .badVerb, "GET/", true),
            ("SEND FROM:<a@b>", .obsoleteVerb, "SEND", false),
        ])
    func problems(line: String, kind: CommandProblem.Kind, bytes: String, isError: Bool) throws {
        let command = Command(parsing: Array(line.utf8))
        let problem = try #require(command.problems.first { $0.kind == kind }, "\(command.problems)")
        #expect(Array(command.line[problem.range]) == Array(bytes.utf8))
        #expect(problem.isError == isError)
        #expect(!problem.message.isEmpty && !problem.message.hasSuffix("."))
        #expect(!problem.source.isEmpty)
        #expect(command.problems.count == 1, "\(command.problems)")
    }

    @Test("Every kind of problem has a 5yz code that a strict server gives", arguments: CommandProblem.Kind.allCases)
    func strictCodes(kind: CommandProblem.Kind) {
        let problem = CommandProblem(kind: kind, severity: .error, range: 0..<0, message: "x", source: "x")
        #expect([500, 501, 502, 553].contains(problem.strictReplyCode))
    }

    @Test("A server's code follows from the worst problem: 501 for the form, 553 for the mailbox")
    func strictCodeExamples() {
        #expect(Command(parsing: Array("MAIL FROM:a@b".utf8)).problems.first?.strictReplyCode == 501)
        #expect(Command(parsing: Array("RCPT TO:<a..b@c>".utf8)).problems.first?.strictReplyCode == 553)
    }

    @Test("The line is kept as typed, whatever is wrong with it")
    func lineIsKept() {
        let line: [UInt8] = [0x6D, 0x41, 0x00, 0xFF, 0x0D, 0x20]
        #expect(Command(parsing: line).line == line)
    }

    @Test("What AUTH sends first is hidden, also when the line is malformed")
    func initialResponseIsHidden() {
        let good = Command(parsing: Array("AUTH PLAIN AGEAYg==".utf8))
        #expect(good.shownLine == Array("AUTH PLAIN [hidden]".utf8))
        #expect(good.isSecret)
        let bad = Command(parsing: Array("auth  plain  my secret".utf8))
        #expect(bad.shownLine == Array("auth  plain  [hidden]".utf8))
        #expect(bad.redacted.arguments == .auth(mechanism: "PLAIN", initialResponse: nil))
        #expect(!Command(parsing: Array("AUTH PLAIN".utf8)).isSecret)
    }
}
