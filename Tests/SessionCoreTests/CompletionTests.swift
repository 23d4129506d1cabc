import SMTPProtocol
import SessionCore
import TestSupport
import Testing

@Suite("Completing a line")
struct CompletionTests {
    static func completion(_ line: String, _ change: (inout Play) -> Void = { _ in }) -> Completion {
        var play = Play.ready(offers: [
            "SIZE 1000", "DSN", "8BITMIME", "AUTH PLAIN LOGIN SCRAM-SHA-256", "XCLIENT NAME ADDR",
        ])
        change(&play)
        return play.session.completion(of: line.wire)
    }

    @Test(
        "What could stand there is offered, what makes sense now first",
        arguments: [
            ("mai", ["mail from:<"]), ("MAI", ["MAIL FROM:<"]), ("R", ["RSET", "RCPT TO:<"]), ("AUTH p", ["plain"]),
            ("AUTH S", ["SCRAM-SHA-256"]), ("MAIL F", ["FROM:<"]), ("MAIL FROM:<a@b> S", ["SIZE="]),
            ("MAIL FROM:<a@b> BODY=8", ["BODY=8BITMIME"]), ("RCPT TO:<a@b> NOTIFY=S", ["NOTIFY=SUCCESS"]),
            ("MAIL FROM:<a@b> SMTP", []), (":rele", [":release"]),
            (":re", [":reconnect", ":release", ":record ", ":replay ", ":restart"]),
            (":set mo", ["mode ", "mouse "]), (":set mode ", ["safe", "normal", "free"]), (":set view b", ["bytes"]),
            (":set timeout.mail ", []), (":help prd", ["prdr"]), (":mail a@b si", ["size="]),
            (":xclient ", ["NAME=", "ADDR="]),
            (":practice --as p", ["postfix"]), (":hold ", ["drop"]), (":connect mx --pro", ["--proxy-header"]),
            (":nothing x", []), ("DATA ", []),
        ])
    func candidates(line: String, candidates: [String]) {
        #expect(Self.completion(line).texts == candidates)
    }

    @Test("behind :practice the scenarios are offered, and files that hold one")
    func scenarios() {
        var play = Play()
        play.session.scenarios = [
            Session.TitledName(name: "greylist", title: "Greylisting"),
            Session.TitledName(name: "size", title: "Size"),
        ]
        #expect(play.session.completion(of: ":practice g".wire).texts == ["greylist"])
        #expect(play.session.completion(of: ":practice ".wire).texts.prefix(3) == ["greylist", "size", "ca"])
        #expect(play.session.completion(of: ":practice size g".wire).texts.isEmpty)
        #expect(play.session.folder(wantedFor: ":practice g".wire) == ".")
        #expect(play.session.folder(wantedFor: ":practice mail/g".wire) == "mail/")
        let listing = FolderListing(
            folder: ".",
            entries: [
                FolderListing.Entry(name: "grim.scenario", isFolder: false),
                FolderListing.Entry(name: "grey.txt", isFolder: false),
                FolderListing.Entry(name: "gone", isFolder: true),
            ])
        #expect(
            play.session.completion(of: ":practice g".wire, in: listing).texts == [
                "greylist", "grim.scenario", "gone/",
            ])
    }

    @Test("on the practice server its mailboxes are offered to RCPT, and nowhere else")
    func practiceRecipients() {
        var play = Play()
        play.type(":practice")
        let candidates = play.session.completion(of: "RCPT TO:<t".wire).candidates
        #expect(candidates.map(\.text) == ["teacher@practice.test>"])
        #expect(play.session.completion(of: "MAIL FROM:<t".wire).candidates.isEmpty)
        #expect(Self.completion("RCPT TO:<t").candidates.isEmpty)
    }

    @Test("An empty line offers the commands, those that make sense now first")
    func emptyLine() {
        #expect(Self.completion("").texts.first == "MAIL FROM:<")
    }

    @Test("Addresses that were used before are offered, the last first, and in UTF-8")
    func addresses() {
        let completion = Self.completion("RCPT TO:<") { play in
            for line in ["MAIL FROM:<a@b.example> SIZE=1", "RCPT TO:<é@x>", "RCPT TO:<a@b.example>"] { play.type(line) }
        }
        #expect(completion.texts == ["a@b.example>", "é@x>"])
        #expect(completion.start == 9)
        #expect(completion.common.isEmpty)
        #expect(Self.completion(":rcpt a") { $0.type("RCPT TO:<a@b>") }.texts == ["a@b"])
    }

    @Test("What all candidates begin with ends between characters")
    func common() {
        let completion = Self.completion("RCPT TO:<") { play in
            for line in ["RCPT TO:<xé@x>", "RCPT TO:<xè@x>"] { play.type(line) }
        }
        #expect(completion.common == Array("x".utf8))
        #expect(Self.completion(":re").common == Array(":re".utf8))
    }

    @Test("Where a secret, an answer or content is typed, nothing is offered")
    func nothing() {
        var play = Play.content()
        #expect(play.session.completion(of: "MAI".wire).candidates.isEmpty)
        play = Play.ready(offers: ["AUTH PLAIN"])
        play.type("AUTH PLAIN")
        #expect(play.session.completion(of: "y".wire).candidates.isEmpty)
    }

    @Test("Several lines at once: commands go out in one write, an answer to a question is not taken from them")
    func together() {
        var play = Play.ready()
        var actions = play.handle(.lines(["MAIL FROM:<a@b>".wire, "RCPT TO:<c@d>".wire, ":note x".wire, "NOOP".wire]))
        #expect(actions.count { if case .send = $0 { true } else { false } } == 2)
        #expect(actions.sentText == "MAIL FROM:<a@b>␍␊RCPT TO:<c@d>␍␊NOOP␍␊")
        play = Play.ready(offers: ["AUTH PLAIN"])
        actions = play.handle(.lines(["AUTH PLAIN".wire, "yes".wire, "NOOP".wire]))
        #expect(actions.sentText.isEmpty)
        #expect(play.session.prompt.kind == .question)
    }

    @Test("The byte view shows lines as they went over the wire, in both directions")
    func byteView() {
        var play = Play.content()
        play.type(".dot\u{1}é")
        play.handle(.toggleByteView)
        let content = play.session.announcement(for: play.entries[play.entries.count - 1].id)
        #expect(content.contains { $0.hasSuffix(#"C: ·.dot␁\xC3\xA9␍␊"#) })
        play.type(".")
        play.server([0x32, 0x35, 0x30, 0x20, 0x00, 0x0D, 0x41, 0x0D, 0x0A])
        #expect(play.everything.contains("C: .␍␊"))
        #expect(play.everything.contains("S: 250 ␀␍A␍␊"))
        play.type(#":raw "A\rB\nC\0D""#)
        #expect(play.everything.contains("C raw: A␍B␊C␀D"))
        play.type(":set view text")
        #expect(play.session.settings.bytes == false)
    }
}

extension Completion {
    /// What would stand in the line, without the explanations.
    var texts: [String] { candidates.map(\.text) }
}
