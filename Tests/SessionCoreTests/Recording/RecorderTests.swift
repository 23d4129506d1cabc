import SMTPProtocol
import SessionCore
import TestSupport
import Testing

@Suite("A recording is written as it happens, one event a line")
struct RecorderTests {
    /// A short session, and its recording, a batch of lines for each batch of actions.
    static func record(_ play: inout Play, _ recorder: inout Recorder, _ body: (inout Play) -> Void) -> [String] {
        let before = play.actions.count
        body(&play)
        let lines = recorder.lines(for: Array(play.actions[before...]), of: play.session)
        return lines.map { String(decoding: $0, as: UTF8.self) }
    }

    static func start(session: String? = nil) -> Recorder {
        Recorder(startedAt: Instant(wall: WallTime(seconds: 1_000_000), monotonic: 0), session: session)
    }

    @Test("the first line says what the file is, when it began, and what was set")
    func header() {
        var play = Play(settings: Settings())
        play.type(":set ehlo lab.example.org")
        var recorder = Self.start()
        let lines = Self.record(&play, &recorder) { $0.type(":set timeout.mail 10") }
        #expect(
            lines.first
                == #"{"t":0,"from":"recording","format":"smtpx-recording","version":1,"program":"smtpx 0.1.0","#
                + #""started":"1970-01-12T13:46:40.000000Z","settings":{"ehlo":"lab.example.org","timeout.mail":"10"}}"#
        )
    }

    @Test("a reply stands as it came, with what it answers, when, and what it means")
    func reply() {
        var play = Play.ready()
        var recorder = Self.start()
        _ = Self.record(&play, &recorder) { $0.type("MAIL FROM:<a@b.example>") }
        let lines = Self.record(&play, &recorder) { $0.server("250 2.1.0 Ok␍␊", after: 41) }
        let sent = play.entries.count - 2
        #expect(
            lines.first
                == #"{"t":0,"from":"server","entry":\#(sent + 1),"text":"250 2.1.0 Ok","code":250,"enhanced":"2.1.0","#
                + #""severity":"ok","standing":"answer","answers":"MAIL","to":\#(sent),"state":"ready","latency":0.041,"#
                + #""meaning":"Sender accepted"}"#)
    }

    @Test("bytes that are not UTF-8, and line endings that are not CRLF, stand in base64")
    func base64() {
        var play = Play.ready()
        var recorder = Self.start()
        let lines = Self.record(&play, &recorder) {
            $0.type("NOOP")
            $0.server([0x32, 0x35, 0x30, 0x20, 0xFF, 0x0D, 0x0A])
            $0.type("NOOP")
            $0.server("250 x␊")
            $0.type("NOOP")
            $0.server("250-a␍␊250 \"é\"␍␊")
        }.filter { $0.contains(#""from":"server""#) }
        #expect(lines.count == 3)
        #expect(lines[0].contains(#""entry":\#(play.entries.count - 5),"base64":"MjUwIP8NCg==","code":250"#))
        #expect(lines[1].contains(#""base64":"MjUwIHgK""#))
        #expect(lines[2].contains(#""text":"250-a\n250 \"é\"""#))
    }

    @Test("the commands that the session was made with stand before what they caused")
    func commands() {
        var play = Play()
        var recorder = Self.start(session: "b")
        let lines = Self.record(&play, &recorder) {
            $0.connect("mx.example.net --tls starttls")
            $0.type(":find x")
        }
        #expect(lines[1] == #"{"t":0,"session":"b","from":"command","text":":connect mx.example.net --tls starttls"}"#)
        #expect(lines[2].contains(#""from":"connection","entry":0,"event":"connected""#))
        #expect(!lines.contains { $0.contains(":find") })
    }

    @Test("what the status line says is written when it changes, and only then")
    func status() {
        var play = Play.ready()
        var recorder = Self.start()
        let first = Self.record(&play, &recorder) { $0.type("NOOP") }
        #expect(first.last?.contains(#""from":"status","target":"mx.example.net","phase":"open""#) == true)
        let second = Self.record(&play, &recorder) { $0.server("250 Ok␍␊") }
        #expect(!second.contains { $0.contains(#""from":"status""#) })
        let third = Self.record(&play, &recorder) {
            $0.type("MAIL FROM:<a@b.example>")
            $0.server("250 Ok␍␊")
        }
        #expect(third.last?.contains(#""transaction":"MAIL open, 0 rcpt","prompt":"MAIL> ""#) == true)
    }

    @Test("a recording that begins in the middle begins with what the transcript still has")
    func middle() {
        var play = Play.content()
        play.type("Subject: x", after: 2_000)
        var recorder = Recorder(startedAt: Instant(wall: WallTime(seconds: 1_000_002), monotonic: 2_000_000_000))
        let lines = recorder.linesSoFar(of: play.session).map { String(decoding: $0, as: UTF8.self) }
        #expect(lines[0].contains("1970-01-12T13:46:40"))
        #expect(lines[1].contains(#""from":"command","text":":connect mx.example.net""#))
        #expect(lines.count { $0.contains(#""entry":"#) } == play.entries.count)
        #expect(
            lines.contains { $0.hasPrefix(#"{"t":2,"from":"client","entry":"#) && $0.contains(#""purpose":"content""#) }
        )
    }
}
