import SMTPProtocol
import Testing

@Suite("Composing commands")
struct CompositionTests {
    @Test("Commands are composed as RFC 5321 writes them")
    func wellFormed() throws {
        let path = try #require(MailPath("a@example.org"))
        #expect(try Command.mail(from: path).line == Array("MAIL FROM:<a@example.org>".utf8))
        #expect(
            try Command.mail(from: .null, parameters: [Parameter(keyword: "size", value: "10")]).line
                == Array("MAIL FROM:<> SIZE=10".utf8))
        #expect(try Command.rcpt(to: .postmaster).line == Array("RCPT TO:<Postmaster>".utf8))
        #expect(try Command.ehlo("lab.example.org".utf8).line == Array("EHLO lab.example.org".utf8))
        #expect(try Command.helo("x".utf8).line == Array("HELO x".utf8))
        #expect(try Command.lhlo("x".utf8).line == Array("LHLO x".utf8))
    }

    @Test(
        "SC01: CR, LF, CRLF and NUL are refused in every part of a composed command",
        arguments: ["\r", "\n", "\r\n", "\0", "\r\nRSET"])
    func lineBreaks(text: String) {
        let bad = "x\(text)y"
        let paths: [MailPath] = [
            .mailbox(Mailbox(localPart: bad, domain: "b")), .mailbox(Mailbox(localPart: "\"\(bad)\"", domain: "b")),
            .mailbox(Mailbox(localPart: "a", domain: bad)),
            .mailbox(Mailbox(localPart: Array("a".utf8), domain: Array("b".utf8), sourceRoute: [Array(bad.utf8)])),
        ]
        for path in paths {
            #expect(reason { () throws(CompositionError) in try Command.mail(from: path) } == .lineBreakOrNUL)
            #expect(reason { () throws(CompositionError) in try Command.rcpt(to: path) } == .lineBreakOrNUL)
        }
        for parameter in [Parameter(keyword: bad), Parameter(keyword: "X", value: bad)] {
            #expect(
                reason { () throws(CompositionError) in try Command.mail(from: .null, parameters: [parameter]) }
                    == .lineBreakOrNUL)
        }
        #expect(reason { () throws(CompositionError) in try Command.ehlo(bad.utf8) } == .lineBreakOrNUL)
        #expect(reason { () throws(CompositionError) in try Command.helo(bad.utf8) } == .lineBreakOrNUL)
        #expect(reason { () throws(CompositionError) in try Command.lhlo(bad.utf8) } == .lineBreakOrNUL)
    }

    @Test("SC01: the error names the part and the place of the byte")
    func placeOfTheByte() {
        let error = #expect(throws: CompositionError.self) {
            try Command.mail(from: .null, parameters: [Parameter(keyword: "ENVID", value: "a\nb")])
        }
        #expect(error?.part == "ENVID parameter")
        #expect(error?.offset == "MAIL FROM:<> ENVID=a".utf8.count)
        #expect(error?.description.contains(":raw") == true)
    }

    @Test("SC01: a part that would become another part is refused")
    func changedMeaning() {
        let paths: [MailPath] = [
            .mailbox(Mailbox(localPart: "a", domain: "b> SIZE=1")), .mailbox(Mailbox(localPart: "a> X <", domain: "b")),
            .mailbox(Mailbox(localPart: "postmaster", domain: "")), .mailbox(Mailbox(localPart: "a@b", domain: "")),
        ]
        for path in paths {
            #expect(reason { () throws(CompositionError) in try Command.rcpt(to: path) } == .changesMeaning)
        }
        let parameter = Parameter(keyword: "X", value: "1 Y=2")
        #expect(
            reason { () throws(CompositionError) in try Command.mail(from: .null, parameters: [parameter]) }
                == .changesMeaning)
        #expect(reason { () throws(CompositionError) in try Command.ehlo("a b".utf8) } == .changesMeaning)
        #expect(reason { () throws(CompositionError) in try Command.ehlo("".utf8) } == .changesMeaning)
    }

    private func reason(_ compose: () throws(CompositionError) -> Command) -> CompositionError.Reason? {
        do {
            _ = try compose()
            return nil
        } catch {
            return error.reason
        }
    }
}
