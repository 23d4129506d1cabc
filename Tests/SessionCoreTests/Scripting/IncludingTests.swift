import SessionCore
import TestSupport
import Testing

@Suite("A script in a live session")
struct IncludingTests {
    /// A play that has asked for this script, and got it.
    static func including(_ text: String, _ attendance: Session.Attendance = .interactive) throws -> Play {
        var play = Play.ready(attendance)
        var number: Int?
        for action in play.type(":include a.smtpx") {
            if case .include("a.smtpx", let asked) = action { number = asked }
        }
        #expect(!play.session.isQuiescent)
        let script = try ScriptFiles(["a.smtpx": text]).read()
        play.handle(.included(.lines(script.lines, environment: [:]), number: try #require(number)))
        return play
    }

    @Test("its lines are played one by one, each when the reply to the one before is in")
    func played() throws {
        var play = try Self.including("NOOP\n:expect 250\n:sleep 1\nRSET\n")
        #expect(play.sent.hasSuffix("NOOP␍␊"))
        #expect(!play.session.isQuiescent)
        play.server("250 ok␍␊")
        let pause = try #require(play.actions.deadlines.last { $0.kind == .pause })
        #expect(play.sent.hasSuffix("NOOP␍␊"))
        play.handle(.deadline(.pause, number: pause.number))
        #expect(play.sent.hasSuffix("RSET␍␊"))
        play.server("250 ok␍␊")
        #expect(play.session.isQuiescent)
    }

    @Test("a failed expectation, and ^C, leave the rest out and tell so; the session goes on")
    func stopped() throws {
        var play = try Self.including("NOOP\n:expect 250\nRSET\nRSET\n")
        play.server("550 no␍␊")
        #expect(play.said.last == "2 lines of the script are not run.")
        #expect(play.session.isQuiescent)
        var interrupted = try Self.including("NOOP\nRSET\n")
        interrupted.handle(.interrupt)
        #expect(interrupted.said.last == "1 line of the script is not run.")
        interrupted.server("250 ok␍␊")
        #expect(interrupted.sent.hasSuffix("NOOP␍␊"))
    }

    @Test("a script with mistakes is not played, and each mistake is told")
    func mistakes() {
        var play = Play.ready(.unattended)
        play.type(":include a.smtpx")
        let mistakes = ScriptFiles.mistakes(in: Array(":frob\nVRFY ${X}\n".utf8))
        play.handle(.included(.mistakes(ScriptMistakes(mistakes[0], Array(mistakes.dropFirst()))), number: 1))
        #expect(play.said.suffix(2).map { $0.prefix(10) } == ["a.smtpx:1:", "a.smtpx:2:"])
        #expect(play.session.isQuiescent)
        #expect(play.session.exitCode == .usage)
    }

    @Test("several sessions are for smtpx run, which the command says")
    func sessions() {
        var play = Play.ready()
        play.type(":session b")
        #expect(play.said.last?.contains("smtpx run") == true)
    }
}
