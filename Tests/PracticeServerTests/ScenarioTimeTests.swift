import NIOCore
import SMTPProtocol
import Synchronization
import TestSupport
import Testing

@testable import PracticeServer

@Suite("Scenarios in which time goes by")
struct ScenarioTimeTests {
    /// A clock that stands still until it is moved.
    private final class SetClock: Sendable {
        private let time = Mutex(NIODeadline.uptimeNanoseconds(1_000_000_000))

        var now: NIODeadline { time.withLock { $0 } }

        func pass(seconds: Int64) { time.withLock { $0 = $0 + .seconds(seconds) } }
    }

    private func withScenario(
        _ name: String, _ test: @Sendable (PracticeServer, SetClock) async throws -> Void
    ) async throws {
        let scenario = try #require(Scenario.named(name))
        let clock = SetClock()
        try await withServer({
            $0.scenario = scenario
            $0.now = { clock.now }
        }) { try await test($0, clock) }
    }

    /// The code of the last reply in a session with these lines.
    private static func code(
        of server: PracticeServer, _ lines: [String], source: String = "127.0.0.1"
    ) async throws -> String {
        try await server.talk(source: source) { client in
            var last = try client.reply()
            for line in lines { last = try client.exchange(line) }
            return String((last.last ?? "").prefix(3))
        }
    }

    private static func recipient(_ address: String, from sender: String = "a@b.example") -> [String] {
        ["EHLO x", "MAIL FROM:<\(sender)>", "RCPT TO:<\(address)>"]
    }

    @Test(
        "greylist: the first try and one that is too early are put off, one after the wait passes, and so do all later ones"
    )
    func greylist() async throws {
        let alice = Self.recipient("alice@practice.test")
        let other = Self.recipient("alice@practice.test", from: "other@b.example")
        let bob = Self.recipient("bob@practice.test")
        try await withScenario("greylist") { server, clock in
            var codes: [String] = []
            codes.append(try await Self.code(of: server, alice))
            clock.pass(seconds: 4)
            codes.append(try await Self.code(of: server, alice))
            clock.pass(seconds: 1)
            // Another sender, and another recipient, begin anew.
            for session in [alice, alice, other, bob] { codes.append(try await Self.code(of: server, session)) }
            #expect(codes == ["451", "451", "250", "250", "451", "451"])
        }
    }

    @Test(
        "rate-limit: the fourth message in a minute is refused, another client is not, and after the minute it goes on")
    func rate() async throws {
        let mail = ["EHLO x", "MAIL FROM:<a@b.example>"]
        try await withScenario("rate-limit") { server, clock in
            var codes: [String] = []
            for _ in 0..<4 {
                codes.append(try await Self.code(of: server, mail))
                clock.pass(seconds: 1)
            }
            codes.append(try await Self.code(of: server, mail, source: "127.0.0.2"))
            clock.pass(seconds: 56)
            for _ in 0..<2 { codes.append(try await Self.code(of: server, mail)) }
            #expect(codes == ["250", "250", "250", "450", "250", "250", "450"])
        }
    }

    /// A machine that plays a scenario.
    private func machine(_ name: String) throws -> ServerMachine {
        var options = PracticeServerOptions()
        options.scenario = try #require(Scenario.named(name))
        let performance = Performance(options)
        return performance.makeMachine(
            policy: ScenarioPolicy(
                personality: performance.personality, settings: performance.scenario.settings,
                sandbox: Sandbox(name: "", storage: options.storage)))
    }

    private static func waits(_ actions: [ServerAction]) -> [Int] {
        actions.compactMap { if case .wait(let seconds) = $0 { seconds } else { nil } }
    }

    private static func codes(_ actions: [ServerAction]) -> [Int] {
        actions.compactMap { if case .reply(let reply) = $0 { reply.code.value } else { nil } }
    }

    @Test("tarpit: greeting and recipients are held back for five seconds, and nothing else")
    func tarpit() throws {
        var machine = try machine("tarpit")
        let greeting = machine.connected()
        #expect(Self.waits(greeting) == [5] && Self.codes(greeting).isEmpty)
        #expect(Self.codes(machine.resumed()) == [220])
        for line in ["EHLO x\r\n", "MAIL FROM:<a@b.example>\r\n"] {
            let actions = machine.received(Array(line.utf8))
            #expect(Self.waits(actions).isEmpty && Self.codes(actions) == [250])
        }
        let recipient = machine.received(Array("RCPT TO:<alice@practice.test>\r\n".utf8))
        #expect(Self.waits(recipient) == [5] && Self.codes(recipient).isEmpty)
        #expect(Self.codes(machine.resumed()) == [250])
        #expect(Self.codes(machine.received(Array("DATA\r\n".utf8))) == [354])
    }

    @Test("callback: each sender is looked up for two seconds, and one that begins with noreply is refused")
    func callback() throws {
        var machine = try machine("callback")
        _ = machine.connected()
        _ = machine.received(Array("EHLO x\r\n".utf8))
        #expect(Self.codes(machine.received(Array("MAIL FROM:<noreply@b.example>\r\n".utf8))) == [550])
        #expect(Self.waits(machine.received(Array("MAIL FROM:<a@b.example>\r\n".utf8))) == [2])
        #expect(Self.codes(machine.resumed()) == [250])
    }
}
