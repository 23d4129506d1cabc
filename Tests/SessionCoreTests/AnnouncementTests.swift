import SMTPProtocol
import SMTPReference
import SessionCore
import TestSupport
import Testing

@Suite("Lines for line mode")
struct AnnouncementTests {
    @Test("a dialogue reads as plain lines, verbatim first and then in words")
    func dialogue() {
        var play = Play(settings: .lineMode)
        play.connect("mx.example.net")
        play.server("220 mx.example.net ESMTP␍␊", after: 41)
        play.type("MAIL FROM:<a@b.example>")
        play.server("550 5.1.1 no␍␊", after: 12)
        let lines = play.session.transcript.ids.flatMap { play.session.announcement(for: $0) }
        #expect(lines[0] == "connection: Connected to 192.0.2.1:25. Waiting for the greeting.")
        #expect(lines[1] == "S: 220 mx.example.net ESMTP")
        #expect(lines[2].hasPrefix("server 220 OK: ") && lines[2].hasSuffix("(41 ms)"))
        #expect(lines[3] == "C: MAIL FROM:<a@b.example>")
        #expect(lines[4].hasPrefix("warning: "))
        #expect(lines[5] == "S: 550 5.1.1 no")
        #expect(lines[6].hasPrefix("server 550 PERM: ") && lines[6].contains("5.1.1"))
    }

    @Test("times, latencies and bytes are shown as set")
    func settings() {
        var play = Play.greeted()
        let id = EntryID(1)
        #expect(play.session.announcement(for: id, secondsFromUTC: 3_600)[0] == "14:46:40 S: 220 mx.example.net ESMTP")
        play.type(":set timestamps off")
        play.type(":set latency off")
        play.type(":set bytes on")
        let lines = play.session.announcement(for: id)
        #expect(lines[0].hasPrefix("S: 220 mx.example.net ESMTP") && lines[0] != "S: 220 mx.example.net ESMTP")
        #expect(!lines[1].contains("ms)"))
    }

    /// Bytes that would steer a terminal, each with the row of the catalogue.
    static let hostile = [
        "TO01 ␛[2J␛[H␛c", "TO02 ␛]0;title␇␛[21t", "TO03 ␛]52;c;AAAA␇", "TO04 ␛]8;;http://x␛\\x␛]8;;␛\\",
        "TO05 ␛P$qm␛\\␛[6n␛[c",
        "TO06 ␛Pq#0␛\\␛_Ga=T␛\\␛]1337;File=:AA␇", "TO07 \u{9B}2J\u{9D}x", "TO08 a␍b␈c␋d␌e",
        "TO09 \u{202E}x\u{2066}y\u{200F}\u{061C}",
        "TO10 \u{200B}\u{FEFF}\u{E0041}", "TO11 \(String(repeating: "\u{0301}", count: 500))", "TO13 ␛[31m",
    ]

    @Test("TO16: with the output a file or a pipe, everything foreign is escaped text", arguments: hostile)
    func escaped(text: String) {
        for ascii in [false, true] {
            var play = Play.ready()
            if ascii { play.type(":set ascii on") }
            play.type("NOOP \(text.filter { $0 != "␍" })")
            play.server("250-\(text)␍␊250 2.0.0 \(text)␍␊")
            play.server("\(text)␍␊")
            play.server("250 x".wire + [0x9B, 0x41, 0xFF] + "␍␊".wire)
            play.type(":note \(text)")
            var lines = play.type(":find \(text)").flatMap { play.session.announcement(of: $0) }
            lines += play.type(":\(text)").flatMap { play.session.announcement(of: $0) }
            lines += play.type(":set \(text.replacing(" ", with: ""))").flatMap { play.session.announcement(of: $0) }
            lines += play.type(":explain 550 5.1.1 \(text)").flatMap { play.session.announcement(of: $0) }
            play.type(":connect \(text.replacing(" ", with: ""))")
            play.report(.resolving(text))
            play.report(.attemptFailed(address: text, reason: text))
            play.report(.failed(message: text, advice: text, exitCode: .unavailable))
            lines += play.session.transcript.ids.flatMap { play.session.announcement(for: $0) }
            lines += [play.session.status.target, play.session.prompt.text]
            for line in lines {
                for scalar in line.unicodeScalars {
                    #expect(
                        scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value),
                        "U+\(String(scalar.value, radix: 16))")
                    #expect(!Self.steering.contains(scalar), "U+\(String(scalar.value, radix: 16))")
                    if ascii { #expect(scalar.isASCII || scalar == "§", "U+\(String(scalar.value, radix: 16))") }
                }
            }
        }
    }

    private static let steering: Set<Unicode.Scalar> = [
        "\u{202E}", "\u{2066}", "\u{200F}", "\u{061C}", "\u{200B}", "\u{FEFF}", "\u{E0041}", "\u{2028}",
    ]

    @Test("TO18: a reply is never a format string", arguments: ["%n%s", "%@%d%x", "{0}%%", "%1$s%99999d"])
    func formatStrings(text: String) {
        var play = Play.ready()
        play.type("NOOP \(text)")
        #expect(
            play.session.announcement(for: play.last?.id ?? EntryID(0)).contains { $0.hasSuffix("C: NOOP \(text)") })
        play.server("250 \(text)␍␊")
        #expect(play.session.announcement(for: play.last?.id ?? EntryID(0)).contains { $0.hasSuffix("S: 250 \(text)") })
        play.type(":note \(text)")
        #expect(
            play.session.announcement(for: play.last?.id ?? EntryID(0)).contains { $0.hasSuffix("your note: \(text)") })
    }

    @Test(
        "how long it took is said in two or three digits",
        arguments: [
            (400_000, "0.4 ms"), (12_400_000, "12 ms"), (1_250_000_000, "1.2 s"), (95_000_000_000, "95 s"),
            (0, "0.0 ms"),
        ] as [(UInt64, String)])
    func latency(nanoseconds: UInt64, text: String) {
        #expect(Latency.text(nanoseconds) == text)
    }
}
