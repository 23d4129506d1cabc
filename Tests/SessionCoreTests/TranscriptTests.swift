import SMTPProtocol
import SMTPReference
import SessionCore
import TestSupport
import Testing

@Suite("The transcript")
struct TranscriptTests {
    @Test("an entry is found by its number, and gives back what went in")
    func lookup() {
        var play = Play.ready()
        for number in 0..<1_500 {
            play.type("NOOP \(number)")
            play.server("250 ok \(number)␍␊")
        }
        let entries = play.entries
        for (position, entry) in entries.enumerated() { #expect(entry.id.number == position) }
        #expect(entries.last?.reply?.reply.bytes == "250 ok 1499␍␊".wire)
        #expect(play.session.transcript[EntryID(entries.count)] == nil)
        #expect(play.session.transcript[EntryID(-1)] == nil)
        #expect(play.session.transcript.suffix(2).map(\.brief) == ["C: NOOP 1499", "S: 250 answer NOOP"])
    }

    @Test("a reply comes back exactly as the parser gave it", arguments: Transcripts.all)
    func exactReplies(stream: TestSupport.Transcript) {
        var play = Play()
        play.connect("mx.example.net")
        for _ in 0..<3 { play.type("NOOP") }
        play.server(stream.bytes)
        play.report(.closed(.byServer))
        let expected = ReplyParser.outputs(of: [stream.bytes]).map(\.reply)
        #expect(zip(play.replies, expected).allSatisfy { $0.reply == $1 })
        #expect(play.replies.count <= expected.count)
    }

    @Test("a transcript that grows beyond its limits drops its oldest entries")
    func bounded() {
        var play = Play(capacity: .init(entries: 3_000, bytes: 1_000_000))
        play.connect("mx.example.net")
        for _ in 0..<5_000 { play.server("250 unasked␍␊") }
        #expect(play.session.transcript.count <= 3_000)
        #expect(play.session.transcript.count > 2_000)
        #expect(play.session.transcript.ids.upperBound == EntryID(5_001))
        #expect(play.session.transcript[EntryID(0)] == nil)
        #expect(play.last?.brief == "S: 250 unsolicited (none)")
    }

    @Test("a flood of large replies is bounded by its bytes")
    func boundedBytes() {
        var play = Play(capacity: .init(entries: 100_000, bytes: 1_000_000))
        play.connect("mx.example.net")
        let big = "250 \(String(repeating: "x", count: 10_000))␍␊".wire
        for _ in 0..<2_000 { play.server(big) }
        #expect(play.session.transcript.count <= 1_024)
    }

    @Test(":find finds text in any case, goes back and forth, and says when there is nothing")
    func find() {
        var play = Play.ready()
        play.say("NOOP one", "250 Relay ok")
        play.say("NOOP two", "550 relay denied")
        func shown(_ actions: [SessionAction]) -> EntryID? {
            for action in actions { if case .showMatches(let search) = action { return search.currentMatch } }
            return nil
        }
        let newest = shown(play.type(":find RELAY"))
        #expect(newest == play.session.transcript.lastReply)
        let older = shown(play.type(":find"))
        #expect(older != nil && older != newest)
        #expect(shown(play.handle(.findNext)) == newest)
        #expect(shown(play.handle(.findNext)) == older, "it starts again from the other end")
        #expect(shown(play.handle(.findPrevious)) == newest)
        #expect(play.type(":find nowhere").allSatisfy { if case .showMatches = $0 { false } else { true } })
        #expect(play.said.last == "Not found: nowhere")
    }

    @Test(":note writes, and sends nothing")
    func note() {
        var play = Play.ready()
        #expect(play.type(":note now the relay test").sentText.isEmpty)
        #expect(play.last?.brief == "note: now the relay test")
    }

    @Test(":explain explains a code, an enhanced code, a reply or the last reply; :codes asks for the table")
    func explain() {
        var play = Play.ready()
        func explained(_ line: String) -> Explanation? {
            for action in play.type(line) { if case .showExplanation(let explanation) = action { return explanation } }
            return nil
        }
        #expect(explained(":explain 550")?.code == 550)
        #expect(explained(":explain 550 5.1.1 <a@b>: User unknown")?.enhancedCode?.description == "5.1.1")
        #expect(explained(":explain 5.7.1")?.severity == .permanent)
        #expect(play.said.last?.contains("as with") == true)
        #expect(explained(":explain")?.code == 250)
        #expect(explained(":explain nonsense") == nil)
        let codes = play.type(":codes 55_")
        #expect(codes.contains { if case .showCodes("55_") = $0 { true } else { false } })
        #expect(codes.flatMap { play.session.announcement(of: $0) }.contains { $0.hasPrefix("550 PERM ") })
    }

    @Test("the status and the prompt follow the session")
    func status() {
        var play = Play()
        #expect(play.session.status.phase == .idle)
        play.type(":connect mx.example.net:25")
        #expect(play.session.status.phase == .resolving)
        play.report(.connecting("192.0.2.1:25"))
        #expect(play.session.status.phase == .connecting("192.0.2.1:25"))
        play.report(.connected(remote: "192.0.2.1:25", local: "192.0.2.9:4000"))
        #expect(play.session.status.phase == .awaitingGreeting)
        play.server("220 hi␍␊", after: 41)
        #expect(play.session.status.latency == 41_000_000)
        #expect(play.session.prompt.text == "HELLO> ")
        play.say("EHLO x", "250 x")
        play.say("MAIL FROM:<a@b.example>", "250 x")
        play.say("RCPT TO:<a@b.example>", "250 x")
        play.say("RCPT TO:<b@b.example>", "550 x")
        #expect(play.session.status.transaction == "MAIL open, 1 rcpt, 1 refused")
        #expect(play.session.status.code == 550 && play.session.status.severity == .permanent)
        #expect(play.session.prompt.text == "RCPT> ")
        play.type("DATA", after: 1)
        let awaited = SessionStatus.Awaited(name: "DATA", since: 42_000_000, seconds: 120, section: "4.5.3.2.4")
        #expect(play.session.status.awaited == awaited)
    }

    @Test("while a verb is typed there is no verdict on it; a mistyped explorer command is marked")
    func hints() {
        let play = Play.ready()
        #expect(play.session.hint(for: Array("MA".utf8)).level == nil)
        #expect(play.session.hint(for: []).now.contains("MAIL"))
        #expect(play.session.hint(for: Array("FOO bar".utf8)).level != nil)
        #expect(play.session.hint(for: Array(":con".utf8)).now == [":connect"])
        #expect(play.session.hint(for: Array(":connect".utf8)).level == nil)
        #expect(play.session.hint(for: Array(":conect x".utf8)).level == .error)
        #expect(play.session.hint(for: Array(":set latncy".utf8)).problems.first?.range == 5..<11)
    }
}
