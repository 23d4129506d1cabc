import NIOCore
import SMTPProtocol
import Testing

@testable import PracticeServer

@Suite("Reading scenarios")
struct ScenarioReaderTests {
    @Test("a whole scenario: words, settings and rules with their lines")
    func whole() throws {
        let scenario = try ScenarioReader.read(
            """
            # A comment
            title "Trouble"
            summary "Many things go wrong."
            banner "Trouble Mail"
            capabilities -PIPELINING +SIZE=1000 +XTEST
            user carol secret
            on RCPT TO <quota*@*> reply 452 4.2.2 "Mailbox full" with chance 20% seed 7
            on CONNECT delay 5s
            """, file: "folder/trouble.scenario")
        #expect(
            scenario.name == "trouble" && scenario.title == "Trouble" && scenario.summary == "Many things go wrong.")
        let settings = scenario.settings
        #expect(settings.banner == "Trouble Mail" && settings.messageSize == 1_000)
        #expect(settings.hiddenCapabilities == ["PIPELINING"] && settings.addedCapabilities == ["XTEST"])
        #expect(settings.users.map(\.name) == ["carol"])
        #expect(settings.rules.map(\.line) == [7, 8])
        #expect(settings.rules.map(\.event) == [.recipient, .connect])
        #expect(settings.rules[0].decision?.reply == ServerReply(452, 4, 2, 2, "Mailbox full"))
        #expect(settings.rules[0].conditions == [.pattern(WildcardPattern("quota*@*")), .chance(percent: 20, seed: 7)])
        #expect(settings.rules[1].delay == 5)
    }

    @Test("a mistyped word comes with those that could have stood there, so that the nearest can be named")
    func mistyped() {
        for (line, word, candidate) in [
            ("greylst 60s", "greylst", "greylist"), ("on RCPT FROM drop", "RCPT", "RCPT TO"),
            ("on QUIT repyl 450 \"x\"", "repyl", "reply"), ("certificate expird", "expird", "expired"),
        ] {
            let error = #expect(throws: ScenarioError.self) { try ScenarioReader.read(line, file: "x.scenario") }
            #expect(error?.choice?.word == word && error?.choice?.candidates.contains(candidate) == true)
        }
    }

    @Test(
        "a mistake is told with its line and with what was expected",
        arguments: [
            ("onn CONNECT drop", "expected title"), ("on CONECT drop", "CONNECT"), ("on CONNECT", "found the end"),
            ("on CONNECT sleep 5s", "expected reply, delay, drop or rst, found sleep"),
            ("on CONNECT delay 5", "expected a time such as 5s, found 5"),
            ("on RCPT TO <a@b reply 450 \"x\"", "expected > at the end"),
            ("on RCPT TO reply 250 \"x\"", "expected a reply code from 400 to 599, found 250"),
            ("on RCPT TO reply 450 4.2.1", "expected the reply's text"),
            ("on RCPT TO drop with chance 200% seed 7", "expected a chance such as 20%"),
            ("on RCPT TO drop with luck", "expected chance"), ("title \"open", "expected a closing double quote"),
            ("greylist soon", "expected a time"), ("rate 3 per week reply 450 \"x\"", "second, minute or hour"),
            ("capabilities PIPELINING", "-NAME or +NAME"), ("mailbox bob quota many messages", "a number of messages"),
            ("certificate broken", "expired"), ("require trust", "tls or auth"), ("tls 1.3", "expected 1.0"),
            ("bare-lf ends mail", "expected data"), ("bare-lf ending data", "expected replies or ends"),
            ("relay before login", "expected after"), ("summary \"a\" \"b\"", "expected the end of the line, found b"),
        ])
    func mistakes(line: String, expected: String) {
        let error = #expect(throws: ScenarioError.self) {
            try ScenarioReader.read("title \"x\"\n\(line)\n", file: "x.scenario")
        }
        #expect(error?.line == 2 && error?.file == "x.scenario")
        #expect(error?.message.contains(expected) == true, "\(error?.message ?? "")")
    }
}

@Suite("What a scenario remembers")
struct ScenarioMemoryTests {
    private let start = NIODeadline.uptimeNanoseconds(1_000_000_000)

    @Test("greylisting puts the first try off, and the second one that is too early, and lets the next one pass")
    func greylist() {
        let memory = ScenarioMemory()
        #expect(memory.isGreylisted("a b c", wait: 60, now: start))
        #expect(memory.isGreylisted("a b c", wait: 60, now: start + .seconds(59)))
        #expect(!memory.isGreylisted("a b c", wait: 60, now: start + .seconds(60)))
        #expect(memory.isGreylisted("a b d", wait: 60, now: start + .seconds(60)))
    }

    @Test("a rate limit refuses what is too often, and recovers")
    func rate() {
        let memory = ScenarioMemory()
        for second in 0..<3 {
            #expect(!memory.isTooOften("k", count: 3, seconds: 60, now: start + .seconds(Int64(second))))
        }
        #expect(memory.isTooOften("k", count: 3, seconds: 60, now: start + .seconds(10)))
        #expect(!memory.isTooOften("k", count: 3, seconds: 60, now: start + .seconds(60)))
        #expect(!memory.isTooOften("other", count: 3, seconds: 60, now: start + .seconds(10)))
    }

    @Test("the same seed draws the same lots, about as many as asked for")
    func chance() {
        func lots(_ seed: UInt64) -> [Bool] {
            let memory = ScenarioMemory()
            return (0..<1_000).map { _ in memory.draws(percent: 20, seed: seed, rule: "a") }
        }
        #expect(lots(7) == lots(7) && lots(7) != lots(8))
        #expect((150...250).contains(lots(7).count { $0 }))
    }
}
