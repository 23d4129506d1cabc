import SMTPProtocol
import SMTPReference

/// The fixed part of an entry. Its text lies in the chunk, so that an entry costs little beside its own bytes.
struct TranscriptRecord: Sendable {
    enum Tag: UInt8, Sendable { case sent, content, sentContent, reply, notice, note, connection }

    // The order of the properties decides how much room a record takes.
    var tag: Tag
    /// The purpose, standing, level or connection event; the tag tells which.
    var detail: UInt8
    var isSecret = false
    var isAutomatic = false
    /// True when the chunk keeps a remark, or a reply that its bytes alone do not tell.
    var hasExtra = false
    /// How much attention the entry wants, with all that is said about it: a failure is an error.
    var level = Level.information
    /// Of a reply: the state before that was sent.
    var state: StateName?
    var start: UInt32
    var length: UInt32
    var nanoseconds: UInt32
    /// How many entries further on the one is that this one answers or is answered by; 0 for none.
    var linkDistance: Int32 = 0
    var seconds: Int64
    /// In nanoseconds; `UInt64.max` for none.
    var latency: UInt64 = .max
    /// Of a sent command: itself. Of a reply: what it answers.
    var stage: ReplyStage?

    /// The verb of a sent command.
    var verb: Verb? {
        if case .command(let verb) = stage { verb } else { nil }
    }

    /// The entry that this one, of this number, answers or is answered by.
    func link(of id: EntryID) -> EntryID? { linkDistance == 0 ? nil : id.advanced(by: Int(linkDistance)) }

    mutating func link(_ id: EntryID, to other: EntryID) {
        linkDistance = Int32(exactly: id.distance(to: other)) ?? 0
    }
}
