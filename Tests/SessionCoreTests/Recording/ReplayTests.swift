import SMTPProtocol
import SMTPReference
import SessionCore
import TestSupport
import Testing

@Suite("`:replay` shows a recording as if it happened now")
struct ReplayTests {
    /// A recording of a whole session, from its first event.
    static func recording(of script: (inout Play) -> Void) -> (play: Play, bytes: [UInt8]) {
        var play = Play()
        play.handle(.record(path: "x.ndjson"))
        play.saveAll()
        script(&play)
        return (play, play.recorded)
    }

    /// What an entry shows, without its number.
    private static func picture(_ entry: Entry, _ session: Session) -> [String] {
        session.announcement(for: entry.id)
    }

    @Test("the transcript, the explanations and the times are as they were")
    func roundTrip() {
        for original in [Play.wholeSession(), Play.hostileSession()] {
            var shown = Play()
            shown.replay(original.wholeRecording, " all")
            let entries = Array(shown.entries.dropFirst().dropLast())
            #expect(entries.count == original.entries.count)
            for (left, right) in zip(original.entries, entries) {
                #expect(Self.picture(left, original.session) == Self.picture(right, shown.session))
                #expect(left.time == right.time)
                #expect(left.reply?.stage == right.reply?.stage && left.reply?.state == right.reply?.state)
                #expect(left.reply?.reply == right.reply?.reply)
                #expect(left.sent?.isSecret == right.sent?.isSecret)
                #expect(original.session.explanation(for: left) == shown.session.explanation(for: right))
                #expect(left.reply?.answers.map { $0.number + 1 } == right.reply?.answers?.number)
            }
        }
    }

    @Test("each Enter shows one event, and the status line counts")
    func steps() {
        let (_, bytes) = Self.recording {
            $0.connect("mx.example.net")
            $0.server("220 mx.example.net␍␊")
            $0.type("MAIL FROM:<a@b.example>")
            $0.server("250 Ok␍␊")
        }
        var play = Play()
        play.replay(bytes)
        #expect(play.session.status.phase == .replay(shown: 0, of: 5))
        #expect(play.session.prompt.text == "(replay 0/5)> ")
        for count in 1...5 {
            play.type("")
            #expect(play.session.status.phase == .replay(shown: count, of: 5))
        }
        #expect(play.session.status.target == "mx.example.net")
        #expect(play.session.status.transaction == "MAIL open, 0 rcpt")
        #expect(play.said.last == "The recording ends here.")
        #expect(play.sent.isEmpty, "nothing is sent")
        play.type(":replay stop")
        #expect(play.session.status.phase == .idle)
    }

    @Test("at the recorded speed the next event comes after the time that had passed, until ^C")
    func recordedSpeed() {
        let (_, bytes) = Self.recording {
            $0.connect("mx.example.net")
            $0.server("220 mx.example.net␍␊", after: 2_000)
            $0.type("NOOP", after: 1_000)
        }
        var play = Play()
        var actions = play.replay(bytes, " play")
        var waits: [Int] = []
        for _ in 0..<3 {
            guard let (milliseconds, number) = Self.wait(actions) else { break }
            waits.append(milliseconds)
            actions = play.handle(.replayDue(number: number))
        }
        #expect(waits == [0, 2_000, 1_000], "the notice, the connection, the greeting, and the command")
        #expect(Self.wait(actions) == nil)
        #expect(play.said.last == "The recording ends here.")
    }

    private static func wait(_ actions: [SessionAction]) -> (milliseconds: Int, number: Int)? {
        for case .replayAfter(let milliseconds, let number) in actions { return (milliseconds, number) }
        return nil
    }

    @Test("^C stops a recording that goes on by itself, and a wait from before does nothing")
    func stopped() {
        let (_, bytes) = Self.recording { $0.connect("mx.example.net") }
        var play = Play()
        let wait = Self.wait(play.replay(bytes, " play"))
        play.handle(.interrupt)
        #expect(play.said.last?.hasPrefix("The replay waits.") == true)
        let before = play.session.status.phase
        play.handle(.replayDue(number: wait?.number ?? -1))
        #expect(play.session.status.phase == before)
    }

    @Test("what is typed is not sent, and comes back")
    func nothingIsSent() {
        let (_, bytes) = Self.recording { $0.connect("mx.example.net") }
        var play = Play()
        play.replay(bytes)
        #expect(play.type("EHLO x").returnedLine == "EHLO x")
        #expect(play.sent.isEmpty)
        play.type(":connect other.example.net")
        #expect(play.session.status.phase != .replay(shown: 0, of: 2), "a connection ends the replay")
    }

    @Test("without a person all of it is shown at once, and the script goes on")
    func unattended() {
        let (_, bytes) = Self.recording { $0.connect("mx.example.net") }
        var play = Play(.unattended)
        play.replay(bytes)
        #expect(play.said.last == "The recording ends here.")
        #expect(play.session.status.phase == .idle)
        #expect(play.session.isQuiescent)
    }

    @Test("what was known of TLS is shown as it was at that moment")
    func tlsPage() {
        let original = Play.wholeSession()
        var play = Play()
        play.replay(original.wholeRecording, " all")
        #expect(play.session.tlsPage.sections.contains { $0.rows.contains { $0.text.contains("CN=Example Root") } })
    }

    @Test(
        "a bad line is named, and nothing is shown",
        arguments: [
            ("{}", "line 1"), ("not json", "line 1"), (#"{"t":0,"from":"recording","format":"x"}"#, "line 1"),
        ])
    func badFirstLine(line: String, place: String) {
        var play = Play()
        play.replay(Array("\(line)\n".utf8))
        #expect(play.said.last?.contains("file.ndjson, \(place)") == true)
        #expect(play.session.status.phase == .idle)
    }

    @Test(
        "a bad event is named with its line and what is wrong",
        arguments: [
            (#"{"t":0}"#, #""from" is missing"#), (#"{"t":-1,"from":"note","entry":0,"text":"x"}"#, "seconds"),
            (#"{"t":0,"from":"server","entry":0,"text":"250 x","standing":"odd","answers":"MAIL"}"#, "standing"),
            (#"{"t":0,"from":"server","entry":0,"text":"250 x","standing":"answer","answers":"m"}"#, "answers"),
            (#"{"t":0,"from":"note","entry":0,"text":"x","base64":"eA=="}"#, "together"),
            (#"{"t":0,"from":"note","entry":0,"base64":"???"}"#, "base64"),
            (#"{"t":0,"from":"note","entry":0,"text":"x","text":"y"}"#, "twice"),
            (#"{"t":0,"from":"note","entry":0,"text":"x"},"#, "behind the value"),
            (#"{"t":1e9,"from":"note","entry":0,"text":"x"}"#, "exponent"),
            (#"{"t":0,"from":"note","entry":0,"text":"\ud800"}"#, "surrogate"),
            ("[[[[[[[[[[[[]]]]]]]]]]]]", "too deep"), ("", "missing"),
        ])
    func badEvent(line: String, problem: String) {
        let (_, bytes) = Self.recording { $0.connect("mx.example.net") }
        let count = bytes.count { $0 == 0x0A }
        var play = Play()
        play.replay(bytes + Array("\(line)\n".utf8) + bytes)
        #expect(play.said.last?.contains("line \(count + 1): ") == true, "\(play.said.last ?? "")")
        #expect(play.said.last?.contains(problem) == true, "\(play.said.last ?? "")")
    }

    @Test("a torn last line is told, and all before it is shown")
    func torn() {
        let (_, bytes) = Self.recording { $0.connect("mx.example.net") }
        for cut in 1..<40 {
            var play = Play()
            play.replay(bytes.dropLast(cut), " all")
            if cut > 1 { #expect(play.said.contains { $0.contains("The last line is torn") }) }
            #expect(play.said.contains("The recording ends here."))
        }
    }

    @Test("events of a later version are passed over, and that is told")
    func laterVersion() {
        let (_, bytes) = Self.recording { $0.connect("mx.example.net") }
        var play = Play()
        play.replay(bytes + Array(#"{"t":9,"from":"weather","sun":true}"#.utf8) + [0x0A], " all")
        #expect(play.said.contains { $0.hasPrefix("1 events of kinds") })
    }

    @Test("TO01: what a forged file says reaches the screen escaped, in every kind of event")
    func forged() {
        let evil = #"\u001b[2J\u009b2J\u202e"#
        let (_, bytes) = Self.recording { $0.connect("mx.example.net") }
        let forged = [
            #"{"t":9,"from":"notice","entry":90,"level":"error","text":"\#(evil)"}"#,
            #"{"t":9,"from":"connection","entry":91,"event":"broken","text":"\#(evil)"}"#,
            #"{"t":9,"from":"note","entry":92,"text":"\#(evil)","remarks":[{"level":"note","kind":"state","text":"\#(evil)"}]}"#,
            #"{"t":9,"from":"status","target":"\#(evil)","phase":"closed","detail":"\#(evil)","tls":"\#(evil)","tlsLevel":"note","auth":"\#(evil)","authLevel":"note","transaction":"\#(evil)","prompt":"\#(evil)"}"#,
            #"{"t":9,"from":"tls","sections":[{"title":"\#(evil)","rows":[{"label":"\#(evil)","text":"\#(evil)","level":"note"}]}]}"#,
        ].joined(separator: "\n")
        var play = Play()
        play.replay(bytes + Array((forged + "\n").utf8), " all")
        #expect(play.said.contains("The recording ends here."))
        let status = play.session.status
        let words =
            [status.target, status.tls, status.authentication, status.transaction] + play.said
            + play.session.tlsPage.sections.flatMap { [$0.title] + $0.rows.flatMap { [$0.label, $0.text] } }
            + play.entries.flatMap { $0.remarks.map(\.text) }
        for word in words {
            #expect(
                !word.unicodeScalars.contains {
                    $0.value < 0x20 || (0x7F...0x9F).contains($0.value) || $0 == "\u{202E}"
                })
        }
    }
}
