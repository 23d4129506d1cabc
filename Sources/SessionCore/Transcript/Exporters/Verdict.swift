import SMTPReference
import SafeText

/// What is said of a reply in one line, in parts that each format puts together in its own way.
struct Verdict {
    /// `✓`
    let glyph: String
    /// `OK`
    let word: String
    /// `250`; empty when there is none.
    let code: String
    /// `Sender accepted`
    let meaning: String
    /// `2.1.0 Other address status`; empty when there is none.
    let detail: String
    /// `12 ms`; empty when it is not known.
    let latency: String
    /// `ok`, `continue`, `temporary`, `permanent`, `unknown`
    let name: String

    init(_ received: ReceivedReply, _ explanation: Explanation?) {
        glyph = SeverityWords.glyph(received.severity)
        word = received.code == nil ? "NO REPLY" : SeverityWords.short(received.severity)
        name = SeverityWords.long(received.severity)
        code = received.code.map { "\($0)" } ?? ""
        meaning = explanation?.headline ?? ""
        if let enhanced = explanation?.enhancedCode, let last = explanation?.enhanced.last {
            detail = last.word == explanation?.headline ? "\(enhanced)" : "\(enhanced) \(last.word)"
        } else {
            detail = ""
        }
        latency = received.latency.map { Latency.text($0) } ?? ""
    }
}
