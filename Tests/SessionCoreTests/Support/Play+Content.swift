import SMTPProtocol
import SessionCore
import TestSupport

/// What a runtime does with the content of a message, without files.
extension Play {
    /// A play whose server has accepted a recipient.
    static func withRecipient(
        _ attendance: Session.Attendance = .interactive, offers: [String] = ["PIPELINING"], mail: String = ""
    ) -> Play {
        var play = ready(attendance, offers: offers)
        play.type("MAIL FROM:<a@b.example>" + (mail.isEmpty ? "" : " " + mail))
        play.server("250 Ok␍␊")
        play.type("RCPT TO:<c@d.example>")
        play.server("250 Ok␍␊")
        return play
    }

    /// The number of the content that was to be opened last.
    var contentNumber: Int? {
        for action in actions.reversed() { if case .openContent(_, let number) = action { return number } }
        return nil
    }

    /// Whether the source of the last content is held open.
    var isContentOpen: Bool {
        guard let number = contentNumber else { return false }
        return !actions.contains { if case .closeContent(number) = $0 { true } else { false } }
    }

    /// Reports that the content is open.
    @discardableResult
    mutating func open(size: Int?) -> [SessionAction] {
        handle(.contentOpened(size: size.map(UInt64.init), number: contentNumber ?? 0))
    }

    /// Gives the session pieces of a content as it asks for them, and takes what it sends, until it asks for no more.
    ///
    /// - Parameters:
    ///   - pieces: no piece is larger than this.
    ///   - takes: whether the connection takes the bytes.
    mutating func pour(
        _ content: inout ArraySlice<UInt8>, from first: [SessionAction], pieces: Int = .max, takes: Bool = true
    ) {
        var waiting = first[...]
        while let action = waiting.popFirst() {
            switch action {
            case .readContent(let number, let most):
                guard session.isSendingContent else { continue }
                let piece = Array(content.prefix(min(most, pieces)))
                content = content.dropFirst(piece.count)
                waiting += handle(.contentPiece(piece, isEnd: content.isEmpty, number: number))
            case .send(_, let bytes) where takes:
                waiting += report(.sent(byteCount: bytes.count))
            default: break
            }
        }
    }

    /// Sends a whole content by `:message`, with a server that says 354.
    mutating func message(_ content: [UInt8], pieces: Int = .max, options: String = "") {
        type(":message m.eml" + options)
        open(size: content.count)
        var rest = content[...]
        pour(&rest, from: server("354 Go␍␊"), pieces: pieces)
    }

    /// The entry of the last content.
    var sentContent: SentContent? {
        for entry in entries.reversed() { if case .sentContent(let content, _) = entry.kind { return content } }
        return nil
    }

    /// The remarks on the last content.
    var contentRemarks: [String] {
        for entry in entries.reversed() {
            if case .sentContent = entry.kind { return entry.remarks.map(\.text) }
        }
        return []
    }
}
