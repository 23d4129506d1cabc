import SMTPProtocol
import SafeText
import SessionCore
import TestSupport
import Testing

@Suite("A session is exported in six formats")
struct ExportTests {
    private static let formats = ["txt", "md", "html", "json", "cast", "smtpx"]

    @Test("each format is as it was recorded", arguments: formats)
    func golden(format: String) {
        var play = Play.wholeSession()
        let lines = String(decoding: play.export("session.\(format)"), as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(lines.last == "")
        #expect(Golden.difference(of: Array(lines.dropLast()), from: "export-\(format)") == nil)
    }

    @Test("TO17: what looks like markup or a control sequence is written as text in each format", arguments: formats)
    func hostile(format: String) {
        var play = Play.hostileSession()
        let lines = String(decoding: play.export("session.\(format)"), as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(Golden.difference(of: Array(lines.dropLast()), from: "hostile-\(format)") == nil)
        for line in lines { #expect(Self.isInert(line), "\(line)") }
    }

    /// Whether a terminal that is shown the line does nothing by it. A script keeps bytes of content as they are.
    private static func isInert(_ line: String) -> Bool {
        !line.unicodeScalars.contains { scalar in
            scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || ["\u{202E}", "\u{2028}"].contains(scalar)
        }
    }

    @Test("TO17: the web page has no tag, and no attribute, that is not ours")
    func html() {
        var play = Play.hostileSession()
        let page = String(decoding: play.export("session.html"), as: UTF8.self)
        let ours: Set<String> = [
            "!DOCTYPE", "html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "ol", "li", "time", "b",
            "code", "details", "summary", "pre", "small", "dl", "dt", "dd", "table", "tr", "th", "td",
        ]
        var count = 0
        for part in page.split(separator: "<").dropFirst() {
            let tag = part.prefix { $0 != ">" }
            let name = tag.split(separator: " ").first.map(String.init) ?? ""
            let bare = name.hasPrefix("/") ? String(name.dropFirst()) : name
            #expect(ours.contains(bare), "<\(tag)>")
            #expect(!["onerror", "javascript", "src=", "href="].contains { tag.contains($0) })
            count += 1
        }
        #expect(count > 200)
    }

    @Test("TO17: the only control sequences of the film are colours and line ends")
    func film() {
        var play = Play.hostileSession()
        let film = String(decoding: play.export("session.cast"), as: UTF8.self)
        for line in film.split(separator: "\n").dropFirst() {
            var rest = line[...]
            while let escape = rest.firstRange(of: "\\u001B") {
                rest = rest[escape.upperBound...]
                let sequence = rest.prefix { $0 != "m" }
                #expect(sequence.first == "[" && sequence.dropFirst().allSatisfy { $0.isNumber || $0 == ";" })
            }
            #expect(!line.contains("\\u009B"))
        }
    }

    @Test(
        "an ending that names no format is refused, with the list",
        arguments: ["session", "x.pdf", "a.html/b", ".txt.bak"])
    func unknownEnding(name: String) {
        var play = Play.greeted()
        play.type(":export \(name)")
        #expect(play.said.last?.contains("It is one of .txt, .md, .html, .json, .cast and .smtpx.") == true)
    }

    @Test("it is told where the file stands, or why not")
    func told() {
        var play = Play.greeted()
        for result in [SaveResult.saved(path: "x.HTML"), .failed(message: "x.HTML exists.", advice: "Name another.")] {
            guard case .save(let file, let number)? = play.type(":export x.HTML").first else {
                Issue.record("nothing was to be written")
                return
            }
            #expect(file.path == "x.HTML")
            play.handle(.saved(result, number: number))
        }
        #expect(
            play.said.suffix(2) == [
                "The session, as a web page, was written to x.HTML.", "x.HTML exists. Name another.",
            ])
    }

    @Test("nothing to export is said")
    func empty() {
        var play = Play()
        play.type(":export x.txt")
        #expect(play.said.last?.contains("Nothing has happened yet") == true)
    }

    @Test("a replayed recording exports like the session itself", arguments: ["md", "html", "cast", "smtpx"])
    func replayed(format: String) {
        var original = Play.wholeSession()
        var play = Play(settings: Settings())
        play.replay(original.wholeRecording, " all")
        let exported = String(decoding: play.export("x.\(format)"), as: UTF8.self)
        for line in String(decoding: original.export("x.\(format)"), as: UTF8.self).split(separator: "\n") {
            // The film counts from its first entry, and the head names it.
            if format == "cast" || line.contains("written by") { continue }
            #expect(exported.contains(line), "\(line)")
        }
    }
}
