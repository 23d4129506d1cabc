import SMTPProtocol
import Testing

@Suite("Paths and mailboxes")
struct MailPathTests {
    @Test(
        "Addresses are split into local part and domain as they were written",
        arguments: [
            ("<a@b>", "a", "b"),
            ("a@b", "a", "b"),
            ("<\"a b\"@c>", "\"a b\"", "c"),
            ("<\"a@b\"@c>", "\"a@b\"", "c"),
            ("<\"a>b\"@c>", "\"a>b\"", "c"),
            ("<\"a\\\"b\"@c>", "\"a\\\"b\"", "c"),
            ("<\"\\\\\"@c>", "\"\\\\\"", "c"),
            ("<a+b=c!d@example.org>", "a+b=c!d", "example.org"),
            ("<a@[127.0.0.1]>", "a", "[127.0.0.1]"),
            ("<a@[IPv6:::1]>", "a", "[IPv6:::1]"),
            ("<a@[ipv6:2001:db8::192.0.2.1]>", "a", "[ipv6:2001:db8::192.0.2.1]"),
            ("<a@localhost>", "a", "localhost"),
            ("<用户@例子.测试>", "用户", "例子.测试"),
        ])
    func parts(address: String, localPart: String, domain: String) throws {
        let mailbox = try #require(MailPath(address)?.mailbox)
        #expect(mailbox.localPart == Array(localPart.utf8))
        #expect(mailbox.domain == Array(domain.utf8))
        let bracketed = address.hasPrefix("<") ? address : "<\(address)>"
        #expect(MailPath.mailbox(mailbox).bytes == Array(bracketed.utf8))
    }

    @Test(
        "Bad addresses are no path",
        arguments: [
            "", "<a", "a b@c", "<a@b>x", "<a@[256.0.0.1]>", "<a@[1.2.3.4.5]>", "<a@[IPv6:1:2:3:4:5:6:7:8:9]>",
            "<a@[IPv6:::1::]>", "<a@[IPv6::1]>", "<a@[IPv6:12345::]>", "<a@[IPv6:1:2:3:4:5:6:7::]>", "<a@[x]>", "<a@[>",
            "<a@[]>", "<a@b..c>", "<@>", "<\"@b>",
        ])
    func refused(address: String) {
        #expect(MailPath(address) == nil)
    }

    @Test(
        "IPv6 literals are checked group by group",
        arguments: [
            ("::", true), ("::1", true), ("1::", true), ("1:2:3:4:5:6:7:8", true), ("1:2:3:4:5:6:1.2.3.4", true),
            ("::ffff:192.0.2.1", true), ("1::2:3", true), ("fe80::1234:ABCD", true), ("1:2:3:4:5:6::", true),
            (":::", false), ("1:2", false), ("1:::2", false), ("1::2::3", false), ("g::", false), ("1.2.3.4", false),
            ("1.2.3.4::", false), ("1:2:3:4:5:6:7:1.2.3.4", false), ("::1.2.3", false), (":1:2:3:4:5:6:7:8", false),
            ("1:2:3:4:5:6:7:8:", false), ("", false), ("fe80::1%eth0", false),
        ])
    func addressLiterals(text: String, isValid: Bool) {
        #expect((MailPath("a@[IPv6:\(text)]") != nil) == isValid)
    }

    @Test("The null path and the postmaster have cases of their own")
    func specialPaths() {
        #expect(Command(parsing: Array("MAIL FROM:<>".utf8)).path == .null)
        #expect(MailPath("<postMASTER>") == .postmaster)
        #expect(MailPath("postmaster@x") == .mailbox(Mailbox(localPart: "postmaster", domain: "x")))
        #expect(MailPath.null.bytes == Array("<>".utf8))
    }

    @Test("A source route is read apart and put together again")
    func sourceRoute() throws {
        let mailbox = try #require(MailPath("<@one,@[IPv6:::1]:a@b>")?.mailbox)
        #expect(mailbox.sourceRoute == [Array("one".utf8), Array("[IPv6:::1]".utf8)])
        #expect(mailbox.localPart == Array("a".utf8))
        #expect(MailPath.mailbox(mailbox).bytes == Array("<@one,@[IPv6:::1]:a@b>".utf8))
    }

    @Test("A quoted local part means the same as the plain one")
    func unquoting() throws {
        #expect(try #require(MailPath("\"450\"@b")?.mailbox).unquotedLocalPart == Array("450".utf8))
        #expect(try #require(MailPath("\"a\\\"b\\\\\"@b")?.mailbox).unquotedLocalPart == Array("a\"b\\".utf8))
        #expect(Mailbox(localPart: "\"", domain: "b").unquotedLocalPart == Array("\"".utf8))
    }

    @Test(
        "Lengths up to the limits of RFC 5321 §4.5.3.1 pass, and one byte more is reported",
        arguments: [
            (64, 63, CommandProblem.Kind?.none), (65, 63, .localPartTooLong), (1, 64, .domainTooLong),
        ])
    func lengths(localPart: Int, label: Int, problem: CommandProblem.Kind?) {
        let line = "RCPT TO:<\(String(repeating: "a", count: localPart))@\(String(repeating: "b", count: label))>"
        #expect(Command(parsing: Array(line.utf8)).problems.map(\.kind) == (problem.map { [$0] } ?? []))
    }

    @Test("A domain of 255 bytes passes by itself, one of 256 does not; a path holds 256 bytes with its brackets")
    func longDomains() {
        let labels = String(repeating: "abcdefghi.", count: 25)
        #expect(kinds("EHLO \(labels)abcde") == [])
        #expect(kinds("EHLO \(labels)abcdef") == [.domainTooLong])
        #expect(kinds("RCPT TO:<ab@\(labels)a>") == [])
        #expect(kinds("RCPT TO:<abc@\(labels)a>") == [.pathTooLong])
    }

    @Test("A line of 512 bytes with CRLF passes, one more is reported; SIZE and others add their increment")
    func longLines() {
        #expect(kinds("NOOP " + String(repeating: "x", count: 505)) == [])
        #expect(kinds("NOOP " + String(repeating: "x", count: 506)) == [.lineTooLong])
        let start = "MAIL FROM:<a@b> X="
        let room = 512 - 2 - start.utf8.count
        // An unknown parameter adds its own length, so it never makes the line too long by itself.
        #expect(kinds(start + String(repeating: "x", count: room + 100)) == [])
    }

    private func kinds(_ line: String) -> [CommandProblem.Kind] {
        Command(parsing: Array(line.utf8)).problems.map(\.kind)
    }
}
