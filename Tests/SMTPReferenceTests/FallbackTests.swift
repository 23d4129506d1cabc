import SMTPProtocol
import SMTPReference
import Testing

@Suite("What nobody has defined is explained as far as it goes, and said to be undefined")
struct FallbackTests {
    private func explain(_ text: String, _ stage: ReplyStage = .any) -> Explanation {
        Explanation(of: Reply(parsing: Array((text + "\r\n").utf8)), answering: stage)
    }

    @Test(
        "an undefined code is explained by its digits",
        arguments: [
            ("299 x", Severity.ok, "Unknown code: success", Fault.nobody, Retry.notNeeded),
            ("399 x", .continue, "Unknown code: more is expected", .nobody, .notNeeded),
            ("433 x", .temporary, "Unknown code: temporary failure", .unclear, .later),
            ("599 x", .permanent, "Unknown code: permanent failure", .unclear, .no),
            ("290 x", .ok, "Unknown code: success", .nobody, .notNeeded),
        ])
    func undefined(text: String, severity: Severity, headline: String, fault: Fault, retry: Retry) {
        let explanation = explain(text, .command(.rcpt))
        #expect(explanation.isFallback)
        #expect(explanation.severity == severity)
        #expect(explanation.headline == headline)
        #expect(explanation.fault == fault)
        #expect(explanation.retry == retry)
        #expect(explanation.title == nil)
        #expect(explanation.what.hasPrefix("No standard defines \(text.prefix(3))."))
        #expect(explanation.notes.contains { $0.kind == .undefinedCode && $0.text.contains("Only its digits") })
        #expect(explanation.digits.count == 3)
        #expect(explanation.digits[2].isDefined == false)
    }

    @Test("CP04: a second digit above 5 is said to have no meaning")
    func secondDigit() {
        let explanation = explain("290 x")
        #expect(explanation.digits.map(\.isDefined) == [true, false, false])
        #expect(explanation.notes.contains { $0.kind == .anomaly && $0.text.contains("second digit") })
    }

    @Test("CP04: a code that begins with 1 or 9 is no code of SMTP", arguments: ["150 x", "999 x", "000 x"])
    func noCodeOfSMTP(text: String) {
        let explanation = explain(text)
        #expect(explanation.severity == nil)
        #expect(explanation.headline == "Not a code of SMTP")
        #expect(explanation.isFallback)
        #expect(explanation.digits.first?.isDefined == false)
    }

    @Test("a code that is in no RFC but was seen is no fallback, and is marked")
    func seenCode() {
        let explanation = explain("571 5.7.1 no", .endOfData)
        #expect(!explanation.isFallback)
        #expect(explanation.status == .unofficial)
        #expect(explanation.digits[1].isDefined == false)
    }

    @Test("an undefined code with a registered enhanced code takes its words from that, and says so")
    func undefinedWithEnhanced() {
        let explanation = explain("577 5.1.1 gone", .command(.rcpt))
        #expect(explanation.isFallback)
        #expect(explanation.headline == "No such mailbox")
        #expect(
            explanation.notes.contains { $0.kind == .undefinedCode && $0.text.contains("from the enhanced code 5.1.1") }
        )
    }

    @Test("an enhanced code that is not registered does not change the words, and is said to be unregistered")
    func unregisteredEnhanced() {
        let explanation = explain("450 4.9.9 x", .command(.rcpt))
        #expect(explanation.headline == "Recipient not accepted for now")
        #expect(explanation.enhanced.map(\.isRegistered) == [true, false, false])
        #expect(explanation.notes.contains { $0.text.hasPrefix("4.9.9 is not registered, and neither is its subject") })
        let known = explain("450 4.2.99 x", .command(.rcpt))
        #expect(known.notes.contains { $0.text.hasPrefix("4.2.99 is not registered. Its class and subject") })
    }

    @Test("CP15: an enhanced code of another class never leads, and the disagreement is said once")
    func disagreement() {
        let explanation = explain("250 5.1.1 x", .command(.rcpt))
        #expect(explanation.headline == "Recipient accepted")
        #expect(explanation.severity == .ok)
        let said = explanation.notes.filter { $0.text.contains("5.1.1") || $0.text.contains("disagree") }
        #expect(said.count == 1)
        #expect(said.first?.text.contains("says permanent failure, but 250 says success") == true)
    }

    @Test("CP15: half an enhanced code is no enhanced code")
    func halfEnhancedCode() {
        let explanation = explain("550 5.7", .command(.rcpt))
        #expect(explanation.enhancedCode == nil)
        #expect(explanation.enhanced.isEmpty)
        #expect(explanation.headline == "Recipient refused")
    }

    @Test("CP15: an enhanced code without text is explained")
    func enhancedCodeAlone() {
        #expect(explain("550 5.1.1", .command(.rcpt)).headline == "No such mailbox")
    }

    @Test("a class that turns the meaning of a detail over is said to make little sense")
    func contradiction() {
        #expect(explain("550 5.1.5 x").notes.contains { $0.text.contains("X.1.5 is meant to have 2 in front") })
        #expect(!explain("451 4.7.1 x").notes.contains { $0.text.contains("is meant to have") })
    }

    @Test(
        "CP03: a line without a code is no reply, and answers nothing", arguments: ["hello", "25", "99999 x", "+25 x"])
    func noReply(text: String) {
        let explanation = explain(text)
        #expect(explanation.code == nil)
        #expect(explanation.severity == nil)
        #expect(explanation.headline == "Not an SMTP reply")
        #expect(explanation.isFallback)
        #expect(explanation.digits.isEmpty)
        #expect(explanation.notes.contains { $0.kind == .anomaly })
    }

    @Test("CP01: the last line's code is explained, and the mismatch is said with its line")
    func mismatch() {
        let reply = Reply(parsing: Array("250-a\r\n550 b\r\n".utf8))
        let explanation = Explanation(of: reply, answering: .command(.rcpt))
        #expect(explanation.code == 550)
        #expect(explanation.notes.contains { $0.kind == .anomaly && $0.text.hasPrefix("Line 2: ") })
    }

    @Test("each kind of oddity is said once, however many lines have it")
    func anomaliesOnce() {
        let reply = Reply(parsing: Array("250-a\n250-b\n250 c\n".utf8))
        let notes = Explanation(of: reply, answering: .command(.ehlo)).notes.filter { $0.kind == .anomaly }
        #expect(notes.count == 1)
        #expect(notes.first?.text.hasPrefix("Line 1: ") == true)
    }

    @Test("a reply without any byte is explained too")
    func nothing() {
        #expect(Explanation(of: Reply(parsing: [])).headline == "Not an SMTP reply")
    }
}
