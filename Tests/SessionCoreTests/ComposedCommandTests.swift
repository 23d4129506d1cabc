import SMTPProtocol
import SessionCore
import TestSupport
import Testing

@Suite("Commands that the explorer composes")
struct ComposedCommandTests {
    static let offers = [
        "SMTPUTF8", "DSN", "SIZE 1000000", "8BITMIME", "DELIVERBY", "MT-PRIORITY",
        "FUTURERELEASE 99999 2040-01-01T00:00:00Z",
        "XCLIENT NAME ADDR PORT PROTO HELO", "XFORWARD NAME ADDR PORT PROTO HELO IDENT SOURCE", "PRDR",
    ]

    @Test(
        "Plain values become a line of SMTP",
        arguments: [
            (":mail a@b.example", "MAIL FROM:<a@b.example>"), (":mail <a@b.example>", "MAIL FROM:<a@b.example>"),
            (":mail <>", "MAIL FROM:<>"),
            (":mail a@b size=1000 body=8bitmime", "MAIL FROM:<a@b> SIZE=1000 BODY=8BITMIME"),
            (#":mail a@b envid="x+1=2 é" ret=hdrs"#, "MAIL FROM:<a@b> ENVID=x+2B1+3D2+20+C3+A9 RET=HDRS"),
            (":mail a@b auth=e+f@g", "MAIL FROM:<a@b> AUTH=e+2Bf@g"), (":mail a@b auth=<>", "MAIL FROM:<a@b> AUTH=<>"),
            (":mail a@b by=120;r mt-priority=-3 prdr", "MAIL FROM:<a@b> BY=120;R MT-PRIORITY=-3 PRDR"),
            (":mail é@b", "MAIL FROM:<é@b> SMTPUTF8"), (":mail é@b smtputf8", "MAIL FROM:<é@b> SMTPUTF8"),
            (#":mail '"a b"@c'"#, #"MAIL FROM:<"a b"@c>"#), (":mail a_b@c_d.example", "MAIL FROM:<a_b@c_d.example>"),
            (":rcpt postmaster", "RCPT TO:<Postmaster>"),
            (
                ":rcpt bob@x orcpt=bob+tag@x notify=success,failure",
                "RCPT TO:<bob@x> ORCPT=rfc822;bob+2Btag@x NOTIFY=SUCCESS,FAILURE"
            ),
            (":rcpt bob@x orcpt=x400;a=b", "RCPT TO:<bob@x> ORCPT=x400;a+3Db"),
            (":rcpt bob@x orcpt=ü+@x", "RCPT TO:<bob@x> ORCPT=utf-8;ü\\x{2B}@x"),
            (
                ":xclient name=m.example ADDR=2001:db8::1 PORT=[UNAVAILABLE] helo='a b'",
                "XCLIENT NAME=m.example ADDR=IPV6:2001:db8::1 PORT=[UNAVAILABLE] HELO=a+20b"
            ),
            (
                ":xclient ADDR=192.0.2.7 PROTO=esmtp NAME=[tempunavail]",
                "XCLIENT ADDR=192.0.2.7 PROTO=ESMTP NAME=[TEMPUNAVAIL]"
            ),
            (":xforward ADDR=192.0.2.7 IDENT=a=b SOURCE=remote", "XFORWARD ADDR=192.0.2.7 IDENT=a+3Db SOURCE=REMOTE"),
        ])
    func lines(typed: String, line: String) {
        var play = Play.ready(offers: Self.offers)
        #expect(String(decoding: sentBytes(play.type(typed)), as: UTF8.self) == line + "\r\n")
    }

    @Test(
        "SC01: CR, LF and NUL, and what would change the meaning, are refused before anything is written",
        arguments: [
            #":mail "a@b\r\nRSET""#, #":mail "a@b\n""#, #":mail "a@b\r""#, #":mail "a\0@b""#,
            #":rcpt "a@b>\r\nRCPT TO:<c@d""#,
            #":mail a@b "size=1\r\nRSET""#, #":mail a@b "envid=1\n2""#, #":mail a@b "prdr\r\n""#,
            #":rcpt a@b "orcpt=a\r\nb""#,
            #":xclient "NAME=a\r\nRSET""#, #":xforward "IDENT=a\0""#, #":xclient "NA\nME=a""#,
            #":mail "a@b> SIZE=1""#, #":mail "a@b SIZE=1""#, #":rcpt "a@b> NOTIFY=NEVER""#, #":rcpt "<a@b> x""#,
            #":mail a@b "size=1 body=7bit""#, ":mail a@b size=1=2", ":mail a@b size=-1", ":mail a@b by=1",
            ":mail a@b body=9bit",
            ":mail a@b mt-priority=10", ":mail a@b holduntil=tomorrow", ":mail a@b =1", ":mail a@b s?=1",
            ":rcpt a@b notify=never,delay",
            ":xclient NAME", ":xclient NMAE=a", ":xclient PORT=70000", ":xclient ADDR=host", ":xclient PROTO=LMTP",
            ":xforward SOURCE=x", ":xclient", ":mail", ":rcpt", ":xforward LOGIN=x",
        ])
    func refused(line: String) {
        var play = Play.ready(offers: Self.offers)
        #expect(play.type(line).sentText.isEmpty)
        #expect(play.last?.brief == "error")
        #expect(play.session.machine.pendingCount == 0)
    }

    @Test("SC02: letters whose code ends in the bytes of CR and LF stay UTF-8", arguments: ["\u{760D}", "\u{760A}"])
    func neverCut(letter: String) {
        var play = Play.ready(offers: Self.offers)
        let sent = sentBytes(play.type(":mail \(letter)@\(letter).example"))
        #expect(sent == Array("MAIL FROM:<\(letter)@\(letter).example> SMTPUTF8\r\n".utf8))
        play.server("250 x␍␊")
        #expect(sentBytes(play.type(":rcpt \(letter)@x")) == Array("RCPT TO:<\(letter)@x>\r\n".utf8))
    }

    @Test("An address outside ASCII is marked where the server does not offer SMTPUTF8, and sent as it stands")
    func notOffered() {
        var play = Play.ready(offers: ["SIZE"])
        #expect(String(decoding: sentBytes(play.type(":mail é@b")), as: UTF8.self) == "MAIL FROM:<é@b>\r\n")
        #expect(play.last?.remarks.contains { $0.text.contains("does not offer SMTPUTF8") } == true)
    }

    @Test("TO12: what xtext says is decoded beside the line, and escaped after decoding")
    func decoded() {
        var play = Play.ready(offers: Self.offers)
        play.type("MAIL FROM:<a@b> ENVID=a+1B[2J+3Db")
        #expect(play.last?.remarks.contains { $0.kind == .decoded && $0.text == #"ENVID says a\x1B[2J=b"# } == true)
        play.type("XCLIENT HELO=a+20b")
        #expect(play.last?.remarks.contains { $0.text == "HELO says a b" } == true)
        play.type("MAIL FROM:<a@b> ENVID=a+1")
        #expect(play.last?.remarks.contains { $0.text.contains("is not xtext") } == true)
    }

    @Test("After XCLIENT's 220 the session begins anew")
    func anew() {
        var play = Play.ready(offers: Self.offers)
        play.type(":xclient ADDR=192.0.2.7")
        play.server("220 again␍␊")
        #expect(play.session.machine.capabilities == nil)
        #expect(play.session.prompt.text == "HELLO> ")
        play.type("MAIL FROM:<a@b>")
        #expect(play.last?.has(.outOfOrder) == true)
    }

    @Test("LMTP and PRDR: each verdict is shown with its recipient")
    func perRecipient() {
        var play = Play()
        play.connect("lmtp://mx.example.net")
        play.server("220 x␍␊")
        for (line, reply) in [
            ("LHLO x", "250 x"), ("MAIL FROM:<a@b>", "250 x"), ("RCPT TO:<b@x>", "250 x"), ("RCPT TO:<c@x>", "250 x"),
            ("DATA", "354 x"),
        ] {
            play.type(line)
            play.server("\(reply)␍␊")
        }
        play.type(".")
        let first = play.entries.count
        play.server("250 2.0.0 saved␍␊552 5.2.2 full␍␊")
        let lines = play.session.transcript.ids.suffix(play.entries.count - first).flatMap {
            play.session.announcement(for: $0).map { String($0.drop { $0 != " " }.dropFirst()) }
        }
        #expect(lines.contains { $0.hasPrefix("for <b@x>: server 250 OK") })
        #expect(lines.contains { $0.hasPrefix("for <c@x>: server 552 PERM") })
    }

    @Test("A server that does not know EHLO is greeted with HELO", arguments: ["500", "502", "504"])
    func oldHello(code: String) {
        var play = Play()
        play.type(":connect mx --tls starttls")
        play.report(.connected(remote: "192.0.2.1:25", local: nil))
        play.server("220 x␍␊")
        let actions = play.server("\(code) what␍␊")
        #expect(actions.sentText == "HELO localhost␍␊")
        play.server("250 x␍␊")
        #expect(play.said.last?.contains("goes on in the clear") == true)
    }

    @Test("The PROXY header stands in the transcript as the first thing that was sent")
    func proxyHeader() {
        var play = Play()
        play.type(#":connect mx --proxy-header "v1 192.0.2.7:4711 198.51.100.1:25" --source-port 4712 --lmtp"#)
        play.report(.connected(remote: "192.0.2.1:25", local: nil))
        #expect(play.last?.sent?.bytes == Array("PROXY TCP4 192.0.2.7 198.51.100.1 4711 25\r\n".utf8))
        #expect(play.session.machine.protocol == .lmtp)
        for line in [
            ":connect mx --proxy-header v3", ":connect mx --source-port 0", ":connect mx --source-port 65536",
        ] {
            play.type(line)
            #expect(play.last?.brief == "error")
        }
    }

    private func sentBytes(_ actions: [SessionAction]) -> [UInt8] {
        actions.flatMap { if case .send(_, let bytes) = $0 { bytes } else { [UInt8]() } }
    }
}
