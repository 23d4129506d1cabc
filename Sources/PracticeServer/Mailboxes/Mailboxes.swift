import SMTPProtocol
import Synchronization

/// The mail that the practice server holds in memory, bounded in number and size: the oldest message makes room.
public final class Mailboxes: Sendable {
    private struct Store {
        /// From `first` on, oldest first; what stands before it is gone.
        var messages: [StoredMessage?] = []
        var first = 0
        var bytes = 0
        var lastNumber = 0
        var dropped = 0
        var underWay = 0

        var count: Int { messages.count - first }

        mutating func dropOldest() {
            guard let oldest = messages[first] else { return }
            bytes -= oldest.content.count
            messages[first] = nil
            first += 1
            dropped += 1
            // Half of the array is gone: close up, so that every message is moved once on average.
            if first * 2 >= messages.count {
                messages.removeFirst(first)
                first = 0
            }
        }
    }

    /// How much is kept.
    public let limits: MailboxLimits
    private let store = Mutex(Store())

    init(limits: MailboxLimits) {
        self.limits = limits
    }

    /// All messages, oldest first.
    public var messages: [StoredMessage] {
        store.withLock { store in store.messages[store.first...].compactMap { $0 } }
    }

    /// The messages in one mailbox, oldest first.
    public func messages(for name: String) -> [StoredMessage] {
        let wanted = name.lowercased()
        return messages.filter { $0.mailboxes.contains(wanted) }
    }

    /// How many messages are kept.
    public var count: Int { store.withLock { $0.count } }

    /// How many octets of content are kept.
    public var byteCount: Int { store.withLock { $0.bytes } }

    /// How many messages had to make room for newer ones.
    public var droppedCount: Int { store.withLock { $0.dropped } }

    /// Forgets all messages; the numbers go on.
    public func removeAll() {
        store.withLock { store in
            store.messages = []
            store.first = 0
            store.bytes = 0
        }
    }

    /// Keeps a message. One that is larger than all the room is counted and not kept.
    @discardableResult
    func deliver(_ envelope: Envelope, content: [UInt8], to mailboxes: [String], peer: String) -> StoredMessage {
        store.withLock { store in
            store.lastNumber += 1
            let message = StoredMessage(
                number: store.lastNumber, envelope: envelope, mailboxes: mailboxes, content: content, peer: peer)
            store.messages.append(message)
            store.bytes += content.count
            while store.count > limits.messages || store.bytes > limits.bytes, store.count > 0 {
                store.dropOldest()
            }
            return message
        }
    }

    // MARK: Messages under way

    /// Asks for room for more content of a message that is being received.
    func reserve(_ bytes: Int) -> Bool {
        store.withLock { store in
            guard store.underWay + bytes <= limits.underWay else { return false }
            store.underWay += bytes
            return true
        }
    }

    /// Gives that room back.
    func release(_ bytes: Int) {
        store.withLock { $0.underWay -= bytes }
    }

    /// The octets of messages that are being received now.
    var underWayByteCount: Int { store.withLock { $0.underWay } }
}
