import SMTPReference
import TestSupport
import Testing

@testable import SessionCore

@Suite("What is known of the server")
struct ServerPageTests {
    /// Title lines with a #, rows as `label|text|level`.
    static func text(_ page: FactPage) -> [String] {
        page.sections.flatMap { section in
            ["# \(section.title)"] + section.rows.map { "\($0.label)|\($0.text)|\($0.level.word)" }
        }
    }

    private func rows(_ play: Play) -> [String] { Self.text(play.session.serverPage) }

    @Test("before a connection it says how to get one")
    func nothing() {
        #expect(rows(Play()).contains { $0.contains(":connect HOST") })
    }

    @Test("it tells who answered, in what words, and after how long")
    func who() {
        var play = Play()
        play.connect("mx.example.net")
        play.server("220 mx.example.net ESMTP Postfix (Debian/GNU)␍␊", after: 41)
        let rows = rows(play)
        #expect(rows.contains("address|192.0.2.1:25|note"))
        #expect(rows.contains("name|mx.example.net|note"))
        #expect(rows.contains("greeting|mx.example.net ESMTP Postfix (Debian/GNU)|note"))
        #expect(rows.contains("greeted after|41 ms|note"))
        #expect(rows.contains { $0.contains("EHLO your.name asks") })
    }

    @Test("the software is guessed from the banner, and the reason stands beside it")
    func guessed() {
        var play = Play()
        play.connect("mx.example.net")
        play.server("220 mx.example.net ESMTP Exim 4.98 Mon, 01 Jan 2024 00:00:00 +0000␍␊")
        #expect(rows(play).contains("probably|Exim|note"))
        #expect(rows(play).contains { $0.hasPrefix("because|its greeting: 220 mx.example.net ESMTP Exim 4.98") })
    }

    @Test("without a banner the wording of its replies speaks, with less certainty")
    func guessedByWording() {
        var play = Play.ready()
        #expect(rows(play).contains { $0.hasPrefix("not known|Nothing that it said") })
        play.type("MAIL FROM:<a@b.example>")
        play.server("250 2.1.0 Ok␍␊")
        #expect(rows(play).contains("perhaps|Postfix|note"))
        play.type("RCPT TO:<c@d.example>")
        play.server("554 5.7.1 <c@d.example>: Relay access denied␍␊")
        #expect(rows(play).contains("probably|Postfix|note"))
    }

    @Test("every pattern of the table of software can be read, and fits its example")
    func patterns() throws {
        for entry in ReferenceTables.shared.software {
            let pattern = try TextPattern(Array(entry.pattern.utf8), ignoresCase: false)
            #expect(pattern.matches(Array(entry.example.utf8)), "\(entry.software): \(entry.pattern)")
        }
    }

    @Test("EHLO is explained keyword by keyword, with what one can do and where it is written")
    func keywords() {
        let rows = rows(Play.ready(offers: ["SIZE 52428800", "CHUNKING", "X-ODD some words", "TURN", "XCLIENT NAME"]))
        #expect(rows.contains { $0.hasPrefix("SIZE|The server tells the largest message") })
        #expect(rows.contains("|MAIL … SIZE=octets · RFC 1870 §3|note"))
        #expect(rows.contains("|gives BDAT · RFC 3030 §2|note"))
        #expect(rows.contains("X-ODD|unknown here, and not registered with IANA|warning"))
        #expect(rows.contains("|it says: some words|note"))
        #expect(rows.contains("|obsolete: not to be used any more|warning"))
        #expect(rows.contains("|a vendor's own, not registered with IANA|note"))
    }

    @Test("AUTH without TLS, its old form, and keywords that come twice are marked")
    func oddities() {
        let rows = rows(Play.ready(offers: ["AUTH PLAIN LOGIN", "AUTH=PLAIN LOGIN", "HELP", "HELP"]))
        #expect(
            rows.contains { $0.contains("AUTH without TLS: with PLAIN and LOGIN everyone") && $0.hasSuffix("warning") })
        #expect(rows.contains { $0.hasPrefix("AUTH=|") })
        #expect(rows.contains("|The server says this keyword twice.|warning"))
    }

    @Test(
        "limits are told in units that people think in, and what was not said is said to be so",
        arguments: [
            (["SIZE 52428800"], "message|50 MiB (52,428,800 bytes)|note"),
            (["SIZE 10240000"], "message|about 9.7 MiB (10,240,000 bytes)|note"),
            (["SIZE 0"], "message|no fixed limit (SIZE 0)|note"),
            (["SIZE"], "message|not said: SIZE without a number|note"),
            (["SIZE many"], "message|not understood: SIZE many|note"),
            (["HELP"], "message|not said: SIZE is not offered|note"),
            (["LIMITS RCPTMAX=1000"], "recipients|1,000 for a message (LIMITS RCPTMAX)|note"),
            (["LIMITS MAILMAX=5"], "messages|5 in one session (LIMITS MAILMAX)|note"),
            (["FUTURERELEASE 93600 2030-01-31T08:00:00Z"], "holds mail for|1 day 2 hours at most (FUTURERELEASE)|note"),
        ])
    func limits(offers: [String], row: String) {
        #expect(rows(Play.ready(offers: offers)).contains(row))
    }

    @Test(
        "large numbers keep their units",
        arguments: [
            (UInt64(0), "0 bytes"), (1, "1 byte"), (1_024, "1 KiB (1,024 bytes)"),
            (1_536, "about 1.5 KiB (1,536 bytes)"),
            (.max, "about 16,777,215.9 TiB (18,446,744,073,709,551,615 bytes)"),
        ])
    func units(bytes: UInt64, text: String) {
        #expect(HumanUnits.bytes(bytes) == text)
        _ = HumanUnits.seconds(bytes)
    }

    @Test("what another EHLO changed is told, the losses first and marked")
    func changes() {
        var play = Play.ready(offers: ["PIPELINING", "SIZE 1000"])
        #expect(!rows(play).contains { $0.contains("What changed") })
        play.type("EHLO again.example")
        play.server("250-mx.example.net␍␊250-SIZE 2000␍␊250 HELP␍␊")
        let all = rows(play)
        let start = all.firstIndex(of: "# What changed with another EHLO") ?? all.endIndex
        #expect(
            Array(all[start...].dropFirst().prefix(3)) == [
                "gone|PIPELINING|warning", "changed|SIZE 1000 is now SIZE 2000|note", "new|HELP|note",
            ])
    }

    @Test("HELO is told to bring nothing")
    func helo() {
        var play = Play.greeted()
        play.type("HELO lab.example.org")
        play.server("250 mx.example.net␍␊")
        #expect(rows(play).contains { $0.contains("HELO tells of no extensions") })
        #expect(rows(play).contains { $0.hasPrefix("speaks|SMTP, as HELO asks for") })
    }

    @Test("when the connection is over, the page stays and says so; the next one begins anew")
    func closed() {
        var play = Play.ready(offers: ["SIZE 7"])
        play.report(.closed(.byServer))
        #expect(rows(play).first == "# Server (closed by the server)")
        #expect(rows(play).contains { $0.hasPrefix("SIZE|") })
        play.connect("other.example")
        #expect(!rows(play).contains { $0.hasPrefix("SIZE|") })
    }

    @Test("a hostile EHLO stays bounded and escaped")
    func hostile() {
        var play = Play.greeted()
        play.type("EHLO x")
        var reply = "250-mx.example.net\u{1B}[2J hi\r\n"
        reply += "250-\(String(repeating: "K", count: 1_900)) \u{1B}]52;c;AAAA\u{07}\r\n"
        for number in 0..<1_000 {
            reply += "250-X\(number)\u{1B}[31m \u{9B}31m\(String(repeating: "w", count: 300))\r\n"
        }
        play.server(Array((reply + "250 SIZE 99999999999999999999999\r\n").utf8))
        let page = play.session.serverPage
        let rows = Self.text(page)
        #expect(rows.count < 500)
        #expect(rows.allSatisfy { $0.utf8.count < 1_500 })
        #expect(!rows.joined().unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) })
        #expect(rows.contains { $0.contains("more keyword") })
    }

    @Test("a greeting without an end of its own does not make the guess slow or long")
    func hostileGreeting() {
        var play = Play()
        play.connect("mx.example.net")
        play.server(Array("220 \(String(repeating: "ESMTP ", count: 300))\r\n".utf8))
        #expect(rows(play).allSatisfy { $0.utf8.count < 700 })
    }

    @Test(":panel prints the page where there is no screen", arguments: ["server", "tls", "message", "codes", "help"])
    func lineMode(tab: String) {
        var play = Play.ready(offers: ["SIZE 52428800"])
        let lines = play.type(":panel \(tab)").flatMap { play.session.announcement(of: $0) }
        #expect(lines.count > 1)
        if tab == "server" { #expect(lines.contains("message: 50 MiB (52,428,800 bytes)")) }
    }
}
