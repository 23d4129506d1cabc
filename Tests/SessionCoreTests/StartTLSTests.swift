import SMTPProtocol
import SessionCore
import TestSupport
import Testing

@Suite("STARTTLS in a session")
struct StartTLSTests {
    // MARK: Typed by hand

    @Test("STARTTLS typed by hand has TLS begin behind its reply, and is announced before it is sent")
    func typed() {
        var play = Play.offering()
        let actions = play.type("STARTTLS")
        #expect(actions.expectedUpgrades == [3], "the greeting is 1, EHLO's reply 2")
        #expect(actions.sendOrder == "expect send")
        play.server("220 Go␍␊")
        #expect(play.session.status.tls == "starting")
        #expect(!play.session.isQuiescent)
        let held = play.type("EHLO x")
        #expect(held.returnedLine == "EHLO x" && held.sentText.isEmpty)
        play.report(.securing(serverNameSent: "mail.example.net"))
        let secured = play.report(.secured(TLSStage.facts()))
        #expect(secured.sentText.isEmpty, "EHLO is the user's to say")
        #expect(play.said.contains { $0.hasPrefix("EHLO again:") })
        #expect(play.session.prompt.text == "HELLO> ")
        #expect(play.session.status.tls == "TLSv1.3 cert OK 61d")
        #expect(play.session.status.tlsLevel == .information)
        #expect(play.session.isQuiescent)
    }

    @Test("Lines in flight and unsolicited replies count, lines that are no replies do not")
    func counting() {
        var play = Play.offering()
        play.server("250 surprise␍␊rubbish␍␊")
        play.type("NOOP")
        play.type("NOOP")
        #expect(play.type("STARTTLS").expectedUpgrades == [6])
        var raw = Play.offering()
        #expect(raw.type(#":raw "NOOP\r\nSTARTTLS\r\nSTARTTLS\r\n""#).expectedUpgrades == [4])
        raw = .offering()
        #expect(raw.type(#":raw "STARTT""#).expectedUpgrades == [])
        #expect(raw.type(#":raw "LS\r\n""#).expectedUpgrades == [3])
    }

    @Test(
        "What is typed behind STARTTLS is given back until its reply is in: it would stand neither in the clear nor in TLS"
    )
    func behind() {
        var play = Play.offering()
        play.type("STARTTLS")
        let actions = play.type("NOOP")
        #expect(actions.returnedLine == "NOOP" && actions.sentText.isEmpty)
        #expect(play.type(#":raw "NOOP\r\n""#).sentText.isEmpty)
        play.server("454 no␍␊")
        #expect(play.type("NOOP").sentText == "NOOP␍␊")
        play = .offering()
        play.type("STARTTLS")
        #expect(play.type(":quit").quits == .success, "there is nothing to say goodbye with")
    }

    @Test("A 220 that does not stand where it was expected ends the connection, for TLS does not begin there")
    func outOfStep() {
        var play = Play.offering()
        play.type(#":raw "DATA\r\nx\r\n.\r\nSTARTTLS\r\n""#)
        play.server("354 go␍␊250 ok␍␊")
        let actions = play.server("220 Go␍␊")
        #expect(actions.closes)
        #expect(play.said.last?.contains("do not match") == true)
    }

    @Test("A refusal of STARTTLS is a reply like any other, and the session goes on")
    func refused() {
        var play = Play.offering()
        play.type("STARTTLS")
        #expect(!play.server("454 4.7.0 no␍␊").closes)
        #expect(play.session.status.tls == "none")
        #expect(play.type("NOOP").sentText == "NOOP␍␊")
    }

    @Test("Under TLS another STARTTLS has no TLS begin again")
    func twice() {
        var play = Play.upgraded()
        play.type("EHLO x")
        play.answerHello([])
        #expect(play.session.hint(for: Array("STARTTLS".utf8)).advice.contains { $0.text.contains("503") })
        let actions = play.type("STARTTLS")
        #expect(actions.expectedUpgrades == [] && actions.sentText == "STARTTLS␍␊")
        #expect(!play.server("220 Go␍␊").closes)
        #expect(play.session.status.tls.hasPrefix("TLSv1.3"))
    }

    @Test("Bytes in the clear where the handshake should be are not taken in, and end the connection")
    func clearBytes() {
        var play = Play.offering()
        play.type("STARTTLS")
        play.server("220 Go␍␊")
        let count = play.replies.count
        #expect(play.server("250 evil␍␊").closes)
        #expect(play.replies.count == count)
    }

    // MARK: :starttls

    @Test(":starttls sends EHLO where none was sent, STARTTLS, and EHLO again, named after our address")
    func command() {
        var play = Play()
        play.type(":connect mail.example.net")
        play.report(.connected(remote: "192.0.2.1:25", local: "192.0.2.9:40000"))
        play.server("220 mx␍␊")
        #expect(play.type(":starttls").sentText == "EHLO [192.0.2.9]␍␊")
        #expect(!play.session.isQuiescent)
        let agreed = play.answerHello(TLSStage.offers)
        #expect(agreed.sentText == "STARTTLS␍␊" && agreed.expectedUpgrades == [3])
        play.server("220 Go␍␊")
        play.report(.securing(serverNameSent: nil))
        #expect(play.report(.secured(TLSStage.facts())).sentText == "EHLO [192.0.2.9]␍␊")
        #expect(!play.session.isQuiescent)
        play.answerHello(["AUTH PLAIN"])
        #expect(play.session.isQuiescent)
        #expect(play.session.prompt.text == "READY> ")
        #expect(play.entries.count { $0.remarks.contains { $0.text.contains("by itself") } } == 3)
    }

    @Test("An IPv6 address of ours is written as EHLO wants it, and a socket has none")
    func names() {
        for (local, name) in [("[2001:db8::9%eth0]:1", "[IPv6:2001:db8::9]"), ("/run/x", "localhost")] {
            var play = Play()
            play.type(":connect mail.example.net --tls starttls")
            play.report(.connected(remote: "x", local: local))
            #expect(play.server("220 mx␍␊").sentText == "EHLO \(name)␍␊")
        }
    }

    @Test(":starttls refuses with a reason where it makes no sense")
    func refusals() {
        var play = Play()
        play.type(":starttls")
        #expect(play.said.last?.contains("no connection") == true)
        play = .upgraded()
        play.type(":starttls")
        #expect(play.said.last?.contains("encrypted already") == true)
        play = .ready(offers: ["SIZE"])
        #expect(play.type(":starttls").sentText.isEmpty)
        #expect(play.said.last?.contains("does not offer STARTTLS") == true)
        play = .offering()
        play.type("MAIL FROM:<a@b.example>")
        play.server("250 ok␍␊")
        #expect(play.type(":starttls").sentText.isEmpty)
        #expect(play.said.last?.contains("RSET") == true)
        play = .offering()
        play.type(":starttls")
        #expect(play.type(":starttls").sentText.isEmpty)
        #expect(play.said.last?.contains("already") == true)
    }

    @Test("A line typed while TLS is being started by itself is given back")
    func held() {
        var play = Play.offering()
        play.type(":starttls")
        let actions = play.type("MAIL FROM:<a@b.example>")
        #expect(actions.returnedLine == "MAIL FROM:<a@b.example>" && actions.sentText.isEmpty)
        #expect(play.type(#":raw "NOOP\r\n""#).sentText.isEmpty)
        #expect(play.type(":help").sentText.isEmpty, "explorer commands still work")
    }

    // MARK: The modes

    @Test("--tls starttls does it all after the greeting")
    func whenOffered() {
        var play = Play.greeted(target: "mail.example.net --tls starttls")
        #expect(play.sent == "EHLO localhost␍␊")
        play.answerHello(TLSStage.offers)
        play.server("220 Go␍␊")
        play.report(.securing(serverNameSent: nil))
        play.report(.secured(TLSStage.facts()))
        play.answerHello(["SIZE 1000"])
        #expect(play.sent == "EHLO localhost␍␊STARTTLS␍␊EHLO localhost␍␊")
        #expect(play.session.isQuiescent)
    }

    @Test("--tls starttls goes on in the clear where it is not offered or refused, and says so")
    func inTheClear() {
        for reply in [nil, "454 4.7.0 later␍␊"] {
            var play = Play.greeted(target: "mail.example.net --tls starttls")
            #expect(!play.answerHello(reply == nil ? ["SIZE"] : TLSStage.offers).closes)
            if let reply { #expect(!play.server(reply).closes) }
            #expect(play.said.last?.contains("goes on in the clear") == true)
            #expect(play.session.isQuiescent)
            #expect(play.type("NOOP").sentText == "NOOP␍␊")
        }
    }

    @Test("CT01: where STARTTLS is required and not offered, the connection is closed and nothing else is sent")
    func notOffered() {
        var play = Play(.unattended)
        play.connect("mail.example.net --tls require-starttls")
        #expect(!play.session.isQuiescent, "a line of a pipe waits")
        play.server("220 mx␍␊")
        #expect(play.answerHello(["SIZE 1000", "AUTH PLAIN"]).closes)
        #expect(play.sent == "EHLO localhost␍␊")
        #expect(play.said.last?.contains("does not offer STARTTLS") == true)
        #expect(play.said.last?.contains("--tls implicit") == true || play.said.last?.contains(":465") == true)
        #expect(play.handle(.endOfInput).quits == .notPermitted)
    }

    @Test(
        "CT02: where STARTTLS is required and answered by something else than 220, the connection is closed",
        arguments: ["502 no", "454 later", "354 go", "250 ok", "221 bye", "421 bye", "500 what"])
    func badAnswer(reply: String) {
        var play = Play(.unattended)
        play.connect("mail.example.net --tls require-starttls")
        play.server("220 mx␍␊")
        play.answerHello(TLSStage.offers)
        #expect(play.server("\(reply)␍␊").closes)
        #expect(play.sent == "EHLO localhost␍␊STARTTLS␍␊")
        #expect(play.said.last?.contains("--tls require-starttls allows nothing else") == true)
        #expect(play.session.exitCode != .success)
    }

    @Test(
        "CT02: a server without EHLO, or one that refuses the session, gets nothing either", arguments: [true, false])
    func noHello(greets: Bool) {
        var play = Play(.unattended)
        play.connect("mail.example.net --tls require-starttls")
        var actions = play.server(greets ? "220 mx␍␊" : "554 no␍␊")
        if greets {
            // HELO is said in its place, which brings no extensions.
            play.server("502 what␍␊")
            actions = play.server("250 hello␍␊")
        }
        #expect(actions.closes)
        #expect(play.sent == (greets ? "EHLO localhost␍␊HELO localhost␍␊" : ""))
        #expect(play.session.exitCode == (greets ? .notPermitted : .failure))
    }

    @Test("^C gives up a required STARTTLS with the connection, and an optional one without")
    func interrupted() {
        var play = Play.greeted(target: "mail.example.net --tls require-starttls")
        #expect(play.handle(.interrupt).closes)
        play = Play.greeted(target: "mail.example.net --tls starttls")
        #expect(!play.handle(.interrupt).closes)
        play.answerHello(TLSStage.offers)
        #expect(!play.sent.contains("STARTTLS"))
        #expect(play.type("NOOP").sentText == "NOOP␍␊")
    }

    @Test("A pipe leaves after the last EHLO, and its success is not spoilt by what the explorer sent")
    func unattended() {
        var play = Play(.unattended)
        play.connect("mail.example.net --tls starttls")
        play.handle(.endOfInput)
        play.server("220 mx␍␊")
        play.answerHello(["SIZE"])
        #expect(play.sent.hasSuffix("QUIT␍␊"))
        #expect(play.server("221 bye␍␊").quits == .success)
    }

    // MARK: From the first byte

    @Test("TLS from the first byte is secured before the greeting, and nothing is said twice")
    func implicit() {
        let play = Play.implicit()
        #expect(play.session.status.tls == "TLSv1.3 cert OK 61d")
        #expect(!play.words.contains("EHLO again"))
        #expect(play.said.first?.contains("TLS begins with the first byte") == true)
        #expect(play.session.isQuiescent)
        #expect(play.session.machine.isEncrypted)
    }

    @Test("A connection that begins with TLS by itself has no STARTTLS sent")
    func implicitWins() {
        var play = Play()
        play.connect("mail.example.net:465 --tls starttls")
        play.report(.securing(serverNameSent: nil))
        play.report(.secured(TLSStage.facts(.implicit)))
        #expect(play.server("220 mx␍␊").sentText.isEmpty)
    }
}
