import SMTPProtocol
import SMTPReference

/// The entries of a transcript that a filter lets through. It grows with the transcript, by the new entries alone.
public struct FilteredEntries: Hashable, Sendable {
    /// What is let through.
    public let filter: ScreenRequest.Filter
    /// The entries that are let through.
    public private(set) var entries = EntryIndex()
    /// The first entry that was not looked at yet.
    private var next = EntryID(0)
    private let wanted: SearchText?

    /// The entries of this transcript that the filter lets through.
    public init(_ filter: ScreenRequest.Filter, of transcript: Transcript) {
        self.filter = filter
        wanted = if case .text(let text) = filter { SearchText(text) } else { nil }
        catchUp(with: transcript)
    }

    /// Takes in what has been added to the transcript, and drops what it has dropped. The work grows with the news.
    public mutating func catchUp(with transcript: Transcript) {
        let ids = transcript.ids
        if let oldest = entries.first, oldest < ids.lowerBound { entries.drop(before: ids.lowerBound) }
        guard next < ids.upperBound else { return }
        for id in max(next, ids.lowerBound)..<ids.upperBound { consider(id, transcript) }
        next = ids.upperBound
    }

    /// Looks at an entry again, about which more is said now.
    public mutating func update(_ id: EntryID, of transcript: Transcript) {
        guard id < next, transcript.ids.contains(id) else { return }
        consider(id, transcript)
    }

    private mutating func consider(_ id: EntryID, _ transcript: Transcript) {
        guard transcript.passes(filter, wanted, id) else { return }
        // A reply means little without the command that it answers, and a command little without its reply.
        if filter.keepsExchanges, let other = transcript.link(of: id), transcript.ids.contains(other) {
            entries.insert(other)
        }
        entries.insert(id)
    }
}

extension ScreenRequest.Filter {
    /// The word that `:filter` takes; of a text, the text.
    public var name: [UInt8] {
        switch self {
        case .problems: Array("warning".utf8)
        case .errors: Array("error".utf8)
        case .sent: Array("sent".utf8)
        case .received: Array("received".utf8)
        case .mail: Array("mail".utf8)
        case .notes: Array("note".utf8)
        case .text(let text): text
        }
    }

    /// Whether a command stays with its reply, although only one of the two is what was asked for.
    fileprivate var keepsExchanges: Bool {
        switch self {
        case .problems, .errors, .text: true
        case .sent, .received, .mail, .notes: false
        }
    }
}

extension Transcript {
    /// Whether a filter lets the entry through by itself.
    /// - Parameter text: the text of a filter for one.
    fileprivate func passes(_ filter: ScreenRequest.Filter, _ text: SearchText?, _ id: EntryID) -> Bool {
        guard let record = record(of: id) else { return false }
        switch filter {
        case .problems: return record.level >= .warning
        case .errors: return record.level == .error
        case .sent: return record.tag == .sent || record.tag == .content || record.tag == .sentContent
        case .received: return record.tag == .reply
        case .notes: return record.tag == .note
        case .mail: return record.isOfMail
        case .text: return text.map { wanted in self.text(of: id).map(wanted.isFound(in:)) ?? false } ?? false
        }
    }
}

extension TranscriptRecord {
    /// Whether it belongs to a mail transaction.
    fileprivate var isOfMail: Bool {
        switch tag {
        case .content, .sentContent: true
        case .sent where detail == SentLine.Purpose.endOfData.rawValue: true
        case .sent, .reply:
            switch stage {
            case .endOfData, .lastChunk, .recipientOutcome: true
            case .command(let verb): Self.mailVerbs.contains(verb)
            case .any, .greeting, .unsolicited, .saslResponse, nil: false
            }
        case .notice, .note, .connection: false
        }
    }

    /// The commands of a mail transaction (RFC 5321 §3.3).
    private static let mailVerbs: Set<Verb> = [.mail, .rcpt, .data, .bdat, .burl, .rset, .send, .soml, .saml]
}
