import SMTPProtocol
import Testing

@testable import InternetMessage

@Suite("The header of a composed message")
struct HeaderTests {
    @Test("a plain message has the fields that RFC 5322 asks for, in order")
    func plain() throws {
        var draft = try Fixture.draft()
        draft.subject = "Hello"
        draft.text = MessageText(Array("one\ntwo\r\nthree".utf8))
        #expect(
            try draft.text().lines == [
                "Date: Tue, 24 Nov 2026 09:05:07 -0330", "Message-ID: <abc123@lab.example.org>",
                "From: a@example.org", "To: b@example.net", "Subject: Hello", "MIME-Version: 1.0",
                "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 7bit", "", "one", "two", "three",
            ])
    }

    @Test("a field of the user takes the place of the default of its name, in any case of letters")
    func replacing() throws {
        var draft = try Fixture.draft()
        draft.fields = [
            try HeaderField(line: "date: yesterday"), try HeaderField(line: "X-Test: one"),
            try HeaderField(line: "X-Test: two"), try HeaderField(line: "Message-Id: <own@example.org>"),
        ]
        let lines = try draft.text().lines
        #expect(lines.first == "date: yesterday")
        #expect(lines.contains("Message-Id: <own@example.org>"))
        #expect(lines.count { $0.lowercased().hasPrefix("message-id:") } == 1)
        #expect(lines.contains("X-Test: one") && lines.contains("X-Test: two"))
    }

    @Test("a blind recipient stands nowhere, and who is sent nothing openly gets an empty group")
    func blind() throws {
        let draft = MessageDraft(from: try Fixture.address("a@example.org"), to: [])
        #expect(try draft.text().lines.contains("To: undisclosed-recipients:;"))
    }

    @Test("100 addresses are folded into lines of at most 78 bytes, and none is lost")
    func hundredAddresses() throws {
        let addresses = (1...100).map { "Person \($0) <person.\($0)@department.example.org>" }
        let draft = try Fixture.draft(to: addresses)
        let header = try draft.text().lines.prefix { !$0.isEmpty }
        #expect(header.allSatisfy { $0.utf8.count <= 78 })
        let value = try #require(try draft.field("To"))
        #expect(try AddressListParser.addresses(in: value).count == 100)
    }

    @Test("a long subject is folded at its blanks, and unfolds to what it was")
    func longSubject() throws {
        var draft = try Fixture.draft()
        let subject = (1...60).map { "word\($0)" }.joined(separator: " ")
        draft.subject = subject
        #expect(try draft.field("Subject") == subject)
        #expect(try draft.text().lines.allSatisfy { $0.utf8.count <= 78 })
    }

    @Test(
        "SC01: a line break or NUL in any value is refused before there is a message",
        arguments: ["a\r\nBcc: x@example.org", "a\nb", "a\rb", "a\0b"])
    func injection(_ value: String) throws {
        #expect(throws: MessageError.self) { try HeaderField(name: "Subject", value: value) }
        #expect(throws: MessageError.self) { try HeaderField(line: "X-Test: \(value)") }
        #expect(throws: MessageError.self) { try AddressListParser.addresses(in: "\(value) <b@example.net>") }
        #expect(throws: MessageError.self) { try AddressListParser.addresses(in: "a@example.net\(value)") }
        #expect(throws: MessageError.self) { try ContentType("text/plain; x=\(value)") }
        var draft = try Fixture.draft()
        draft.subject = value
        #expect(throws: MessageError.self) { try draft.text() }
        draft = MessageDraft(
            from: NamedAddress(name: value, mailbox: Mailbox(localPart: "a", domain: "example.org")), to: [])
        #expect(throws: MessageError.self) { try draft.text() }
    }

    @Test(
        "a name of a field with a colon, a blank or a letter beyond ASCII is refused",
        arguments: ["a b", "a:b", "ä", ""])
    func badNames(_ name: String) {
        #expect(throws: MessageError.self) { try HeaderField(name: name, value: "x") }
    }

    @Test("a date is refused where a part of it is out of range")
    func badDates() {
        #expect(
            MessageDate(
                year: 2026, month: 13, day: 1, weekday: 0, hour: 0, minute: 0, second: 0, secondsFromUTC: 0) == nil)
        #expect(
            MessageDate(
                year: 2026, month: 1, day: 1, weekday: 4, hour: 24, minute: 0, second: 0, secondsFromUTC: 0) == nil)
    }
}
