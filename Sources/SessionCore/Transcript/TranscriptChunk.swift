import SMTPProtocol
import SMTPReference

/// A run of entries: fixed records, one store for their bytes, and the rare rest on the side.
struct TranscriptChunk: Sendable {
    /// What only few entries have.
    struct Extra: Sendable {
        var remarks: [Remark] = []
        /// The reply itself, when parsing its bytes again would not give the same.
        var reply: Reply?
        /// The facts of a content that was sent.
        var content: SentContent?
    }

    /// How many entries a chunk holds. All chunks but the last are full, so an entry's place is a division away.
    static let capacity = 512

    private(set) var records: [TranscriptRecord] = []
    private(set) var bytes: [UInt8] = []
    private(set) var extras: [Int: Extra] = [:]
    /// How many bytes of memory count for the chunk: its text, and what the rare rest takes beside it.
    private(set) var cost = 0

    init() { records.reserveCapacity(Self.capacity) }

    var isFull: Bool { records.count == Self.capacity }

    /// Adds an entry; start and length of the record are set here.
    mutating func append(_ record: TranscriptRecord, _ text: some Collection<UInt8>, extra: Extra?) {
        var record = record
        record.start = UInt32(bytes.count)
        bytes.append(contentsOf: text)
        record.length = UInt32(bytes.count) - record.start
        cost += Int(record.length)
        if let extra {
            record.hasExtra = true
            record.level = extra.remarks.reduce(record.level) { max($0, $1.level) }
            extras[records.count] = extra
            cost += Self.cost(of: extra)
        }
        records.append(record)
    }

    /// About what these take, so that a flood of odd replies is bounded as well as one of long ones.
    private static func cost(of extra: Extra) -> Int {
        extra.remarks.reduce(128 + (extra.reply?.bytes.count ?? 0)) { $0 + cost(of: $1) }
    }

    private static func cost(of remark: Remark) -> Int { 64 + remark.text.utf8.count }

    /// Gives back the room that growing left over.
    mutating func seal() { bytes = bytes.withUnsafeBufferPointer { Array($0) } }

    mutating func update(_ index: Int, _ change: (inout TranscriptRecord) -> Void) { change(&records[index]) }

    mutating func add(_ remark: Remark, to index: Int) {
        records[index].hasExtra = true
        records[index].level = max(records[index].level, remark.level)
        extras[index, default: Extra()].remarks.append(remark)
        cost += Self.cost(of: remark)
    }

    func text(of record: TranscriptRecord) -> ArraySlice<UInt8> {
        bytes[Int(record.start)..<Int(record.start + record.length)]
    }

    func entry(_ index: Int, id: EntryID) -> Entry {
        let record = records[index]
        let extra = record.hasExtra ? extras[index] : nil
        return Entry(
            id: id, time: WallTime(seconds: record.seconds, nanoseconds: record.nanoseconds),
            kind: kind(of: record, extra, link: record.link(of: id)), remarks: extra?.remarks ?? [])
    }

    private func kind(of record: TranscriptRecord, _ extra: Extra?, link: EntryID?) -> Entry.Kind {
        let text = text(of: record)
        switch record.tag {
        case .sent:
            return .sent(
                SentLine(
                    bytes: Array(text), purpose: SentLine.Purpose(rawValue: record.detail) ?? .command,
                    verb: record.verb, isSecret: record.isSecret, isAutomatic: record.isAutomatic, reply: link))
        case .content: return .content(Array(text))
        case .sentContent:
            guard let content = extra?.content else { return .content(Array(text)) }
            return .sentContent(content, reply: link)
        case .reply:
            return .reply(
                ReceivedReply(
                    reply: extra?.reply ?? Reply(parsing: Array(text)),
                    standing: ReplyStanding(rawValue: record.detail) ?? .stray, stage: record.stage ?? .any,
                    answers: link, state: record.state, latency: record.latency == .max ? nil : record.latency))
        case .notice:
            return .notice(Level(rawValue: record.detail) ?? .information, String(decoding: text, as: UTF8.self))
        case .note: return .note(Array(text))
        case .connection:
            return .connection(
                ConnectionNote(
                    event: ConnectionNote.Event(rawValue: record.detail) ?? .broken,
                    text: String(decoding: text, as: UTF8.self)))
        }
    }
}
