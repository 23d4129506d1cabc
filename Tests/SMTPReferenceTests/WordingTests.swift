import SMTPProtocol
import Testing

@testable import SMTPReference

@Suite("Known wordings")
struct WordingTests {
    static let table = ReferenceTables.shared.wordings

    @Test("every example is known by its own rule, and by no rule before it")
    func examples() throws {
        for example in try WordingExample.all() {
            let match = Self.table.match(example.wording, answering: example.stage)
            #expect(match?.rule.name == example.rule, "\(example.testDescription)")
        }
    }

    @Test("no rule is without an example, and no example without a rule")
    func coverage() throws {
        let tried = Set(try WordingExample.all().compactMap(\.rule))
        let rules = Set(Self.table.rules.map(\.name))
        #expect(rules.subtracting(tried).sorted() == [])
        #expect(tried.subtracting(rules).sorted() == [])
        #expect(rules.count >= 250)
    }

    @Test(
        "is among those whose words are known",
        arguments: [
            "Postfix", "postscreen", "Exim", "Sendmail", "OpenSMTPD", "qmail", "Courier", "Dovecot LMTP",
            "Microsoft 365", "Outlook.com", "Gmail", "Yahoo / AOL", "Apple iCloud", "Zoho", "Amazon SES", "SendGrid",
            "Mimecast", "Proofpoint", "Barracuda", "Cisco IronPort", "Spamhaus", "Block lists", "rspamd",
            "SpamAssassin", "amavis", "postgrey", "sqlgrey", "milter-greylist", "Cloudmark", "Trend Micro",
            "GMX / web.de", "Mail.ru", "QQ / Tencent", "Fastmail", "Proton", "OVH",
        ])
    func software(name: String) {
        #expect(Self.table.rules.contains { $0.software == name }, "\(name)")
    }

    @Test("every reason is reached by a rule, and one that says later says when")
    func reasons() {
        let reached = Set(Self.table.rules.map(\.reason))
        for reason in ReferenceTables.shared.reasons {
            #expect(reached.contains(reason.slug), "no rule leads to \(reason.slug)")
            #expect(reason.title.count <= 52 && !reason.title.hasSuffix("."), "\(reason.title)")
            for retry in [reason.retryAfterTemporary, reason.retryAfterPermanent] where retry == .later {
                #expect(reason.usualWait != nil, "\(reason.slug) says later, but not when")
            }
        }
    }

    @Test("a rule says how to read it: who, until when, and where it was seen")
    func rules() {
        for rule in Self.table.rules {
            #expect(rule.source.count >= 6, "\(rule.name)")
            #expect(rule.date.utf8.count == 7 && rule.date.hasPrefix("20"), "\(rule.name): \(rule.date)")
            #expect(rule.advice.count <= 3, "\(rule.name)")
            #expect(rule.name.hasPrefix(rule.name.lowercased()), "\(rule.name)")
        }
    }

    @Test("a match carries the rule's own fault, retry and advice, or those of the reason")
    func ownOrGeneral() throws {
        let full = try #require(Self.match("452 4.2.2 Mailbox full"))
        #expect(full.reason.slug == "mailbox-full")
        #expect(full.atFault == .recipient)
        #expect(full.retry == .later)
        #expect(full.usualWait == "a day")
        #expect(full.advice == full.reason.whatToChange)
        let fullForGood = try #require(Self.match("552 5.2.2 Mailbox full"))
        #expect(fullForGood.retry == .changed)
        #expect(fullForGood.usualWait == nil)
        let sender = try #require(
            Self.match("553 5.1.8 <a@b.invalid>... Domain of sender address a@b.invalid does not exist"))
        #expect(sender.reason.slug == "domain-not-found")
        #expect(sender.reason.atFault == .recipient)
        #expect(sender.atFault == .sender)
        #expect(sender.source == "Sendmail 8.17.1 source and its configuration files (2021-08)")
        #expect(sender.advice.count == 1)
    }

    @Test(
        "what no rule knows is not guessed",
        arguments: [
            "550 5.7.1 No", "550 Access denied", "554 Transaction failed", "451 Try again", "421 Goodbye",
            "550 5.0.0 Sorry", "450 Busy", "552 Something else", "553 Not allowed", "550 5.7.0 We do not like you",
            "354 Go ahead", "550 5.7.1 <quota-exceeded@example.com>: refused", "550 virus-alert@example.com refused",
            "421 idle, connection closed due to inactivity", "550 <spam@example.org> blocked", "", "999 Hello", "550",
        ])
    func notKnown(reply: String) {
        let match = Self.match(reply)
        #expect(match == nil, "\(match?.rule.name ?? "")")
    }

    @Test("words of failure in a success are no failure")
    func success() {
        for reply in ["250 2.1.5 Ok, mailbox full soon", "220 mx.example.org ESMTP, no relaying, PTR record required"] {
            #expect(Self.match(reply)?.reason.slug == "accepted", "\(reply)")
        }
        #expect(Self.match("354 Spam detected") == nil)
        #expect(Self.match("535 User unknown")?.reason.slug == "authentication-failed")
    }

    @Test("white space, capitals and lines make no difference")
    func shape() {
        let expected = "postfix-relaying-denied-2"
        for reply in [
            "554 5.7.1 <bob@example.net>: Relay access denied", "554 5.7.1 <bob@example.net>: RELAY  Access\tdenied  ",
            "554-5.7.1 <bob@example.net>: Relay\r\n554 5.7.1 access denied", "554 relay access denied",
        ] {
            #expect(Self.match(reply)?.rule.name == expected, "\(reply)")
        }
    }

    @Test(
        "a reply of several lines that a log made one line of is known all the same",
        arguments: [
            (
                "450-4.2.1 The user you are trying to contact is receiving mail at a rate that 450-4.2.1 prevents "
                    + "additional messages from being delivered. 450 4.2.1  https://support.google.com - gsmtp",
                "gmail-rate-limited-4"
            ),
            (
                "554-gmx.net (mxgmx114) Nemesis ESMTP Service not available 554-No SMTP service 554-Bad DNS PTR "
                    + "554 resource record.", "gmx-no-reverse-dns"
            ),
            ("550-Callout verification failed: 550 550 invalid recipient", "any-user-unknown-23"),
            ("550 Sender said: 550 user unknown", "any-user-unknown-2"),
        ])
    func joinedLines(reply: String, rule: String) {
        #expect(Self.match(reply)?.rule.name == rule)
    }

    @Test("words of a bounce without any code are known by their text, but not by codes alone")
    func noCode() {
        let text = { (text: String) in ReplyWording(code: nil, enhanced: nil, text: Array(text.utf8)) }
        #expect(Self.table.match(text("Unrouteable address"))?.reason.slug == "domain-not-found")
        #expect(Self.match("550 Unrouteable address")?.reason.slug == "user-unknown")
        #expect(Self.table.match(text("sorry, no mailbox (#5.1.1)"))?.reason.slug == "user-unknown")
        #expect(Self.table.match(text("Each recipient was turned away.")) == nil)
        let temporary = ReplyWording(
            code: nil, enhanced: EnhancedStatusCode(statusClass: 5, subject: 0, detail: 0),
            text: Array("greylisted".utf8))
        #expect(Self.table.match(temporary) == nil, "a rule for 4xx does not hold beside a code of class 5")
    }

    @Test("the command decides where the code alone cannot")
    func commands() {
        let accepted = Reply(parsing: Array("250 2.0.0 Fine\r\n".utf8))
        #expect(Self.table.match(accepted, answering: .endOfData)?.reason.slug == "accepted")
        #expect(Self.table.match(accepted, answering: .recipientOutcome)?.reason.slug == "delivered")
        let closed = Reply(parsing: Array("521 Sorry\r\n".utf8))
        #expect(Self.table.match(closed, answering: .greeting)?.reason.slug == "no-mail-service")
        #expect(Self.table.match(closed, answering: .command(.rcpt)) == nil)
    }

    @Test(
        "what is said about the sender is not laid to the recipient",
        arguments: [
            "550 5.1.8 Sender's domain has no valid MX", "550 5.1.7 No such domain example.invalid.",
            "550 Sender address does not exist", "552 5.2.2 Your sending quota exceeded", "550 Sender unknown",
            "450 4.1.8 <a@b.invalid>: Sender address rejected: Domain not found", "535 User unknown",
        ])
    func senders(reply: String) throws {
        #expect(try #require(Self.match(reply)).atFault == .sender, "\(reply)")
    }

    @Test("one byte of any text moves few rules, so a long hostile text costs no more than its length")
    func bounded() {
        #expect(Self.table.mostRulesPerByte <= 16)
        var text: [UInt8] = []
        while text.count < 65_536 { text += Array("mailbox blocked user unknown ".utf8) }
        let wording = ReplyWording(code: ReplyCode(599), enhanced: nil, text: text)
        #expect(Self.table.match(wording)?.reason.slug == "user-unknown")
    }

    static func match(_ reply: String) -> WordingMatch? { table.match(Reply(parsing: Array("\(reply)\r\n".utf8))) }
}
