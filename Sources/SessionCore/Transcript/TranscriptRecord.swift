import SMTPProtocol
import SMTPReference

/// The fixed part of an entry. Its text lies in the chunk, so that an entry costs little beside its own bytes.
struct TranscriptRecord: Sendable {
    enum Tag: UInt8, Sendable { case sent, content, sentContent, reply, notice, note, connection }

    var tag: Tag
    /// The purpose, standing, level or connection event; the tag tells which.
    var detail: UInt8
    var isSecret = false
    var isAutomatic = false
    /// True when the chunk keeps a remark, or a reply that its bytes alone do not tell.
    var hasExtra = false
    var start: UInt32
    var length: UInt32
    var seconds: Int64
    var nanoseconds: UInt32
    /// The entry that this one answers or is answered by; -1 for none.
    var link: Int = -1
    /// In nanoseconds; `UInt64.max` for none.
    var latency: UInt64 = .max
    /// Of a sent command: itself. Of a reply: what it answers.
    var stage: ReplyStage?
    /// Of a reply: the state before that was sent.
    var state: StateName?

    /// The verb of a sent command.
    var verb: Verb? {
        if case .command(let verb) = stage { verb } else { nil }
    }
}
