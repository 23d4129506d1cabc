import Glibc
import InternetMessage
import SMTPProtocol
import SafeText
import SessionCore

/// Where the messages of a delivery come from.
enum MessageSource {
    /// There is none: the session ends before.
    case none
    /// A message that is put together anew each time.
    case draft(MessageDraft, host: String)
    /// A complete message, of which everything is known that a server has to be told.
    case stored(ContentSource, MessageFacts)

    /// A complete message from a file, or from standard input.
    static func complete(_ path: String) throws(InputProblem) -> MessageSource {
        var facts = ContentFacts()
        var header = ContentScan()
        guard path != "-" else {
            let bytes = StandardInput.readAll(limit: MessageLimits.composedMessage + 1)
            guard bytes.count <= MessageLimits.composedMessage else {
                throw InputProblem(
                    "The message on standard input is larger than \(MessageLimits.composedMessage) bytes. Put it into a file.",
                    .badData)
            }
            facts.scan(bytes)
            header.add(bytes)
            return .stored(.bytes(bytes, name: "standard input"), Self.facts(facts, header))
        }
        try InputFile.read(path) { (piece) throws(InputProblem) in
            facts.scan(piece)
            if header.isInHeader { header.add(piece) }
        }
        return .stored(.file(path), Self.facts(facts, header))
    }

    /// The next message.
    func next(allowsEightBit: Bool, usesUTF8: Bool) throws(InputProblem) -> (MessageFacts, ContentSource) {
        switch self {
        case .none: throw InputProblem("There is no message to send.", .internalError)
        case .stored(let source, let facts): return (facts, source)
        case .draft(let draft, let host):
            do throws(MessageError) {
                let origin = MessageOrigin(date: try Self.now(), token: Self.token(), host: host)
                let bytes = try draft.composed(
                    origin, TransferOffer(allowsEightBit: allowsEightBit, usesUTF8: usesUTF8))
                return (Self.facts(ContentScan(bytes)), .bytes(bytes, name: "the message"))
            } catch {
                throw InputProblem(
                    Sanitizer.escape(error.description), error.code == .needsSMTPUTF8 ? .failure : .badData)
            }
        }
    }

    private static func facts(_ scan: ContentScan) -> MessageFacts {
        MessageFacts(
            size: scan.size, hasEightBit: scan.hasEightBit, hasEightBitHeader: scan.hasEightBitHeader)
    }

    /// The header is looked at apart: what stands in it decides about SMTPUTF8.
    private static func facts(_ content: ContentFacts, _ header: ContentScan) -> MessageFacts {
        MessageFacts(
            size: Int(clamping: content.normalizedByteCount), hasEightBit: content.hasEightBit,
            hasEightBitHeader: header.hasEightBitHeader)
    }

    /// What a Date field says now; empty when the clock tells no date.
    static var dateText: String { (try? now())?.text ?? "" }

    /// The clock on the wall, with its zone.
    private static func now() throws(MessageError) -> MessageDate {
        var now = time(nil)
        var local = tm()
        localtime_r(&now, &local)
        let date = MessageDate(
            year: Int(local.tm_year) + 1900, month: Int(local.tm_mon) + 1, day: Int(local.tm_mday),
            weekday: Int(local.tm_wday), hour: Int(local.tm_hour), minute: Int(local.tm_min),
            second: Int(local.tm_sec), secondsFromUTC: local.tm_gmtoff)
        guard let date else {
            throw MessageError(
                .badFieldName, "The clock of this machine tells no date that a message can have.",
                advice: "Give one: --header 'Date: …'.")
        }
        return date
    }

    /// 24 letters and digits by chance.
    private static func token() -> String {
        let letters = Array("abcdefghijkmnpqrstuvwxyz23456789".utf8)
        var generator = SystemRandomNumberGenerator()
        return String(
            decoding: (0..<24).map { _ in letters[Int.random(in: 0..<letters.count, using: &generator)] }, as: UTF8.self
        )
    }
}
