import SMTPProtocol
import Testing

@testable import PracticeServer

@Suite("The mail that is kept in memory")
struct MailboxesTests {
    private let envelope = Envelope(clientName: [], reversePath: .null)

    private func deliver(_ size: Int, to name: String = "student", into mailboxes: Mailboxes) {
        mailboxes.deliver(envelope, content: [UInt8](repeating: 0x61, count: size), to: [name], peer: "127.0.0.1")
    }

    @Test("The oldest message makes room when there are too many, and is counted")
    func boundedCount() {
        let mailboxes = Mailboxes(limits: MailboxLimits(messages: 3))
        for number in 1...1_000 {
            deliver(1, to: number.isMultiple(of: 2) ? "student" : "Teacher".lowercased(), into: mailboxes)
            #expect(mailboxes.count == min(number, 3))
        }
        #expect(mailboxes.messages.map(\.number) == [998, 999, 1_000])
        #expect(mailboxes.messages(for: "STUDENT").map(\.number) == [998, 1_000])
        #expect(mailboxes.droppedCount == 997)
        #expect(mailboxes.byteCount == 3)
    }

    @Test("The oldest messages make room when they are too large together")
    func boundedBytes() {
        let mailboxes = Mailboxes(limits: MailboxLimits(bytes: 100))
        for size in [40, 40, 15, 60] { deliver(size, into: mailboxes) }
        #expect(mailboxes.messages.map(\.content.count) == [15, 60])
        #expect(mailboxes.byteCount == 75)
        deliver(101, into: mailboxes)
        #expect(mailboxes.count == 0)
        #expect(mailboxes.byteCount == 0)
        deliver(7, into: mailboxes)
        mailboxes.removeAll()
        deliver(8, into: mailboxes)
        #expect(mailboxes.messages.map(\.number) == [7])
    }

    @Test("Room for messages under way is lent and given back")
    func underWay() {
        let mailboxes = Mailboxes(limits: MailboxLimits(underWay: 100))
        #expect(mailboxes.reserve(60))
        #expect(!mailboxes.reserve(41))
        #expect(mailboxes.reserve(40))
        mailboxes.release(60)
        #expect(mailboxes.reserve(60))
    }
}
