import SMTPProtocol
import TestSupport
import Testing

@testable import SessionCore

@Suite("Files as a line goes on")
struct CompletingFilesTests {
    private static let listing = FolderListing(
        folder: ".",
        entries: [
            .init(name: "b.eml", isFolder: false), .init(name: "a.eml", isFolder: false),
            .init(name: "mail", isFolder: true), .init(name: ".hidden", isFolder: false),
            .init(name: "two words.eml", isFolder: false), .init(name: "a\"quote", isFolder: false),
        ])

    @Test(
        "the folder is asked for where a command takes a file",
        arguments: [
            (":message ", "."), (":message a", "."), (":message mail/x", "mail/"), (":bdat /tmp/", "/tmp/"),
            (":export ", "."), (":replay ~/x", "~/"), (":record r", "."), (":include s", "."), (":tls pem ", "."),
            (":connect mx --ca ", "."), (":connect mx --cert a/b/", "a/b/"), (":practice ca ", "."),
            (":message \"a b/", "a b/"), (":message a\\ b/c", "a b/"), (":tls ", nil), (":connect ", nil),
            (":note x", nil),
            (":message a b", nil), ("MAIL FROM:<", nil), (":message", nil), (":message \"a\"", nil),
        ] as [(String, String?)])
    func folders(line: String, folder: String?) {
        #expect(Play.ready(offers: []).session.folder(wantedFor: line.wire) == folder)
    }

    @Test(
        "names that begin so are offered: files first, hidden ones only when their dot is typed, blanks written as they must be",
        arguments: [
            (":message ", ["a\\\"quote", "a.eml", "b.eml", "two\\ words.eml", "mail/"]), (":message a.", ["a.eml"]),
            (":message .", [".hidden"]), (":message m", ["mail/"]), (":message two", ["two\\ words.eml"]),
            (":message \"two", ["\"two words.eml\""]), (":message \"m", ["\"mail/"]), (":message x", []),
            (":record o", ["off"]), (":record a.", ["a.eml"]), (":message mail/a", []),
        ])
    func names(line: String, candidates: [String]) {
        let session = Play.ready(offers: []).session
        #expect(session.completion(of: line.wire, in: Self.listing).texts == candidates)
    }

    @Test("what is taken is read back as that file", arguments: ["a b.eml", "a\"b", "a\\b", "a'b", "é\tx"])
    func readBack(name: String) throws {
        let session = Play.ready(offers: []).session
        let listing = FolderListing(folder: ".", entries: [.init(name: name, isFolder: false)])
        for start in [":message ", ":message \""] {
            let completion = session.completion(of: start.wire, in: listing)
            let line = Array(":message ".utf8) + completion.common
            #expect(try LineParser.words(in: line, from: 8).map(\.bytes) == [Array(name.utf8)])
        }
    }
}

@Suite("Explanations beside what could stand there")
struct CandidateTests {
    @Test("every candidate that is not a file or an address says what it is")
    func meanings() {
        var play = Play.ready(offers: ["SIZE 1000", "DSN", "AUTH PLAIN LOGIN"])
        play.type("RCPT TO:<a@b>")
        for line in [
            "", "MAIL FROM:<a@b> ", "RCPT TO:<a@b> ", "RCPT TO:<", "AUTH ", "HELP ", ":", ":set ", ":set theme ",
            ":help ",
            ":auth ", ":filter ", ":panel ", ":copy ", ":tab ", ":do ", ":bind F9 ", ":codes ", ":connect mx ", ":tls ",
            ":connect mx --tls ", ":hold ",
        ] {
            let completion = play.session.completion(of: line.wire)
            #expect(!completion.candidates.isEmpty, "\(line)")
            for candidate in completion.candidates { #expect(!candidate.meaning.isEmpty, "\(line)\(candidate.text)") }
        }
    }

    @Test("codes are completed by number, that of the last reply first")
    func codes() {
        var play = Play.ready(offers: [])
        play.type("RSET")
        play.server("550 5.1.1 no␍␊")
        #expect(play.session.completion(of: ":codes ".wire).texts.first == "550")
        #expect(
            play.session.completion(of: ":explain 42".wire).texts.first == "420"
                || play.session.completion(of: ":explain 42".wire).texts.first == "421")
        #expect(play.session.completion(of: ":codes 5.7.".wire).texts.contains("5.7.1"))
    }

    @Test("targets and addresses that were used before are offered, the last first")
    func used() {
        var play = Play.ready(offers: [])
        for line in [":connect one.example", ":connect --lmtp two.example:24", ":mail c@d SIZE=1"] {
            play.session.history.add(line.wire)
        }
        #expect(play.session.completion(of: ":connect ".wire).texts.prefix(2) == ["two.example:24", "one.example"])
        #expect(play.session.completion(of: "RCPT TO:<".wire).texts.first == "c@d>")
    }
}

@Suite("The list of commands behind a colon")
struct PaletteTests {
    @Test("all commands are there, those used lately first")
    func recent() {
        var play = Play.ready(offers: [])
        play.session.history.add(":find x".wire)
        play.session.history.add(":codes 55_".wire)
        let texts = play.session.palette(for: ":".wire).texts
        #expect(texts.prefix(3) == [":codes ", ":find ", ":connect "])
        #expect(Set(texts.map { $0.trimmed }) == Set(ExplorerCommand.names.map { ":\($0)" }))
    }

    @Test("what begins so comes first, then what holds it in its name or explanation, then actions of the screen")
    func narrowing() {
        let texts = Play.ready(offers: []).session.palette(for: ":re".wire).texts
        #expect(texts.prefix(4) == [":reconnect", ":release", ":record ", ":replay "])
        #expect(texts.contains(":codes "))
        #expect(Play.ready(offers: []).session.palette(for: ":ZOO".wire).texts == [":do zoom"])
    }

    @Test("it is only for the first word, and not for content or an answer")
    func nowhereElse() {
        #expect(Play.ready(offers: []).session.palette(for: ":set ".wire).candidates.isEmpty)
        #expect(Play.ready(offers: []).session.palette(for: "NOOP".wire).candidates.isEmpty)
        #expect(Play.content().session.palette(for: ":".wire).candidates.isEmpty)
    }
}

@Suite("The grey suggestion")
struct SuggestionTests {
    private static func suggestion(_ line: String, history: [String] = [], off: Bool = false) -> String? {
        var play = Play.ready(offers: ["SIZE 1000", "8BITMIME"])
        for line in history { play.session.history.add(line.wire) }
        if off { play.session.settings.suggestions = false }
        return play.session.suggestion(for: line.wire).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test(
        "the grammar tells how a line goes on",
        arguments: [
            ("MAIL", " FROM:<"), ("rcpt", " to:<"), ("MAIL ", "FROM:<"), ("MAI", "L FROM:<"), ("MAIL FROM:<a@b", ">"),
            ("MAIL FROM:<a@b.", nil), ("MAIL FROM:<", nil), ("MAIL FROM:<a@b> SI", "ZE="), ("NOO", "P"), ("NOOP", nil),
            ("", nil), (":disc", "onnect"), ("EHL", "O lab.example.org"), (":set them", "e "), (":set ", nil),
            ("XYZ", nil),
            ("RCPT TO:<\"a b\"@c", nil),
        ] as [(String, String?)])
    func grammar(line: String, rest: String?) {
        #expect(Self.suggestion(line) == rest)
    }

    @Test("the newest line of the history that begins so comes before the grammar")
    func history() {
        #expect(Self.suggestion("MAIL", history: ["MAIL FROM:<a@b>", "MAIL FROM:<c@d>"]) == " FROM:<c@d>")
        #expect(Self.suggestion("MAIL FROM:<c@d>", history: ["MAIL FROM:<c@d>"]) == nil)
        #expect(Self.suggestion("mail", history: ["MAIL FROM:<c@d>"]) == " from:<")
    }

    @Test("nothing is suggested when nobody wants it, and never for a secret, an answer or content")
    func nothing() {
        #expect(Self.suggestion("MAIL", off: true) == nil)
        var play = Play.ready(offers: ["AUTH PLAIN"])
        play.session.history.add("yes please".wire)
        play.type("AUTH PLAIN")
        #expect(play.session.suggestion(for: "y".wire) == nil)
        #expect(Play.content().session.suggestion(for: "MAIL".wire) == nil)
    }

    @Test("LS01: no secret is suggested, for the history holds none")
    func secret() {
        #expect(Self.suggestion("AUTH PL", history: ["AUTH PLAIN AHN0dWRlbnQAc2VjcmV0"])?.contains("AHN0") != true)
    }
}

@Suite("All lines of the history that hold a text")
struct HistoryMatchTests {
    @Test("newest first, each once, in any case, with the place of the text")
    func matches() {
        var history = History()
        for line in ["NOOP 1", "RSET", "noop 2", "NOOP 1", "VRFY x"] { history.add(line.wire) }
        let matches = history.matches("OOP".wire)
        #expect(matches.map(\.line) == ["NOOP 1".wire, "noop 2".wire])
        #expect(matches.map(\.range) == [1..<4, 1..<4])
        #expect(history.matches([]).count == 4)
        #expect(history.matches("nothing".wire).isEmpty)
    }
}

@Suite("The parts of a typed line")
struct LinePartTests {
    /// The parts as `kind:text`.
    private static func parts(_ line: String) -> [String] {
        LineParts(line.wire).parts.map { "\($0.kind):\(String(decoding: line.wire[$0.range], as: UTF8.self))" }
    }

    @Test(
        "verb, keyword, path, parameters; commands, options, strings, variables",
        arguments: [
            (
                "MAIL FROM:<a@b> SIZE=10 SMTPUTF8",
                ["verb:MAIL", "keyword:FROM:", "path:<a@b>", "parameter:SIZE", "value:10", "parameter:SMTPUTF8"]
            ),
            (
                "rcpt to:<\"a >b\"@c> NOTIFY=NEVER",
                [
                    "verb:rcpt", "keyword:to:", "path:<\"a >b\"@c>", "parameter:NOTIFY", "value:NEVER",
                ]
            ),
            ("MAIL FROM", ["verb:MAIL"]), ("MAIL FROM:", ["verb:MAIL", "keyword:FROM:"]),
            ("EHLO lab.example.org x", ["verb:EHLO", "path:lab.example.org"]),
            (
                "BDAT 10 LAST",
                [
                    "verb:BDAT", "value:10", "keyword:LAST",
                ]
            ),
            ("XYZ a", []), ("", []), ("  ", []), ("AUTH PLAIN AAAA", ["verb:AUTH", "parameter:PLAIN"]),
            (":raw \"NOOP\\r\\n\"", ["command::raw", "string:\"NOOP\\r\\n\""]),
            (":connect mx --tls none", ["command::connect", "parameter:--tls"]), (":nothing x", []),
            (
                "MAIL FROM:<${USER}@b>",
                [
                    "verb:MAIL", "keyword:FROM:", "path:<", "variable:${USER}", "path:@b>",
                ]
            ),
            (":note ${NOW} x", ["command::note", "variable:${NOW}"]),
            (":raw \"open", ["command::raw", "string:\"open"]),
        ])
    func parts(line: String, expected: [String]) {
        #expect(Self.parts(line) == expected)
    }

    @Test("whatever is typed, the parts lie in the line, in order, without overlaps", arguments: 0..<40)
    func anyLine(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let words = [
            "MAIL", " ", "FROM:", "<", ">", "\"", "\\", "'", ":raw", "${", "}", "=", "é", "-", "\u{1}", "TO:", "RCPT",
            "$",
        ]
        for _ in 0..<200 {
            let line = (0..<Int.random(in: 0...12, using: &random)).flatMap { _ in
                Array((words.randomElement(using: &random) ?? "").utf8)
            }
            var end = 0
            for part in LineParts(line).parts {
                #expect(part.range.lowerBound >= end && !part.range.isEmpty)
                end = part.range.upperBound
            }
            #expect(end <= line.count)
        }
    }

    @Test("a line that is an answer or content has no parts, nor any when nobody wants colours")
    func none() {
        #expect(Play.content().session.parts(of: "MAIL".wire) == nil)
        var play = Play.ready(offers: [])
        #expect(play.session.parts(of: "MAIL".wire) != nil)
        play.session.settings.highlight = false
        #expect(play.session.parts(of: "MAIL".wire) == nil)
    }
}

extension String {
    fileprivate var trimmed: String { hasSuffix(" ") ? String(dropLast()) : self }
}
