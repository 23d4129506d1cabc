import SMTPProtocol
import SessionCore
import Teaching
import Testing

@Suite("A lesson that is played")
struct LessonRunTests {
    private static func run(_ steps: String) throws -> LessonRun {
        LessonRun(try LessonReaderTests.read(LessonReaderTests.head + steps))
    }

    private static func expect(_ run: inout LessonRun, _ event: LessonEvent, _ outcomes: [LessonRun.Outcome]) {
        let told = run.saw(event)
        #expect(told == outcomes)
    }

    private static func reply(_ text: String, to verb: Verb?) -> LessonEvent {
        .reply(Reply(parsing: Array("\(text)\r\n".utf8)), to: verb)
    }

    @Test("a step passes when all its checks came true, in any order")
    func all() throws {
        var run = try Self.run(
            "step A\ngoal g\ncheck tls\ncheck reply 250 to EHLO\nstep B\ngoal g\ncheck disconnected\n")
        _ = run.saw(.connected)
        Self.expect(&run, Self.reply("250 hello", to: .ehlo), [])
        Self.expect(&run, .secured, [.passed(0)])
        Self.expect(&run, .disconnected, [.passed(1), .finished])
    }

    @Test("either way of a check will do")
    func either() throws {
        var run = try Self.run("step A\ngoal g\ncheck reply 5xx to MAIL or sent \"RSET*\"\n")
        _ = run.saw(.connected)
        Self.expect(&run, .sent(Array("rset".utf8)), [.passed(0), .finished])
    }

    @Test("what is left of an older connection does not count")
    func older() throws {
        var run = try Self.run("step A\ngoal g\ncheck disconnected\n")
        Self.expect(&run, .disconnected, [])
        _ = run.saw(.connected)
        Self.expect(&run, .disconnected, [.passed(0), .finished])
    }

    @Test("a wrong turn is told once in a row")
    func nudges() throws {
        var run = try Self.run("step A\ngoal g\ncheck tls\nnudge sent \"HELO*\" : Say EHLO.\n")
        _ = run.saw(.connected)
        let helo = LessonEvent.sent(Array("helo x".utf8))
        Self.expect(&run, helo, [.nudged("Say EHLO.")])
        Self.expect(&run, helo, [])
        #expect(run.nudge == "Say EHLO.")
    }

    @Test("messages in a mailbox are counted from the beginning of the lesson")
    func mailboxes() throws {
        var run = try Self.run("step A\ngoal g\ncheck mailbox alice has 1\nstep B\ngoal g\ncheck mailbox alice has 2\n")
        let mail = LessonEvent.stored(mailboxes: ["alice"], content: Array("To: a\r\n\r\nhi\r\n".utf8))
        Self.expect(&run, .stored(mailboxes: ["bob"], content: []), [])
        Self.expect(&run, mail, [.passed(0)])
        Self.expect(&run, mail, [.passed(1), .finished])
    }

    @Test("a handshake that fails is told from a connection that ends")
    func failedHandshake() throws {
        var run = try Self.run("step A\ngoal g\ncheck tls failed\n")
        _ = run.saw(.connected)
        Self.expect(&run, .disconnected, [])
        Self.expect(&run, .notSecured, [.passed(0), .finished])
    }

    @Test("the dot that ends a message is told from DATA")
    func endOfData() throws {
        var run = try Self.run("step A\ngoal g\ncheck reply 5xx to end-of-data\n")
        _ = run.saw(.connected)
        Self.expect(&run, Self.reply("554 no", to: .data), [])
        Self.expect(&run, Self.reply("554 no", to: .endOfData), [.passed(0), .finished])
    }

    @Test("a pattern with stars ignores the case and fits the whole line")
    func patterns() {
        #expect(WildcardPattern("mail from:<>*").matches("MAIL FROM:<> SIZE=1".utf8))
        #expect(WildcardPattern("*a*b").matches("xxaxxab".utf8))
        #expect(!WildcardPattern("a*b").matches("abc".utf8))
        #expect(WildcardPattern("*").matches("".utf8))
    }
}
