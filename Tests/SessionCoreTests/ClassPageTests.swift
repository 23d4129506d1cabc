import SMTPProtocol
import SessionCore
import TestSupport
import Testing

@Suite("What a class did, as one web page")
struct ClassPageTests {
    private static func record(_ lines: [String]) throws(ClassRecord.Mistake) -> ClassRecord {
        var record = ClassRecord()
        for line in lines { try record.take(Array(line.utf8)) }
        record.finish()
        return record
    }

    private static func page(_ lines: [String]) throws -> [String] {
        let page = ClassPage(try record(lines), program: "smtpx test")
        return String(decoding: page.bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            .dropLast().map(String.init)
    }

    private static let lessonLines = [
        #"{"event":"listening","host":"192.0.2.1","port":2525,"tlsPort":4650}"#,
        #"{"t":1.5,"connection":1,"event":"opened","peer":"192.0.2.7:40000"}"#,
        #"{"t":1.5,"connection":1,"event":"reply","code":220,"enhanced":null,"text":["mail.practice.test ESMTP"]}"#,
        #"{"t":2,"connection":2,"event":"opened","peer":"192.0.2.8:40001"}"#,
        #"{"t":2.25,"connection":1,"event":"line","text":"EHLO anna"}"#,
        #"{"t":2.25,"connection":1,"event":"sandbox","name":"anna"}"#,
        #"{"t":2.26,"connection":1,"event":"reply","code":250,"enhanced":null,"text":["hello anna","SIZE 1000","HELP"]}"#,
        #"{"t":2.27,"connection":1,"event":"state","state":"ready"}"#,
        #"{"t":3,"connection":2,"event":"line","text":"EHLO ben"}"#,
        #"{"t":3,"connection":2,"event":"sandbox","name":"ben"}"#,
        #"{"t":61,"connection":1,"event":"line","text":"RCPT TO:<x@practice.test>"}"#,
        #"{"t":61,"connection":1,"event":"rule","rule":"greylist 5s"}"#,
        #"{"t":61,"connection":1,"event":"reply","code":451,"enhanced":"4.7.1","text":["Greylisted"]}"#,
        #"{"t":62,"connection":2,"event":"line","text":"RCPT TO:<nobody@practice.test>"}"#,
        #"{"t":62,"connection":2,"event":"reply","code":550,"enhanced":"5.1.1","text":["No such user"]}"#,
        #"{"t":63,"connection":2,"event":"tls","version":"TLSv1.3"}"#,
        #"{"t":64,"connection":2,"event":"line","text":"AUTH PLAIN [hidden]"}"#,
        #"{"t":64,"connection":2,"event":"login","user":"student","mechanism":"PLAIN"}"#,
        #"{"t":65,"connection":1,"event":"line","text":"DATA"}"#,
        #"{"t":65,"connection":1,"event":"reply","code":354,"enhanced":null,"text":["Go on"]}"#,
        #"{"t":66,"connection":1,"event":"stored","message":1,"from":"me@anna","to":["alice@practice.test"],"#
            + #""mailboxes":["alice"],"size":42,"content":"From: a\r\nSubject: My first\r\n message\r\n\r\nSubject: no\r\n"}"#,
        #"{"t":66,"connection":1,"event":"reply","code":250,"enhanced":"2.0.0","text":["Accepted"]}"#,
        #"{"t":66,"connection":1,"event":"lesson-step","lesson":"your-first-message","step":3,"total":4,"title":"The content"}"#,
        #"{"t":3700,"connection":1,"event":"note","text":"That line ended in LF alone."}"#,
        #"{"t":3700,"connection":1,"event":"closed"}"#,
        #"{"t":3701,"connection":3,"event":"opened","peer":"192.0.2.9:1"}"#,
        #"{"t":3701,"connection":3,"event":"timeout"}"#,
        #"{"t":3701,"connection":0,"event":"refused","peer":"203.0.113.5:9","reason":"not allowed"}"#,
        #"{"t":3702,"connection":2,"event":"a-kind-of-later","x":[1]}"#,
    ]

    @Test("a lesson with two students, one who gave no name, and one who was turned away")
    func golden() throws {
        #expect(Golden.difference(of: try Self.page(Self.lessonLines), from: "class-page") == nil)
    }

    @Test("each student has a row with how it went")
    func table() throws {
        let page = try Self.page(Self.lessonLines)
        #expect(page.contains { $0.contains(">anna</a></td><td class=\"number\">1</td><td class=\"number\">3</td>") })
        #expect(page.contains { $0.contains("your-first-message 1 of 4") })
        #expect(page.contains { $0.contains("“My first message”, 42 bytes, from me@anna for alice") })
        #expect(page.contains { $0.contains("<b>! TEMP</b>") })
        #expect(page.contains { $0.contains("<b>✗ PERM</b> No such mailbox") })
        #expect(page.contains { $0.contains("[hidden]") })
    }

    private static let hostileTexts = [
        "<script>alert(1)</script>", "\u{1B}[2J\u{07}", "a\" onmouseover=\"x", "&lt;b&gt;", "\u{202E}evil\u{2028}",
        "'><img src=x onerror=x>", "</style></code>", "\0",
    ]

    @Test("hostile names and contents stay text, wherever they stand", arguments: hostileTexts)
    func hostile(text: String) throws {
        let quoted =
            "\""
            + text.unicodeScalars.map { scalar -> String in
                if scalar == "\"" || scalar == "\\" { return "\\\(scalar)" }
                guard scalar.value < 0x20 else { return String(scalar) }
                let hex = String(scalar.value, radix: 16)
                return "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            }.joined() + "\""
        let page = try Self.page([
            #"{"event":"listening","host":\#(quoted),"port":1}"#,
            #"{"t":1,"connection":1,"event":"opened","peer":\#(quoted)}"#,
            #"{"t":1,"connection":1,"event":"sandbox","name":\#(quoted)}"#,
            #"{"t":1,"connection":1,"event":"line","text":\#(quoted)}"#,
            #"{"t":1,"connection":1,"event":"reply","code":250,"enhanced":\#(quoted),"text":[\#(quoted),\#(quoted)]}"#,
            #"{"t":1,"connection":1,"event":"rule","rule":\#(quoted)}"#,
            #"{"t":1,"connection":1,"event":"note","text":\#(quoted)}"#,
            #"{"t":1,"connection":1,"event":"tls","version":\#(quoted)}"#,
            #"{"t":1,"connection":1,"event":"tls-failed","reason":\#(quoted)}"#,
            #"{"t":1,"connection":1,"event":"login","user":\#(quoted),"mechanism":\#(quoted)}"#,
            #"{"t":1,"connection":1,"event":"lesson-step","lesson":\#(quoted),"step":1,"total":2,"title":\#(quoted)}"#,
            #"{"t":1,"connection":1,"event":"stored","message":1,"from":\#(quoted),"mailboxes":[\#(quoted)],"size":1,"#
                + #""content":"Subject: \#(quoted.dropFirst().dropLast())\r\n"}"#,
            #"{"t":1,"connection":0,"event":"refused","peer":\#(quoted),"reason":\#(quoted)}"#,
        ])
        let whole = page.joined(separator: "\n")
        let ours: Set<String> = [
            "!DOCTYPE", "html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "ol", "li", "time", "b", "i",
            "code", "details", "summary", "pre", "span", "table", "tr", "th", "td", "a",
        ]
        for part in whole.split(separator: "<").dropFirst() {
            let tag = part.prefix { $0 != ">" }
            let name = tag.split(separator: " ").first.map(String.init) ?? ""
            #expect(ours.contains(name.hasPrefix("/") ? String(name.dropFirst()) : name), "<\(tag)>")
            #expect(!["onerror", "onmouseover", "src=", "href=\"h"].contains { tag.contains($0) }, "<\(tag)>")
        }
        for line in page {
            #expect(!line.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) })
            #expect(!line.unicodeScalars.contains { $0 == "\u{202E}" || $0 == "\u{2028}" })
        }
    }

    @Test(
        "a line that is no event is told",
        arguments: [
            "x", "[]", "{}", #"{"event":"line","connection":1}"#, #"{"event":"reply","code":"250","text":[]}"#,
            #"{"t":1,"connection":1,"event":"line","text":"#, #"{"t":-1,"connection":1,"event":"closed"}"#,
        ])
    func mistakes(line: String) {
        #expect(throws: ClassRecord.Mistake.self) { try Self.record([line]) }
    }

    @Test("bytes that are not UTF-8 are read from their base64")
    func base64() throws {
        let page = try Self.page([
            #"{"t":1,"connection":1,"event":"sandbox","name":"anna"}"#,
            #"{"t":1,"connection":1,"event":"line","textBase64":"Tk9PUP8="}"#,
        ])
        #expect(page.contains { $0.contains("NOOP\u{FFFD}") })
    }

    @Test("what a student does beyond the limit is counted, and not kept")
    func limit() throws {
        var lines = [#"{"t":1,"connection":1,"event":"sandbox","name":"anna"}"#]
        lines += Array(repeating: #"{"t":2,"connection":1,"event":"line","text":"NOOP"}"#, count: 5_010)
        let page = try Self.page(lines)
        #expect(page.contains("<p class=\"warning\">11 later events are not shown.</p>"))
        #expect(page.contains { $0.contains("<td class=\"number\">5010</td>") })
    }

    @Test("who changes the sandbox goes on as somebody else, and a number that is used again is somebody new")
    func owners() throws {
        let page = try Self.page([
            #"{"t":1,"connection":1,"event":"opened","peer":"a"}"#,
            #"{"t":1,"connection":1,"event":"sandbox","name":"anna"}"#,
            #"{"t":2,"connection":1,"event":"sandbox","name":"ben"}"#,
            #"{"t":3,"connection":1,"event":"line","text":"NOOP of ben"}"#,
            #"{"t":4,"connection":1,"event":"closed"}"#,
            #"{"t":5,"connection":1,"event":"line","text":"nobody"}"#,
        ])
        let ben = try #require(page.firstIndex { $0.hasPrefix("<h2") && $0.contains("ben") })
        let nameless = try #require(page.firstIndex { $0.hasPrefix("<h2") && $0.contains("without a name") })
        #expect(page[ben..<nameless].contains { $0.contains("NOOP of ben") })
        #expect(page[nameless...].contains { $0.contains("nobody") })
    }
}
