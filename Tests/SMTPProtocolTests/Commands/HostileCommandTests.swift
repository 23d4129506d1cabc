import SMTPProtocol
import Testing

@Suite("Hostile command lines")
struct HostileCommandTests {
    /// What goes round and round in the address, and the only problems it may make.
    @Test(
        "PS17: 100,000 nested comments, quotes or brackets take no recursion and few problems",
        arguments: [
            "(", ")", "\"", "\\", "\\\"", "<", ">", "@", ".", "[", "]", ":", ",", "@a,", "a@", "\"a\"@", "(\"", "é",
        ])
    func nesting(unit: String) {
        let inner = String(repeating: unit, count: 100_000)
        for line in ["RCPT TO:<\(inner)a@b>", "RCPT TO:<a@b\(inner)>", "RCPT TO:\(inner)", "MAIL FROM:<a@b> \(inner)"] {
            let command = Command(parsing: Array(line.utf8))
            #expect(command.hasErrors)
            #expect(command.problems.count <= CommandProblem.Kind.allCases.count)
            #expect(command.line.count == line.utf8.count)
        }
    }

    @Test("PS17: 100,000 parameters are read, and the double ones are reported once")
    func manyParameters() {
        let line = "MAIL FROM:<a@b>" + String(repeating: " X=1", count: 100_000)
        let command = Command(parsing: Array(line.utf8))
        #expect(command.parameters.count == 100_000)
        #expect(command.problems.map(\.kind) == [.duplicateParameter])
    }

    @Test(
        "PS13: control bytes, zero-width characters and encoded line breaks are errors, each at its place",
        arguments: [
            ("RCPT TO:<a\u{1B}@b>", CommandProblem.Kind.controlCharacter, 10),
            ("RCPT TO:<a\u{7F}@b>", .controlCharacter, 10),
            ("RCPT TO:<a\u{0}@b>", .nul, 10),
            ("RCPT TO:<a\u{200B}@b>", .invisibleCharacter, 10),
            ("RCPT TO:<a\u{202E}@b>", .invisibleCharacter, 10),
            ("RCPT TO:<a\u{9B}@b>", .invisibleCharacter, 10),
            ("RCPT TO:<\"a\u{1B}\"@b>", .controlCharacter, 11),
            ("MAIL FROM:<a@b> ENVID=a+0D+0Ab", .badParameterValue, 22),
            ("MAIL FROM:<a@b> ENVID=a+1Bb", .badParameterValue, 22),
            ("MAIL FROM:<a@b> ENVID=a+0", .badParameterValue, 22),
            ("RCPT TO:<a@b> ORCPT=rfc822;a+0Ab", .badParameterValue, 20),
        ])
    func hiddenBytes(line: String, kind: CommandProblem.Kind, offset: Int) throws {
        let command = Command(parsing: Array(line.utf8))
        let problem = try #require(command.problems.first { $0.kind == kind }, "\(command.problems)")
        #expect(problem.isError)
        #expect(problem.range.lowerBound == offset)
    }

    @Test("CR and LF inside a line are found by bytes, though Swift sees CRLF as one character")
    func lineBreaks() {
        let command = Command(parsing: Array("RCPT TO:<a@b>\r\nRSET".utf8))
        #expect(command.problems.contains { $0.kind == .bareCR && $0.range == 13..<14 })
        #expect(command.problems.contains { $0.kind == .bareLF && $0.range == 14..<15 })
    }

    @Test("SC02: U+760D and U+760A stay UTF-8; they are not cut to CR and LF", arguments: ["\u{760D}", "\u{760A}"])
    func wideCharacters(character: String) throws {
        let line = "MAIL FROM:<a\(character)b@example.org> SMTPUTF8"
        let command = Command(parsing: Array(line.utf8))
        #expect(command.problems == [])
        let mailbox = try #require(command.path?.mailbox)
        #expect(mailbox.localPart == Array("a\(character)b".utf8))
        #expect(mailbox.needsSMTPUTF8)
        let composed = try Command.mail(from: .mailbox(mailbox), parameters: [Parameter(keyword: "SMTPUTF8")])
        #expect(composed.line == Array(line.utf8))
        #expect(!composed.line.contains(0x0A) && !composed.line.contains(0x0D))
    }

    @Test("Bytes above 127 need SMTPUTF8 on MAIL, earn a remark on RCPT, and must be UTF-8")
    func nonASCII() {
        #expect(kinds(Array("MAIL FROM:<ü@b>".utf8), errors: true) == [.nonASCII])
        #expect(kinds(Array("MAIL FROM:<ü@b> SMTPUTF8".utf8), errors: true) == [])
        #expect(kinds(Array("RCPT TO:<ü@b>".utf8), errors: true) == [])
        #expect(kinds(Array("RCPT TO:<ü@b>".utf8), errors: false) == [.nonASCII])
        #expect(kinds(Array("EHLO ü".utf8), errors: true) == [.nonASCII])
        #expect(kinds(Array("RCPT TO:<".utf8) + [0xFC] + Array("@b>".utf8), errors: true) == [.notUTF8])
    }

    @Test("Every line of random bytes is kept, and its problems lie inside it")
    func randomLines() {
        var generator = SeededBytes(seed: 0x5EED)
        let pieces = [
            "MAIL FROM:", "RCPT TO:", "<", ">", "\"", "\\", "@", "[", "]", " ", ":", "SIZE=", "a", "EHLO ", "AUTH ",
        ]
        for _ in 0..<5_000 {
            var line: [UInt8] = []
            for _ in 0..<generator.next() % 12 {
                let choice = Int(generator.next())
                line += choice < 200 ? Array(pieces[choice % pieces.count].utf8) : [generator.next()]
            }
            let command = Command(parsing: line)
            #expect(command.line == line)
            #expect(command.problems.allSatisfy { $0.range.lowerBound >= 0 && $0.range.upperBound <= line.count })
            if let path = command.path, !command.hasErrors {
                #expect(MailPath(path.bytes) == path || path == .null)
            }
        }
    }

    private func kinds(_ line: [UInt8], errors: Bool) -> [CommandProblem.Kind] {
        Command(parsing: line).problems.filter { $0.isError == errors }.map(\.kind)
    }

    /// A small generator with a fixed beginning, so that a failure comes again.
    private struct SeededBytes {
        private var state: UInt64
        init(seed: UInt64) { state = seed }
        mutating func next() -> UInt8 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 33)
        }
    }
}
