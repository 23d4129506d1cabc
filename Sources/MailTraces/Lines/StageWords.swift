import SMTPProtocol
import SMTPReference

/// How logs and reports say what a reply answers.
enum StageWords {
    /// Reads words such as `RCPT TO command`, `end of DATA command`, `pipelined MAIL FROM:<a@b>`, `initial connection`.
    static func stage(_ words: TextLine) -> ReplyStage {
        var words = words.trimmed
        if words.beginsFolded(with: "pipelined ") { words = words.dropFirst(10) }
        if words.beginsFolded(with: "sending ") { words = words.dropFirst(8) }
        if words.beginsFolded(with: "end of data") || words.beginsFolded(with: "message body") { return .endOfData }
        if words.beginsFolded(with: "sending data block") { return .endOfData }
        if words.beginsFolded(with: "initial connection") || words.beginsFolded(with: "initial server greeting") {
            return .greeting
        }
        let word = words.prefix { $0 != 0x20 && $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: "/") }
        let verb = Verb(ascii: word)
        return verb.isKnown ? .command(verb) : .any
    }
}
