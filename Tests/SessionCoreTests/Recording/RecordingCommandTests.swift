import SMTPProtocol
import SessionCore
import TestSupport
import Testing

@Suite("`:record` writes the session into a file as it happens")
struct RecordingCommandTests {
    private static func lines(_ play: Play) -> [String] {
        String(decoding: play.recorded, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    @Test("it begins with what the transcript has, goes on event by event, and ends with off")
    func wholeFile() {
        var play = Play.greeted()
        let before = play.entries.count
        play.type(":record session.ndjson")
        play.saveAll()
        #expect(play.said.last == "The session is being recorded in session.ndjson.")
        play.type("NOOP")
        play.server("250 Ok␍␊")
        play.type(":record off")
        #expect(play.actions.contains { if case .stopRecording = $0 { true } else { false } })
        play.type("NOOP")
        let lines = Self.lines(play)
        let entries = lines.count { $0.contains(#""entry":"#) && !$0.contains(#""from":"remark""#) }
        #expect(entries == before + 4, "the beginning, the notice, two lines and the last notice")
        #expect(lines.last?.contains("ends here") == true)
        for index in 0..<entries { #expect(lines.count { $0.contains(#""entry":\#(index),"#) } == 1) }
    }

    @Test("a front end can begin it before anything else")
    func fromTheFirstEvent() {
        var play = Play(.unattended)
        play.handle(.record(path: "x.ndjson"))
        #expect(!play.session.isQuiescent, "nothing is read from a pipe before the file stands")
        play.saveAll()
        #expect(play.session.isQuiescent)
        play.connect("mx.example.net")
        #expect(Self.lines(play).contains { $0.contains(#""text":":connect mx.example.net""#) })
    }

    @Test("LS06: a file that cannot be made is told loudly, and the session goes on without a recording")
    func refused() {
        var play = Play.greeted(.unattended)
        play.type(":record /etc/passwd")
        guard
            case .startRecording(_, let number)? = play.actions.last(where: {
                if case .startRecording = $0 { true } else { false }
            })
        else {
            Issue.record("no file was wanted")
            return
        }
        play.handle(
            .saved(.failed(message: "/etc/passwd exists already.", advice: "Name another file."), number: number))
        #expect(play.said.last?.hasPrefix("The session is NOT recorded. /etc/passwd exists already.") == true)
        #expect(play.session.exitCode == .failure)
        let before = play.recorded.count
        play.type("NOOP")
        #expect(play.recorded.count == before)
    }

    @Test("LS06: a full disk is told once, and nothing is written after it")
    func fullDisk() {
        var play = Play.greeted()
        play.type(":record x.ndjson")
        play.saveAll()
        for _ in 0..<2 {
            play.handle(.recordingFailed(message: "x.ndjson: could not write it: No space left.", advice: "Free some."))
        }
        #expect(play.said.count { $0.hasPrefix("The recording has STOPPED.") } == 1)
        let before = play.recorded.count
        play.type("NOOP")
        play.server("250 Ok␍␊")
        #expect(play.recorded.count == before)
        #expect(play.last?.reply?.code == 250, "the session goes on")
    }

    @Test("a second recording, and off without one, are refused with what to do")
    func twice() {
        var play = Play()
        play.type(":record off")
        #expect(play.said.last?.contains("Write :record FILE") == true)
        play.type(":record a.ndjson")
        play.saveAll()
        play.type(":record b.ndjson")
        #expect(play.said.last == "A recording is being written to a.ndjson. :record off ends it.")
    }

    @Test("LS07: a name that is made comes from the purpose and the time, never from what a server said")
    func madeName() {
        var play = Play.greeted(target: "../../x")
        play.server("220 ../../y␍␊")
        play.type(":record")
        let files = play.actions.compactMap { action -> NewFile? in
            if case .startRecording(let file, _) = action { file } else { nil }
        }
        #expect(files.count == 1)
        #expect(files.first?.path == nil && files.first?.purpose == "recording" && files.first?.suffix == "ndjson")
    }
}
