import SMTPProtocol
import TestSupport
import Testing

@testable import SessionCore

@Suite("Help on what is being typed")
struct TypedHelpTests {
    @Test(
        "the first word says what the line is about",
        arguments: [
            ("RCPT TO:<", HelpSubject.verb(.rcpt)), ("rcpt", .verb(.rcpt)), ("RCP", nil), ("", nil), ("FOO x", nil),
            (":auth PLAIN", HelpTopic.named("auth").map { .command($0) }), (":au", nil), (":", nil),
            (String(repeating: "M", count: 100_000), nil),
        ] as [(String, HelpSubject?)])
    func subject(line: String, subject: HelpSubject?) {
        #expect(Play.ready().session.helpSubject(for: line.wire) == subject)
    }

    @Test("in content and behind a question, the line is no command")
    func states() {
        #expect(Play.content().session.helpSubject(for: "RCPT TO:<".wire) == .content)
        var play = Play.ready(offers: ["AUTH LOGIN"])
        play.type("AUTH LOGIN")
        #expect(play.session.helpSubject(for: "RCPT".wire) == .answer)
    }

    @Test("help on RCPT has its form, the parameters that this server offers, and the usual replies")
    func rcpt() {
        let rows = ServerPageTests.text(Play.ready(offers: ["DSN"]).session.helpPage(on: .verb(.rcpt)))
        #expect(rows.first == "# RCPT TO:<forward-path> [parameters]")
        #expect(rows.contains { $0.hasPrefix("NOTIFY|NOTIFY=") && $0.contains("(DSN)") })
        #expect(rows.contains { $0.hasPrefix("not offered|") })
        #expect(rows.contains { $0.hasPrefix("550|") })
        #expect(rows.contains("source|RFC 5321 §4.1.1.3|note"))
    }

    @Test("every command of SMTP and of the explorer has a page", arguments: CommandSyntax.all)
    func verbs(syntax: CommandSyntax) {
        let page = Play.ready().session.helpPage(on: .verb(syntax.verb))
        #expect(page.sections.first?.rows.isEmpty == false)
    }

    @Test("help on STARTTLS says whether this server offers what it needs")
    func needs() {
        let offered = ServerPageTests.text(Play.ready(offers: ["STARTTLS"]).session.helpPage(on: .verb(.starttls)))
        #expect(offered.contains("needs|STARTTLS: offered by this server|note"))
        let missing = ServerPageTests.text(Play.ready(offers: ["HELP"]).session.helpPage(on: .verb(.starttls)))
        #expect(missing.contains("needs|STARTTLS: not offered by this server|note"))
        let unknown = ServerPageTests.text(Play.greeted().session.helpPage(on: .verb(.starttls)))
        #expect(unknown.contains("needs|STARTTLS: EHLO tells whether it is offered|note"))
    }
}
