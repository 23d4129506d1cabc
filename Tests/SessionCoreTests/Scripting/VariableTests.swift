import SessionCore
import TestSupport
import Testing

@Suite("Variables")
struct VariableTests {
    static func ready() -> Play {
        var play = Play.ready(.unattended)
        play.type(":let ME a@b.example")
        return play
    }

    @Test(
        "a variable is replaced in a command, once",
        arguments: [
            ("MAIL FROM:<${ME}>", "MAIL FROM:<a@b.example>␍␊"), ("VRFY $${ME}", "VRFY ${ME}␍␊"),
            ("VRFY $ME $ { ${ME}${ME}", "VRFY $ME $ { a@b.examplea@b.example␍␊"),
        ])
    func replaced(line: String, sent: String) {
        var play = Self.ready()
        #expect(play.type(line).sentText == sent)
    }

    @Test("a value is not looked through again")
    func notRecursive() {
        var play = Self.ready()
        play.type(":let A $${ME}")
        #expect(play.type("VRFY ${A}").sentText == "VRFY ${ME}␍␊")
    }

    @Test("values are made of others, and blanks in them are kept")
    func values() {
        var play = Self.ready()
        play.type(":let TWO \" ${ME} and more\"")
        #expect(play.type("VRFY x${TWO}").sentText == "VRFY x a@b.example and more␍␊")
        play.server("250 x␍␊")
        play.type(":let TWO  simple text ")
        #expect(play.type("VRFY ${TWO}").sentText == "VRFY simple text␍␊")
    }

    @Test(
        "what is not defined is an error with the nearest name, and nothing is sent",
        arguments: [("VRFY ${MEE}", "ME"), (":note ${NWO}", "NOW"), ("VRFY ${TARGTE}", "TARGET"), ("VRFY ${ME", "$${")])
    func undefined(line: String, hint: String) {
        var play = Self.ready()
        #expect(play.type(line).sentText.isEmpty)
        #expect(play.said.last?.contains(hint) == true)
        #expect(play.session.exitCode == .usage)
    }

    @Test(
        "SC01: no value brings CR, LF or NUL into a command",
        arguments: [#":let A "x\r\nRSET""#, #":let A "x\nRSET""#, #":let A "\0""#, #":let A "\x0d""#])
    func lineBreaks(line: String) {
        var play = Self.ready()
        play.type(line)
        #expect(play.said.last?.contains("CR, LF or NUL") == true)
        #expect(play.type("VRFY ${A}").sentText.isEmpty)
        play.session.variables.environment["B"] = Array("x\r\nRSET".utf8)
        #expect(play.type("VRFY ${env:B}").sentText.isEmpty)
    }

    @Test("in content only what :let defined is replaced, and all else stays as it is")
    func content() {
        var play = Play.content(.unattended)
        play.session.variables.environment["E"] = Array("secret".utf8)
        try? play.session.variables.define("ME", as: Array("a@b.example".utf8))
        try? play.session.variables.define("DOT", as: Array(".".utf8))
        #expect(play.type("To: ${ME} ${NOW} ${env:E} ${X} ${").sentText == "To: a@b.example ${NOW} ${env:E} ${X} ${␍␊")
        #expect(play.type("$${ME} $${X}").sentText == "${ME} $${X}␍␊")
        #expect(play.type("${DOT}${DOT}").sentText == "...␍␊")
    }

    @Test("a value cannot end a message")
    func dotAlone() {
        var play = Play.content(.unattended)
        try? play.session.variables.define("DOT", as: Array(".".utf8))
        #expect(play.type("${DOT}").sentText.isEmpty)
        #expect(play.session.prompt.kind == .content)
    }

    @Test(
        "a secret is not taken from ${env:}",
        arguments: [":auth PLAIN x env:${env:PW}", "AUTH PLAIN ${env:PW}", ":b64 ${env:PW}"])
    func noSecrets(line: String) {
        var play = Self.ready()
        play.session.variables.environment["PW"] = Array("geheimnis".utf8)
        #expect(play.type(line).sentText.isEmpty)
        #expect(!play.everything.contains("geheimnis"))
        #expect(play.said.last?.contains("env:PW") == true)
    }

    @Test("the built-in ones: the time of the moment, the server, and a word that the front end gives")
    func builtIn() {
        var play = Self.ready()
        play.session.variables.unique = "abc123"
        #expect(play.type("VRFY ${UNIQUE} ${TARGET}").sentText == "VRFY abc123 mx.example.net␍␊")
        play.server("250 x␍␊")
        #expect(play.type("VRFY ${NOW}").sentText == "VRFY Mon, 12 Jan 1970 13:46:40 +0000␍␊")
    }

    @Test("a variable has a plain name, a value of some length, and there are not too many")
    func limits() throws {
        var variables = Variables()
        for name in ["", "1a", "a-b", "ä", "a b", String(repeating: "a", count: 65)] {
            #expect(throws: LanguageError.self) { try variables.define(name, as: []) }
        }
        let long = [UInt8](repeating: 0x61, count: Variables.maximumValue + 1)
        #expect(throws: LanguageError.self) { try variables.define("a", as: long) }
        for number in 0..<Variables.maximumCount { try variables.define("v\(number)", as: Array(long.dropLast())) }
        #expect(throws: LanguageError.self) { try variables.define("w", as: []) }
        var play = Play.ready(.unattended)
        play.session.variables = variables
        play.type("VRFY " + String(repeating: "${v1}", count: 200))
        #expect(play.said.last?.contains("longer than") == true)
    }
}
