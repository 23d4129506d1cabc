import Glibc
import SMTPTransport
import SessionCore
import Synchronization
import Testing

@testable import SessionRuntime

@Suite("The mailbox")
struct MailboxTests {
    private static let number = ConnectionNumber(1)

    private final class Wakes: Sendable {
        let count = Mutex(0)
    }

    private func bytes(_ text: String, of number: ConnectionNumber = Self.number) -> Message {
        .connection(number, .bytes(Array(text.utf8), at: .now))
    }

    private func text(_ messages: [Message]) -> String {
        messages.map { message in
            if case .connection(_, .bytes(let bytes, _)) = message {
                String(decoding: bytes, as: UTF8.self)
            } else {
                "|"
            }
        }.joined()
    }

    @Test("the owner is woken once for each filling")
    func wakes() {
        let wakes = Wakes()
        let mailbox = Mailbox { wakes.count.withLock { $0 += 1 } }
        mailbox.add(bytes("a"))
        mailbox.add(bytes("b"))
        #expect(wakes.count.withLock { $0 } == 1)
        #expect(text(mailbox.takeAll()) == "ab")
        #expect(mailbox.takeAll().isEmpty)
        mailbox.add(bytes("c"))
        #expect(wakes.count.withLock { $0 } == 2)
    }

    @Test("CP20: endless 1-byte pieces do not become endless messages")
    func joining() {
        let mailbox = Mailbox {}
        for _ in 0..<100_000 { mailbox.add(bytes("x")) }
        let messages = mailbox.takeAll()
        #expect(messages.count == Mailbox.joiningFrom)
        #expect(text(messages) == String(repeating: "x", count: 100_000))
    }

    @Test("bytes are never joined over another event, or with another connection's")
    func separate() {
        let mailbox = Mailbox {}
        for _ in 0..<Mailbox.joiningFrom { mailbox.add(bytes("x")) }
        mailbox.add(.connection(Self.number, .inputClosed(at: .now)))
        mailbox.add(bytes("y"))
        mailbox.add(bytes("z", of: ConnectionNumber(2)))
        #expect(text(mailbox.takeAll().suffix(3)) == "|yz")
    }

    @Test("an owner with a loop of its own is told of news as well")
    func onNews() throws {
        let wakes = Wakes()
        var options = RuntimeOptions(transport: SessionDriver.transport)
        options.onNews = { wakes.count.withLock { $0 += 1 } }
        let runtime = try SessionRuntime(Session(), options: options)
        _ = runtime.handle(.connect(ConnectRequest(.text("-x"))))
        #expect(wakes.count.withLock { $0 } == 1)
        #expect(runtime.waitForEvents(timeout: .zero) == .events)
    }

    @Test("waiting ends by a wake, by input, and by its deadline")
    func waiting() throws {
        let driver = try SessionDriver()
        #expect(driver.runtime.waitForEvents(timeout: .zero) == [])
        var ends: [Int32] = [-1, -1]
        #expect(pipe(&ends) == 0)
        defer { for end in ends { close(end) } }
        #expect(driver.runtime.waitForEvents(timeout: .milliseconds(1), alsoReading: ends[0]) == [])
        var byte: UInt8 = 1
        #expect(write(ends[1], &byte, 1) == 1)
        #expect(driver.runtime.waitForEvents(alsoReading: ends[0]) == .input)
        driver.connect(.text("-x"))
        #expect(driver.runtime.waitForEvents(alsoReading: ends[0]) == [.events, .input])
        _ = driver.runtime.drain()
        #expect(driver.runtime.waitForEvents(timeout: .zero, alsoReading: ends[0]) == .input)
    }
}
