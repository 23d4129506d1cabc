import SMTPProtocol
import SessionCore
import TestSupport
import Testing

@Suite("Writing a message in an editor")
struct ComposingTests {
    private func template(_ actions: [SessionAction]) -> (text: String, number: Int)? {
        for case .compose(let bytes, let number) in actions { return (String(decoding: bytes, as: UTF8.self), number) }
        return nil
    }

    @Test("the template has the header from the envelope, and what is saved is sent")
    func compose() throws {
        var play = Play.withRecipient()
        let (text, number) = try #require(template(play.type(":compose")))
        #expect(
            text
                == "Date: Mon, 12 Jan 1970 13:46:40 +0000\nMessage-ID: <19700112-134640.0.1@localhost>\nFrom: a@b.example\n"
                + "To: c@d.example\nSubject: \n\n")
        #expect(!play.session.isQuiescent)
        play.handle(.composed(.written("Subject: x\n".wire), number: number))
        play.open(size: 11)
        #expect(play.sent.hasSuffix("DATA␍␊"))
        var content = "Subject: x\n".wire[...]
        play.pour(&content, from: play.server("354 Go␍␊"))
        #expect(play.sent.hasSuffix("Subject: x␍␊.␍␊"))
    }

    @Test("nothing saved, or an editor that fails, sends nothing and says so")
    func nothing() throws {
        var play = Play.withRecipient()
        let number = try #require(template(play.type(":compose"))).number
        play.handle(.composed(.nothing, number: number))
        #expect(play.said.last == "Nothing was saved in the editor, so nothing was sent.")
        let second = try #require(template(play.type(":compose"))).number
        play.handle(.composed(.failed(message: "vi failed (1).", advice: "Check."), number: second))
        #expect(play.said.last == "vi failed (1). Check. Nothing was sent.")
        #expect(!play.sent.contains("DATA") && play.session.isQuiescent)
    }

    @Test("what was written is kept when the server is gone meanwhile")
    func serverGone() throws {
        var play = Play.withRecipient()
        let number = try #require(template(play.type(":compose"))).number
        play.report(.inputClosed)
        let actions = play.handle(.composed(.written("text".wire), number: number))
        let saved = actions.compactMap { if case .save(let file, _) = $0 { file } else { nil } }
        #expect(saved.map(\.bytes) == ["text".wire])
        #expect(saved.first?.purpose == "draft")
    }

    @Test("what was written is kept when it may not be committed", arguments: ["no", ":disconnect"])
    func notCommitted(answer: String) throws {
        var play = Play.withRecipient()
        play.type(":set mode safe")
        let number = try #require(template(play.type(":compose"))).number
        let asked = play.handle(.composed(.written("text".wire), number: number))
        #expect(Self.drafts(asked).isEmpty && play.session.prompt.isQuestion)
        #expect(Self.drafts(play.type(answer)) == ["text".wire])
        #expect(!play.sent.contains("DATA"))
    }

    private static func drafts(_ actions: [SessionAction]) -> [[UInt8]] {
        actions.compactMap { if case .save(let file, _) = $0 { file.bytes } else { nil } }
    }

    @Test("without a person, or without a recipient, no editor is opened")
    func refused() {
        var unattended = Play.withRecipient(.unattended)
        #expect(template(unattended.type(":compose")) == nil)
        var early = Play.ready()
        #expect(template(early.type(":compose")) == nil)
        #expect(early.said.last?.contains("MAIL and RCPT come first.") == true)
    }
}

@Suite("Progress of a content")
struct TransferProgressTests {
    private func progress(_ sent: UInt64, of total: UInt64?) -> TransferProgress {
        TransferProgress(name: "m", sentByteCount: sent, totalByteCount: total, since: 1_000_000_000)
    }

    @Test(
        "percent, rate and time left are computed from instants",
        arguments: [
            (0, 100, 1.0, "0 %"), (450, 1_000, 2.0, "45 %, 450 bytes/s, 2 s left"),
            (12_345_678, 100_000_000, 2.0, "12 %, 12.3 MB/s, 8 s left"),
            (1_000, 1_000, 3.0, "100 %, 500 bytes/s, 0 s left"),
            (1_000_000, 1_000_000_000, 11.0, "0 %, 100.0 kB/s, 2:46 h left"),
            (5, 1_000, 2.0, "0 %, 5 bytes/s, 3:19 min left"),
            (340_000, nil, 2.0, "340.0 kB, 340.0 kB/s"),
        ] as [(UInt64, UInt64?, Double, String)])
    func text(sent: UInt64, total: UInt64?, at seconds: Double, text: String) {
        #expect(progress(sent, of: total).text(at: UInt64(seconds * 1e9)) == text)
    }

    @Test("no number overflows")
    func extremes() {
        let huge = progress(.max, of: .max)
        #expect(huge.permille == 1_000)
        #expect(huge.rate(at: 1_200_000_000) == .max)
        #expect(progress(0, of: 0).permille == 1_000)
        #expect(progress(10, of: 5).secondsLeft(at: 9_000_000_000) == 0)
    }

    @Test("the status tells of a content on its way, and counts what the system has taken")
    func status() {
        var play = Play.withRecipient()
        play.type(":message big")
        play.open(size: 1_000_000)
        #expect(play.session.status.transfer == nil)
        let first = play.server("354 Go␍␊")
        var content = [UInt8](repeating: 0x61, count: 1_000_000)[...]
        play.pour(&content, from: first, takes: false)
        #expect(play.session.status.transfer?.sentByteCount == 0)
        play.report(.sent(byteCount: 64 * 1_024))
        #expect(play.session.status.transfer?.sentByteCount == 64 * 1_024)
        #expect(play.session.status.transfer?.totalByteCount == 1_000_000)
    }
}
