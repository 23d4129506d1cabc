import SMTPProtocol
import TestSupport
import Testing

@testable import SessionCore

@Suite("Filtering the transcript")
struct FilteredEntriesTests {
    private func play() -> Play {
        var play = Play.ready()
        play.say("MAIL FROM:<a@x.example>", "250 2.1.0 Ok")
        play.say("RCPT TO:<b@x.example>", "451 4.7.1 Greylisted")
        play.say("RCPT TO:<c@x.example>", "550 5.1.1 No")
        play.say("NOOP", "250 Ok")
        play.type(":note the chapter")
        return play
    }

    private func texts(_ filter: ScreenRequest.Filter, _ session: Session) -> [String] {
        FilteredEntries(filter, of: session.transcript).entries.compactMap { session.transcript[$0]?.brief }
    }

    @Test("failures stay with the commands that they answer")
    func errors() {
        let shown = texts(.errors, play().session)
        #expect(shown.count == 4)
        #expect(shown[0] == "C: RCPT TO:<b@x.example>" && shown[2] == "C: RCPT TO:<c@x.example>")
        #expect(shown[1].hasPrefix("S: 451") && shown[3].hasPrefix("S: 550"))
    }

    @Test("mail is the transaction and nothing else; sent, received and notes are what they say")
    func kinds() {
        let session = play().session
        #expect(texts(.mail, session).count == 6)
        #expect(!texts(.mail, session).contains { $0.contains("NOOP") })
        #expect(texts(.sent, session).allSatisfy { $0.hasPrefix("C: ") })
        #expect(texts(.received, session).allSatisfy { $0.hasPrefix("S: ") })
        #expect(texts(.notes, session).count == 1)
    }

    @Test("a text keeps the exchange that it stands in, in any case, also when the reply comes later")
    func text() {
        var play = Play.ready()
        play.type("NOOP Needle")
        var filtered = FilteredEntries(.text(Array("needle".utf8)), of: play.session.transcript)
        #expect(filtered.entries.count == 1)
        play.server("250 ok␍␊")
        filtered.catchUp(with: play.session.transcript)
        let command = filtered.entries[filtered.entries.startIndex]
        filtered.update(command, of: play.session.transcript)
        #expect(filtered.entries.count == 2)
        #expect(Array(filtered.entries) == [command, command.advanced(by: 1)])
        #expect(texts(.text([]), play.session).isEmpty)
    }

    @Test("the index follows what is added and dropped, and is what filtering anew would give")
    func growing() {
        var play = Play(capacity: .init(entries: 1_500, bytes: 1_000_000))
        play.connect("mx.example.net")
        var filtered = FilteredEntries(.problems, of: play.session.transcript)
        for number in 0..<4_000 {
            play.server(number % 7 == 0 ? "550 no␍␊" : "250 yes␍␊")
            if number % 13 == 0 { filtered.catchUp(with: play.session.transcript) }
        }
        filtered.catchUp(with: play.session.transcript)
        let anew = FilteredEntries(.problems, of: play.session.transcript)
        #expect(Array(filtered.entries) == Array(anew.entries))
        #expect(Array(play.session.transcript.problems) == Array(anew.entries))
        #expect(filtered.entries.first.map { play.session.transcript.ids.contains($0) } == true)
        #expect(!filtered.entries.isEmpty)
    }

    @Test("an index finds, inserts and drops like a sorted array", arguments: 0..<20)
    func index(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        var index = EntryIndex()
        var expected: Set<Int> = []
        for _ in 0..<300 {
            let number = Int.random(in: 0..<200, using: &random)
            if number % 11 == 0 {
                index.drop(before: EntryID(number / 4))
                expected = expected.filter { $0 >= number / 4 }
            } else {
                index.insert(EntryID(number))
                expected.insert(number)
            }
            #expect(index.map(\.number) == expected.sorted())
            #expect(index.contains(EntryID(number)) == expected.contains(number))
        }
    }

    @Test("problems are failures, warnings and errors, also those that are told of later")
    func problems() {
        var play = play()
        let before = play.session.transcript.problems.count
        #expect(before == 2)
        play.server("250 unasked␍␊")
        #expect(play.session.transcript.problems.count == before + 1)
        play.report(.closed(.byServer))
        #expect(play.session.transcript.problems.last.map { play.session.transcript.level(of: $0) } == .warning)
    }

    @Test("a flood of remarked replies is bounded by what the remarks take, too")
    func remarkFlood() {
        var play = Play(capacity: .init(entries: 1_000_000, bytes: 1_000_000))
        play.connect("mx.example.net")
        for _ in 0..<200 { play.server(String(repeating: "250 x␍␊", count: 100)) }
        #expect(play.session.transcript.count < 8_000)
    }

    @Test("an entry takes no more than 56 bytes beside its text")
    func recordSize() { #expect(MemoryLayout<TranscriptRecord>.stride <= 56) }

    @Test("a million short entries are kept")
    func million() {
        #expect(SessionCore.Transcript.Capacity.standard.entries >= 1_000_000)
        var transcript = SessionCore.Transcript()
        for number in 0..<1_000_000 {
            _ = transcript.append(notice: number % 1_000 == 999 ? "odd" : "ok", .information, at: WallTime(seconds: 0))
        }
        #expect(transcript.count == 1_000_000)
        #expect(transcript.ids.lowerBound == EntryID(0))
        #expect(FilteredEntries(.text(Array("odd".utf8)), of: transcript).entries.count == 1_000)
    }
}
