import SessionCore
import TestSupport
import Testing

@Suite("Scripts are checked before they are played")
struct ScriptTests {
    @Test("comments and empty lines go, content stays as it is, and lines keep their numbers")
    func lines() throws {
        let text = """
            # a comment
            EHLO x

              :expect 250
            DATA
            :expect 354
            Subject: x

            # no comment
            :quit is no command here
            .
            NOOP
            """
        let script = try ScriptFiles(["a.smtpx": text]).read()
        #expect(script.lines.map(\.number) == [2, 4, 5, 6, 7, 8, 9, 10, 11, 12])
        #expect(
            script.lines.map(\.role) == [
                .command, .expectation, .command, .expectation, .content, .content, .content, .content, .content,
                .command,
            ])
        #expect(script.lines[1].bytes == Array(":expect 250".utf8))
        #expect(script.expectationCount == 2)
    }

    @Test(
        "content follows DATA unless its refusal is expected",
        arguments: [
            ("DATA\n:expect 554\nNOOP\n", [true, false]), ("DATA\n:expect 5.5.x\nNOOP\n", [true, false]),
            ("DATA\n:expect not 354\nNOOP\n", [true, false]), ("DATA\n:expect 354,554\nNOOP\n.\n", [true, true, true]),
            ("DATA\n:expect 3xx and /go/\nNOOP\n.\n", [true, true, true]), ("data\nNOOP\n.\n", [true, true]),
            ("BDAT 6 LAST\nNOOP\nNOOP\n", [true, false]), ("BDAT 12\nNOOP\nNOOP\nRSET\n", [true, true, false]),
            ("BDAT 0 LAST\nNOOP\n", [false]),
        ])
    func content(text: String, isContent: [Bool]) throws {
        let roles = try ScriptFiles(["a.smtpx": text]).read().lines.dropFirst().map(\.role)
        let isBDAT = text.hasPrefix("BDAT")
        #expect(roles.map { $0 == .content || (!isBDAT && $0 == .expectation) } == isContent)
    }

    @Test(
        "SC06: a mistake is told with file, line and column, and with the nearest name",
        arguments: [
            ("NOOP\n:set tls requird\n", "a.smtpx:2:6: There is no setting tls. The nearest name is "),
            ("  :set latncy off\n", "a.smtpx:1:8: There is no setting latncy. The nearest name is latency."),
            ("\t:expct 250\n", "a.smtpx:1:3: There is no command :expct in this version. The nearest name is :expect."),
            (":expect 25\n", "a.smtpx:1:9: 25 is nothing that can be expected."),
            (":expect /a(/\n", "a.smtpx:1:11: The bracket is not closed."),
            ("VRFY ${ME}\n", "a.smtpx:1:6: There is no variable ME."),
            (":let ME x\nVRFY ${ME} ${MEE}\n", "a.smtpx:2:12: There is no variable MEE. The nearest name is ME."),
            (":let LONG xxxxxxxxxxxxxxxxxxxx\n:note ${LONG}\n:set ${LONG} x y\n", "a.smtpx:3:6: There is no setting"),
            (":let A xxxxxxxxxxxxxxxxxxxx\n:raw ${A} y\n", "a.smtpx:2:11: :raw takes one argument."),
            ("NOOP\n:message gone.eml\n", "a.smtpx:2:10: gone.eml cannot be sent: No such file."),
            ("NOOP\n:bdat gone.eml 64k\n", "a.smtpx:2:7: gone.eml cannot be sent: No such file."),
            (":connect \"bad target\"\n", "a.smtpx:1:11: That is no server."),
            (":sleep x\n", "a.smtpx:1:8: This is no time"), (":session a/b\n", "a.smtpx:1:10: A session has a name"),
            (":include none.smtpx\n", "a.smtpx:1: none.smtpx: There is no such file."),
            ("DATA\nSubject: x\n", "a.smtpx:1: The content that begins here has no end."),
            (":disconnect\nNOOP\n", "a.smtpx:2: The connection is closed here."),
            (":quit\nNOOP\n", "a.smtpx:2: The session ends with :quit"),
            (":session b\nNOOP\n", "a.smtpx:2: There is no connection yet in the session b."),
            ("NOOP\rRSET\n", "a.smtpx:1:5: The line holds a CR."),
            ("VRFY ${env:NOT_SET}\n", "a.smtpx:1:6: There is no environment variable NOT_SET."),
            ("VRFY ${TARGET}\n", "a.smtpx:1:6: There is no TARGET"),
        ])
    func mistakes(text: String, told: String) {
        let mistakes = ScriptFiles.mistakes(in: text)
        #expect(mistakes.count == 1)
        #expect(mistakes.first?.hasPrefix(told) == true, "\(mistakes)")
    }

    @Test("all mistakes are told, up to a number")
    func allOfThem() {
        #expect(ScriptFiles.mistakes(in: ":a\n:b\n:c\n").count == 3)
        let many = String(repeating: ":frob\n", count: 1_000)
        #expect(ScriptFiles.mistakes(in: many).count == ScriptLimits.mistakes)
    }

    @Test("a script that connects to nobody is a mistake, told once")
    func noConnection() {
        let mistakes = ScriptFiles.mistakes(in: "EHLO x\nNOOP\nQUIT\n", isConnected: false)
        #expect(mistakes.count == 1)
        #expect(mistakes.first?.contains("smtpx run SCRIPT HOST") == true)
        #expect(ScriptFiles.mistakes(in: ":practice\nEHLO x\n", isConnected: false).isEmpty)
        #expect(ScriptFiles.mistakes(in: ":note only this\n", isConnected: false).isEmpty)
    }

    @Test("SC05: a byte order mark is passed over, and CRLF is one line end")
    func byteOrderMark() throws {
        let script = try ScriptFiles(["a.smtpx": "\u{FEFF}# x\r\nEHLO x\r\n"]).read()
        #expect(script.lines.map(\.bytes) == [Array("EHLO x".utf8)])
    }

    @Test("SC05: a NUL is refused with its place, in content too, and ends with 65")
    func nul() {
        for text in ["NOOP\nVR\0FY\n", "DATA\nVR\0FY\n.\n"] {
            let mistakes = ScriptFiles.mistakes(in: Array(text.utf8))
            #expect(mistakes.map(\.line) == [2])
            #expect(mistakes.map(\.column) == [3])
            #expect(mistakes.map(\.exitCode) == [.badData])
        }
    }

    @Test("SC05: a file that includes itself, at once or in a circle, is refused with the line")
    func includeLoops() {
        let circle = [
            ["a.smtpx": "NOOP\n:include a.smtpx\n"], ["a.smtpx": ":include ./a.smtpx\n"],
            ["a.smtpx": ":include b\n", "b": ":include c\n", "c": "NOOP\n:include a.smtpx\n"],
        ]
        for files in circle {
            let error = #expect(throws: ScriptMistakes.self) { try ScriptFiles(files).read() }
            #expect(error?.list.first?.message.contains("includes itself") == true)
            #expect(error?.exitCode == .badData)
        }
    }

    @Test("SC05: files in files, many files and big files have limits")
    func includeLimits() {
        var deep: [String: String] = [:]
        for number in 0..<40 { deep["f\(number)"] = ":include f\(number + 1)\n" }
        deep["f40"] = "NOOP\n"
        let tooDeep = #expect(throws: ScriptMistakes.self) { try ScriptFiles(deep).read("f0") }
        #expect(tooDeep?.list.first?.file == "f15")
        let many = ["a.smtpx": String(repeating: ":include b\n", count: 300), "b": "NOOP\n"]
        let tooMany = #expect(throws: ScriptMistakes.self) { try ScriptFiles(many).read() }
        #expect(tooMany?.list.first?.line == ScriptLimits.files + 1)
        let big = [UInt8](repeating: UInt8(ascii: "\n"), count: ScriptLimits.fileBytes + 1)
        #expect(ScriptFiles.mistakes(in: big).map(\.exitCode) == [.badData])
        var doubling: [String: String] = ["f30": String(repeating: "NOOP\n", count: 10)]
        for number in 0..<14 { doubling["f\(number)"] = ":include f\(number + 1)\n:include f\(number + 1)\n" }
        doubling["f14"] = "NOOP\n"
        #expect(throws: ScriptMistakes.self) { try ScriptFiles(doubling).read("f0") }
    }

    @Test("an included file is looked for beside the one that includes it, and stands in its place")
    func included() throws {
        let files = ScriptFiles([
            "t/a.smtpx": "NOOP\n:include sub/b.smtpx\nQUIT\n", "t/sub/b.smtpx": ":include c.smtpx\n:let X 1\n",
            "t/sub/c.smtpx": "RSET\n", "/abs": "HELP\n",
        ])
        let script = try files.read("t/a.smtpx")
        #expect(script.lines.map(\.place) == ["t/a.smtpx:1", "t/sub/c.smtpx:1", "t/sub/b.smtpx:2", "t/a.smtpx:3"])
    }

    @Test("what a script takes from the environment is known before it is played, and nothing else")
    func environment() throws {
        var files = ScriptFiles(["a.smtpx": "VRFY ${env:WHO}\n"])
        files.environment = ["WHO": "me", "PASSWORD": "x"]
        #expect(try files.read().environment == ["WHO": Array("me".utf8)])
    }

    @Test("SC05: any bytes are a script or mistakes, never a trap", arguments: 0..<150 as Range<UInt64>)
    func anyBytes(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let words = [
            ":expect ", "250", "/a(b|c)*/", " within ", " and ", "not ", "${", "${A}", "$${", "}", ":let A ",
            ":include ",
            "a.smtpx", "\n", "\r\n", "DATA\n", "BDAT 5 LAST\n", ".\n", ":session b\n", ":connect x\n", ":quit\n", "#",
            ":practice --tls ", ":auth PLAIN ", ":sleep 0.", "\0", "\"", "'", "\\", "\u{FEFF}", "é", ":set ", "tls",
            " ",
        ]
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 0..<60, using: &generator) {
            if Int.random(in: 0..<5, using: &generator) == 0 {
                bytes.append(.random(in: .min ... .max, using: &generator))
            } else {
                bytes += Array(words[Int.random(in: 0..<words.count, using: &generator)].utf8)
            }
        }
        for mistake in ScriptFiles.mistakes(in: bytes, isConnected: Bool.random(using: &generator)) {
            #expect(!mistake.description.utf8.contains { $0 < 0x20 }, "\(mistake)")
            #expect(mistake.line.map { $0 > 0 } ?? true)
        }
    }
}
