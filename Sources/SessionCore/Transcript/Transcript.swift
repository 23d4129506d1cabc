import SMTPProtocol
import SMTPReference

/// Everything that happened in a session, in order.
///
/// Entries are kept compactly and made into an ``Entry`` when they are asked for; explanations are made then, too. When
/// the transcript grows beyond its limits the oldest entries are dropped, and ``ids`` tells which are left.
public struct Transcript: Sendable {
    /// How much is kept.
    public struct Capacity: Hashable, Sendable {
        /// The most entries. Whole runs of some hundred are dropped at once.
        public var entries: Int
        /// The most bytes of text, with what is said about it.
        public var bytes: Int

        /// Room for a million short entries, while a server that floods us stays without effect on the memory.
        public static let standard = Capacity(entries: 1_048_576, bytes: 64 * 1_048_576)

        /// A capacity.
        public init(entries: Int, bytes: Int) {
            self.entries = entries
            self.bytes = bytes
        }
    }

    private let capacity: Capacity
    private var chunks: [TranscriptChunk] = []
    private var droppedChunks = 0
    private var byteCount = 0

    /// The entries that are kept, oldest first.
    public var ids: Range<EntryID> { EntryID(droppedChunks * TranscriptChunk.capacity)..<EntryID(end) }

    /// How many entries are kept.
    public var count: Int { ids.upperBound.number - ids.lowerBound.number }

    /// The entries that want attention: failures, warnings and errors.
    public private(set) var problems = EntryIndex()

    /// The latest reply of any kind.
    public private(set) var lastReply: EntryID?

    private var end: Int {
        guard let last = chunks.last else { return droppedChunks * TranscriptChunk.capacity }
        return (droppedChunks + chunks.count - 1) * TranscriptChunk.capacity + last.records.count
    }

    /// An empty transcript.
    public init(capacity: Capacity = .standard) { self.capacity = capacity }

    /// The entry, or nil when it was dropped or never was.
    public subscript(id: EntryID) -> Entry? {
        guard let (chunk, index) = place(of: id) else { return nil }
        return chunks[chunk].entry(index, id: id)
    }

    /// The last `count` entries, oldest first.
    public func suffix(_ count: Int) -> [Entry] {
        (max(ids.lowerBound.number, end - max(0, count))..<end).compactMap { self[EntryID($0)] }
    }

    /// The text that an entry holds, as bytes: what `:find` looks through.
    func text(of id: EntryID) -> ArraySlice<UInt8>? {
        guard let (chunk, index) = place(of: id) else { return nil }
        return chunks[chunk].text(of: chunks[chunk].records[index])
    }

    /// The entry that this one answers, or the last reply to it.
    public func link(of id: EntryID) -> EntryID? { record(of: id)?.link(of: id) }

    /// How much attention the entry wants, with all that is said about it; a failure (4yz or 5yz) is an error.
    public func level(of id: EntryID) -> Level { record(of: id)?.level ?? .information }

    /// The fixed part of the entry.
    func record(of id: EntryID) -> TranscriptRecord? {
        place(of: id).map { chunk, index in chunks[chunk].records[index] }
    }

    private func place(of id: EntryID) -> (chunk: Int, index: Int)? {
        guard ids.contains(id) else { return nil }
        return (id.number / TranscriptChunk.capacity - droppedChunks, id.number % TranscriptChunk.capacity)
    }
}

extension Transcript {
    mutating func append(
        sent bytes: [UInt8], _ purpose: SentLine.Purpose, verb: Verb?, isSecret: Bool, isAutomatic: Bool = false,
        remarks: [Remark], at time: WallTime
    ) -> EntryID {
        var record = Self.record(.sent, purpose.rawValue, time)
        record.stage = verb.map { .command($0) }
        record.isSecret = isSecret
        record.isAutomatic = isAutomatic
        return append(record, bytes, remarks.isEmpty ? nil : TranscriptChunk.Extra(remarks: remarks))
    }

    mutating func append(content bytes: [UInt8], remarks: [Remark], at time: WallTime) -> EntryID {
        append(
            Self.record(.content, 0, time), bytes,
            remarks.isEmpty ? nil : TranscriptChunk.Extra(remarks: remarks))
    }

    mutating func append(_ content: SentContent, remarks: [Remark], at time: WallTime) -> EntryID {
        append(
            Self.record(.sentContent, 0, time), content.name.utf8,
            TranscriptChunk.Extra(remarks: remarks, content: content))
    }

    mutating func append(_ received: ReceivedReply, remarks: [Remark], at time: WallTime) -> EntryID {
        var record = Self.record(.reply, received.standing.rawValue, time)
        record.stage = received.stage
        record.state = received.state
        if let answered = received.answers { record.link(EntryID(end), to: answered) }
        record.level = received.level
        record.latency = received.latency ?? .max
        let reply = received.reply
        let isPlain = Reply(parsing: reply.bytes) == reply
        let extra =
            isPlain && remarks.isEmpty ? nil : TranscriptChunk.Extra(remarks: remarks, reply: isPlain ? nil : reply)
        let id = append(record, reply.bytes, extra)
        lastReply = id
        if let answered = received.answers, let (chunk, index) = place(of: answered) {
            chunks[chunk].update(index) { $0.link(answered, to: id) }
        }
        return id
    }

    mutating func append(notice text: String, _ level: Level, at time: WallTime) -> EntryID {
        var record = Self.record(.notice, level.rawValue, time)
        record.level = level
        return append(record, text.utf8, nil)
    }

    mutating func append(note bytes: [UInt8], at time: WallTime) -> EntryID {
        append(Self.record(.note, 0, time), bytes, nil)
    }

    mutating func append(_ event: ConnectionNote.Event, _ text: String, at time: WallTime) -> EntryID {
        var record = Self.record(.connection, event.rawValue, time)
        record.level = event.level
        return append(record, text.utf8, nil)
    }

    /// Adds a remark to an entry that is still kept.
    mutating func add(_ remark: Remark, to id: EntryID) {
        guard let (chunk, index) = place(of: id) else { return }
        byteCount -= chunks[chunk].cost
        chunks[chunk].add(remark, to: index)
        byteCount += chunks[chunk].cost
        if remark.level > .information { problems.insert(id) }
    }

    private static func record(_ tag: TranscriptRecord.Tag, _ detail: UInt8, _ time: WallTime) -> TranscriptRecord {
        TranscriptRecord(
            tag: tag, detail: detail, start: 0, length: 0, nanoseconds: time.nanoseconds, seconds: time.seconds)
    }

    private mutating func append(
        _ record: TranscriptRecord, _ text: some Collection<UInt8>, _ extra: TranscriptChunk.Extra?
    ) -> EntryID {
        if chunks.isEmpty || chunks[chunks.count - 1].isFull {
            if !chunks.isEmpty { chunks[chunks.count - 1].seal() }
            dropOldest()
            chunks.append(TranscriptChunk())
        }
        let id = EntryID(end)
        let last = chunks.count - 1
        byteCount -= chunks[last].cost
        chunks[last].append(record, text, extra: extra)
        byteCount += chunks[last].cost
        if chunks[last].records.last.map({ $0.level > .information }) == true { problems.insert(id) }
        return id
    }

    private mutating func dropOldest() {
        while chunks.count > 1,
            byteCount > capacity.bytes || (chunks.count + 1) * TranscriptChunk.capacity > capacity.entries
        {
            byteCount -= chunks.removeFirst().cost
            droppedChunks += 1
        }
        problems.drop(before: ids.lowerBound)
    }
}
