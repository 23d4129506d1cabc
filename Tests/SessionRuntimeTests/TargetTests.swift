import SMTPTransport
import SessionCore
import TestSupport
import Testing

@testable import SessionRuntime

@Suite("Targets of :connect", .timeLimit(.minutes(1)))
struct TargetTests {
    private func failure(_ driver: SessionDriver) throws -> String {
        try driver.runUntilClosed()
        #expect(driver.connectionEvents.last == .failed)
        return driver.connectionTexts.last ?? ""
    }

    @Test(
        "DN05: a bad target is told, with advice, and nothing is looked up", arguments: ["-x", "a..b", "$(x)", "h:0"])
    func badTarget(_ target: String) throws {
        let driver = try SessionDriver(.unattended)
        driver.connect(.text(target))
        #expect(try !failure(driver).isEmpty)
        #expect(driver.connectionEvents == [.failed])
        #expect(driver.runtime.session.exitCode == .usage)
    }

    @Test("a refused connection is exit code 69, with the address that refused")
    func refused() throws {
        let peer = try ScriptedPeer([], patience: Patience(.zero))
        _ = peer.finish()
        let driver = try SessionDriver(.unattended)
        driver.connect(to: peer)
        #expect(try failure(driver).contains("127.0.0.1:\(peer.port)"))
        #expect(driver.connectionEvents == [.connecting, .attemptFailed, .failed])
        #expect(driver.runtime.session.exitCode == .unavailable)
    }

    @Test("the practice server is found when it is needed")
    func practice() throws {
        let peer = try ScriptedPeer([.send("220 practice.test\r\n"), .awaitEnd])
        let port = peer.port
        let endpoint = try Endpoint(parsing: "127.0.0.1:\(port)")
        let driver = try SessionDriver(practice: { wish, completion in
            #expect(wish == PracticeWish(scenario: "expired"))
            completion(.success(PracticeTarget(endpoint: endpoint, authorityPEM: [])))
        })
        driver.connect(.practice("expired"))
        try driver.run { $0.isQuiescent }
        #expect(driver.codes == [220])
        driver.type(":disconnect")
        _ = peer.finish()
    }

    @Test("a practice server that does not start is told")
    func practiceFails() throws {
        let failure = PracticeFailure(message: "no port is free", advice: "Wait.")
        let driver = try SessionDriver(.unattended, practice: { _, completion in completion(.failure(failure)) })
        driver.connect(.practice(nil))
        #expect(try self.failure(driver).contains("no port is free"))
        #expect(driver.runtime.session.exitCode == .unavailable)
    }

    @Test("without a practice server :practice says so")
    func noPractice() throws {
        let driver = try SessionDriver()
        driver.type(":practice")
        #expect(try failure(driver).contains("practice server"))
    }

    @Test("the source address and the family of :connect are used")
    func options() throws {
        let peer = try ScriptedPeer([.send("220 hi\r\n"), .awaitEnd])
        let driver = try SessionDriver()
        driver.type(":connect -4 --source 127.0.0.5 127.0.0.1:\(peer.port)")
        try driver.run { $0.isQuiescent }
        #expect(driver.connectionTexts.contains { $0.contains("127.0.0.5:") })
        driver.type(":disconnect")
        _ = peer.finish()
    }

    @Test("a source that is no address is told")
    func badSource() throws {
        let driver = try SessionDriver()
        driver.type(":connect --source nowhere 127.0.0.1:25")
        #expect(try failure(driver).contains("nowhere"))
    }
}
