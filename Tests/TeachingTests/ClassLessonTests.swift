import SMTPProtocol
import SessionCore
import Teaching
import Testing

@Suite("A lesson that a class plays")
struct ClassLessonTests {
    private static let hello =
        "step One\ngoal g\ncheck reply 250 to EHLO\nstep Two\nquestion q\ncheck answer A\n"
        + "step Three\ngoal g\ncheck connected\ncheck reply 250 to MAIL\nstep Four\ngoal g\ncheck command \":tls\"\n"

    private static func lesson(_ steps: String = hello) throws -> ClassLesson {
        ClassLesson(try LessonReaderTests.read(LessonReaderTests.head + steps))
    }

    private static func reply(_ text: String, to verb: Verb?) -> LessonEvent {
        .reply(Reply(parsing: Array("\(text)\r\n".utf8)), to: verb)
    }

    /// A connection from its opening to the name in EHLO.
    private static func come(_ name: String, on number: Int, to lesson: inout ClassLesson) -> [ClassLesson.Passed] {
        var passed = lesson.saw(.connected, of: number)
        passed += lesson.saw(reply("220 ready", to: nil), of: number)
        passed += lesson.saw(.sent(Array("EHLO \(name)".utf8)), of: number)
        passed += lesson.saw(reply("250 hello", to: .ehlo), of: number)
        return passed + lesson.entered(name, on: number)
    }

    @Test("what was done before the name is known counts for the student, and is told once")
    func name() throws {
        var lesson = try Self.lesson()
        let passed = Self.come("anna", on: 1, to: &lesson)
        #expect(passed.map(\.student) == ["anna"])
        #expect(passed.map(\.step) == [1])
        #expect(passed.map(\.title) == ["One"])
    }

    @Test("a client that never says its name is told of without one")
    func nameless() throws {
        var lesson = try Self.lesson("step One\ngoal g\ncheck reply 250 to NOOP\nstep Two\ngoal g\ncheck tls\n")
        _ = lesson.saw(.connected, of: 7)
        #expect(lesson.saw(Self.reply("250 fine", to: .noop), of: 7).isEmpty)
        #expect(lesson.standing(of: 7)?.done == 1)
        let passed = lesson.saw(.disconnected, of: 7)
        #expect(passed.map(\.student) == [nil])
        #expect(passed.map(\.step) == [1])
        #expect(lesson.standing(of: 7) == nil)
    }

    @Test("steps that only the explorer sees are passed over, and the last one that can be seen is said to be")
    func passedOver() throws {
        var lesson = try Self.lesson()
        #expect(lesson.lesson.stepCountSeenByServer == 2)
        _ = Self.come("anna", on: 1, to: &lesson)
        #expect(lesson.standing(of: 1)?.done == 2)
        #expect(lesson.standing(of: 1)?.title == "Three")
        _ = lesson.saw(.disconnected, of: 1)
        _ = Self.come("anna", on: 2, to: &lesson)
        let passed = lesson.saw(Self.reply("250 ok", to: .mail), of: 2)
        #expect(passed.map(\.step) == [3] && passed.map(\.isLast) == [true])
        #expect(lesson.standing(of: 2)?.done == 4)
        #expect(lesson.standing(of: 2)?.title == nil)
    }

    @Test("who comes back goes on where they were, and what they did before they said their name counts")
    func back() throws {
        var lesson = try Self.lesson()
        _ = Self.come("anna", on: 1, to: &lesson)
        _ = lesson.saw(.disconnected, of: 1)
        // A laptop's name first, and then a login as anna, who is waiting for a connection to be opened.
        _ = Self.come("laptop", on: 2, to: &lesson)
        #expect(lesson.entered("anna", on: 2).isEmpty)
        #expect(lesson.standing(of: 2)?.title == "Three")
        #expect(lesson.saw(Self.reply("250 ok", to: .mail), of: 2).map(\.student) == ["anna"])
    }

    @Test("students are apart, and one with two connections is one")
    func apart() throws {
        var lesson = try Self.lesson("step One\ngoal g\ncheck reply 250 to EHLO\nstep Two\ngoal g\ncheck tls\n")
        _ = Self.come("anna", on: 1, to: &lesson)
        _ = Self.come("ben", on: 2, to: &lesson)
        #expect(lesson.saw(.secured, of: 1).map(\.student) == ["anna"])
        #expect(lesson.standing(of: 2)?.done == 1)
        #expect(Self.come("anna", on: 3, to: &lesson).isEmpty)
        #expect(lesson.standing(of: 3)?.done == 2)
    }

    @Test("another name in a second EHLO takes along what was done")
    func renamed() throws {
        var lesson = try Self.lesson("step One\ngoal g\ncheck reply 250 to EHLO\nstep Two\ngoal g\ncheck tls\n")
        _ = Self.come("lab", on: 1, to: &lesson)
        let passed = lesson.entered("desk", on: 1)
        #expect(passed.map(\.student) == ["desk"] && passed.map(\.step) == [1])
        #expect(lesson.saw(.secured, of: 1).map(\.student) == ["desk"])
    }

    @Test("of the lessons that are built in, a server can see no step only of the one that asks about certificates")
    func seen() {
        #expect(LessonCatalog.all.filter { $0.stepCountSeenByServer == 0 }.map(\.name) == ["certificates"])
    }
}

@Suite("A dialogue, as its server tells it to a lesson")
struct ServerDialogueTests {
    /// What each reply answers, line by line: C is the client, S the server.
    private static func answered(_ lines: [String]) -> [Verb?] {
        var dialogue = ServerDialogue()
        var verbs: [Verb?] = []
        for line in lines {
            let bytes = Array(line.utf8.dropFirst(3))
            if line.hasPrefix("C: ") {
                #expect(dialogue.heard(bytes) == [.sent(bytes)])
            } else {
                let reply = Reply(parsing: bytes + [13, 10])
                for case .reply(_, let verb) in dialogue.said(ServerReply(reply.code ?? 500, lines: ["x"])) {
                    verbs.append(verb)
                }
            }
        }
        return verbs
    }

    @Test("the greeting, and what is said unasked, answer nothing")
    func unasked() {
        #expect(Self.answered(["S: 220", "C: NOOP", "S: 250", "S: 421"]) == [nil, .noop, nil])
    }

    @Test("the reply to the dot is told from the one to DATA, and a refused DATA has no dot")
    func dot() {
        #expect(Self.answered(["C: data", "S: 354", "S: 250", "C: DATA", "S: 503"]) == [.data, .endOfData, .data])
    }

    @Test("all replies of a login answer AUTH, also when a password looks like a command")
    func login() {
        #expect(
            Self.answered([
                "C: AUTH LOGIN", "S: 334", "C: QUIT", "S: 334", "C: [hidden]", "S: 235", "C: QUIT", "S: 221",
            ])
                == [.auth, .auth, .auth, .quit])
    }

    @Test("a message is told line by line, and then as a whole; of a long one only the beginning")
    func message() {
        let dialogue = ServerDialogue()
        let events = dialogue.stored(mailboxes: ["bob"], content: Array("a\r\n.b\r\n".utf8))
        #expect(
            events == [
                .content(Array("a".utf8)), .content(Array(".b".utf8)), .content([]),
                .stored(mailboxes: ["bob"], content: Array("a\r\n.b\r\n".utf8)),
            ])
        let many = dialogue.stored(mailboxes: [], content: [UInt8](repeating: 0x0A, count: 1_000_000))
        #expect(many.count == ServerDialogue.maximumLines + 1)
    }
}
