import SMTPProtocol
import Testing

@testable import SessionCore

@Suite("A delivery")
struct MessageDeliveryTests {
    @Test("it says EHLO, MAIL, RCPT, DATA and QUIT, and ends with 0")
    func plain() {
        var stage = Delivery(.to("b@example.net", "c@example.net"))
        #expect(stage.run() == .success)
        #expect(
            stage.heard == [
                "EHLO localhost", "MAIL FROM:<a@example.org> SIZE=22", "RCPT TO:<b@example.net>",
                "RCPT TO:<c@example.net>", "DATA", "QUIT",
            ])
        #expect(stage.delivery.result.verdicts == [.accepted, .accepted])
        #expect(stage.delivery.result.recipients.first?.reply?.code == 250)
    }

    @Test("SC07: some recipients fail, and each has a result of its own")
    func someFail() {
        var stage = Delivery(
            .to("b@example.net", "gone@example.net", "later@example.net"),
            answers: ["RCPT TO:<gone": "550 5.1.1 no", "RCPT TO:<later": "450 4.2.1 later"])
        #expect(stage.run() == .failure)
        #expect(stage.delivery.result.verdicts == [.accepted, .permanent, .temporary])
        #expect(stage.delivery.result.recipients[1].reply?.enhanced?.description == "5.1.1")
        #expect(stage.heard.contains("DATA"))
    }

    @Test(
        "SC07: a QUIT that fails after the final 250 changes nothing",
        arguments: ["close", "421 4.3.2 gone\nclose", "500 what"])
    func quitFails(_ answer: String) {
        var stage = Delivery(.to("b@example.net"), answers: ["QUIT": answer])
        // 500 leaves the connection open, and the goodbye is waited for no longer than its deadline.
        let code = stage.run() ?? stage.delivery.result.exitCode(of: stage.play.session)
        #expect(code == .success)
        #expect(stage.delivery.result.verdicts == [.accepted])
    }

    @Test("without an accepted recipient there is no DATA")
    func nobody() {
        var stage = Delivery(.to("b@example.net"), answers: ["RCPT": "450 4.2.1 later"])
        #expect(stage.run() == .temporaryFailure)
        #expect(!stage.heard.contains("DATA"))
        #expect(stage.heard.last == "QUIT")
    }

    @Test(
        "the reply to MAIL, DATA or the content decides for every accepted recipient",
        arguments: [
            ("MAIL", "550 5.7.1 no", DeliveryResult.Verdict.permanent), ("DATA", "451 4.3.0 later", .temporary),
            (".", "554 5.7.1 spam", .permanent), (".", "451 4.7.1 later", .temporary),
        ])
    func refusedLater(_ command: String, _ answer: String, _ verdict: DeliveryResult.Verdict) {
        var stage = Delivery(.to("b@example.net", "c@example.net"), answers: [command: answer])
        #expect(stage.run() == (verdict == .permanent ? .failure : .temporaryFailure))
        #expect(stage.delivery.result.verdicts == [verdict, verdict])
        #expect(stage.heard.last == "QUIT")
    }

    @Test("a connection lost before the verdict leaves the message unanswered: it may have been delivered")
    func lostVerdict() {
        var stage = Delivery(.to("b@example.net"), answers: [".": "close"])
        #expect(stage.run() == .temporaryFailure)
        #expect(stage.delivery.result.verdicts == [.unanswered])
    }

    @Test("a server without EHLO is greeted with HELO, and nothing is declared")
    func helo() {
        var stage = Delivery(.to("b@example.net"), answers: ["EHLO": "502 5.5.2 what"])
        #expect(stage.run() == .success)
        #expect(stage.heard[1...2] == ["HELO localhost", "MAIL FROM:<a@example.org>"])
    }

    @Test("a server that refuses EHLO for another reason is left")
    func ehloRefused() {
        var stage = Delivery(.to("b@example.net"), answers: ["EHLO": "554 5.7.1 go away"])
        #expect(stage.run() == .failure)
        #expect(stage.heard == ["EHLO localhost", "QUIT"])
        #expect(stage.delivery.result.verdicts == [.notTried])
    }

    @Test("a greeting with a refusal ends it")
    func refusedGreeting() {
        var stage = Delivery(.to("b@example.net"), answers: ["greeting": "554 5.7.1 not you"])
        #expect(stage.run() == .failure)
        #expect(stage.heard == ["QUIT"])
    }

    @Test("a message larger than SIZE is not begun")
    func tooLarge() {
        var stage = Delivery(.to("b@example.net"), offers: ["SIZE 10"])
        #expect(stage.run() == .failure)
        #expect(stage.heard == ["EHLO localhost", "QUIT"])
        #expect(stage.delivery.result.stopReason?.contains("552") == true)
    }

    @Test("an address beyond ASCII needs SMTPUTF8, and has it declared where it is offered")
    func smtpUTF8() {
        var without = Delivery(.to("jürgen@example.net"))
        #expect(without.run() == .failure)
        #expect(without.heard == ["EHLO localhost", "QUIT"])
        var with = Delivery(.to("jürgen@example.net"), offers: ["SMTPUTF8"])
        #expect(with.run() == .success)
        #expect(with.heard[1] == "MAIL FROM:<a@example.org> SMTPUTF8")
    }

    @Test("notices are asked for where DSN is offered, with the name in xtext")
    func notices() {
        let plan = DeliveryPlan.to("b@example.net") { plan in
            plan.notices = DeliveryPlan.Notices()
            plan.notices?.notify = "SUCCESS,FAILURE"
            plan.notices?.return = "HDRS"
            plan.notices?.envelopeID = "a b+c"
        }
        var stage = Delivery(plan, offers: ["DSN"])
        #expect(stage.run() == .success)
        #expect(stage.heard[1] == "MAIL FROM:<a@example.org> RET=HDRS ENVID=a+20b+2Bc")
        #expect(stage.heard[2] == "RCPT TO:<b@example.net> NOTIFY=SUCCESS,FAILURE")
        var other = Delivery(plan, offers: [])
        #expect(other.run() == .success)
        #expect(other.heard[1] == "MAIL FROM:<a@example.org>")
    }

    @Test("with PIPELINING the envelope and DATA are one write, and each reply finds its recipient")
    func pipelined() {
        var stage = Delivery(
            .to("b@example.net", "gone@example.net", "c@example.net") { $0.pipelines = true },
            answers: ["RCPT TO:<gone": "550 5.1.1 no"])
        #expect(stage.run() == .failure)
        #expect(stage.delivery.result.verdicts == [.accepted, .permanent, .accepted])
        // EHLO, the group, the content, QUIT.
        #expect(stage.writes <= 5)
    }

    @Test("a pipelined DATA without a recipient gets a dot at once where it got 354 (RFC 2920 3.1), and else nothing")
    func pipelinedNobody() {
        let plan = DeliveryPlan.to("gone@example.net") { $0.pipelines = true }
        for answer in ["354 go", "554 5.5.1 no valid recipients"] {
            var stage = Delivery(
                plan, answers: ["RCPT": "550 5.1.1 no", "DATA": answer, ".": "554 5.5.1 no recipients"])
            #expect(stage.run() == .failure)
            #expect(stage.delivery.result.verdicts == [.permanent])
            #expect(stage.heard.last == "QUIT")
            #expect(!stage.play.sent.contains("body"))
        }
    }

    @Test(
        "it ends behind the stage that was named, with QUIT",
        arguments: [
            (DeliveryPlan.Stage.banner, ["QUIT"]), (.ehlo, ["EHLO localhost", "QUIT"]),
            (.mail, ["EHLO localhost", "MAIL FROM:<a@example.org> SIZE=22", "QUIT"]),
            (
                .rcpt,
                ["EHLO localhost", "MAIL FROM:<a@example.org> SIZE=22", "RCPT TO:<b@example.net>", "QUIT"]
            ),
        ])
    func quitAfter(_ last: DeliveryPlan.Stage, _ expected: [String]) {
        var stage = Delivery(.to("b@example.net") { $0.lastStage = last })
        #expect(stage.run() == .success)
        #expect(stage.heard == expected)
        #expect(stage.delivery.result.verdicts == [.notTried])
    }

    @Test("several messages go over one connection, with RSET where one was refused")
    func several() {
        var stage = Delivery(.to("gone@example.net") { $0.messageCount = 3 }, answers: ["RCPT": "550 5.1.1 no"])
        #expect(stage.run() == .failure)
        #expect(stage.connections == 1)
        #expect(stage.heard.count { $0 == "RSET" } == 2)
        #expect(stage.delivery.result.recipients.map(\.message) == [1, 2, 3])
    }

    @Test("a server that closes between messages is connected to again")
    func reconnecting() {
        var stage = Delivery(
            .to("b@example.net") { $0.messageCount = 3 }, answers: [".": "250 ok\n421 4.7.0 enough\nclose"])
        #expect(stage.run() == .success)
        #expect(stage.connections == 3)
        #expect(stage.delivery.result.verdicts == [.accepted, .accepted, .accepted])
    }

    @Test("LMTP: each accepted recipient has a verdict of its own")
    func lmtp() {
        var stage = Delivery(
            .to("b@example.net", "gone@example.net", "full@example.net"),
            answers: [
                "RCPT TO:<gone": "550 5.1.1 no", ".": "250 2.0.0 ok\n452 4.2.2 full",
            ])
        #expect(stage.run(target: "lmtp://mx.example.net") == .failure)
        #expect(stage.heard.first == "LHLO localhost")
        #expect(stage.delivery.result.verdicts == [.accepted, .permanent, .temporary])
    }

    @Test("a login that fails ends it before MAIL")
    func loginFails() {
        let plan = DeliveryPlan.to("b@example.net") {
            $0.login = AuthRequest(mechanism: "PLAIN", user: "me", secret: .environment("PW"))
        }
        var stage = Delivery(plan, offers: ["AUTH PLAIN"])
        // In the clear, and nobody is there to allow it.
        #expect(stage.run() == .notPermitted)
        #expect(stage.heard == ["EHLO localhost", "QUIT"])
    }
}
