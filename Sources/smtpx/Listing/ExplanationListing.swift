import SMTPProtocol
import SMTPReference
import SafeText
import SessionCore

/// One explanation as text for a terminal or a pipe, and as JSON.
struct ExplanationListing {
    let explanation: Explanation
    /// The reply that is explained; nil for a code that stands alone.
    let reply: Reply?
    let paint: Paint
    let isASCII: Bool

    /// Lines without their ends: the reply as it came, then severity and code, then the rest.
    var lines: [String] {
        var settings = Settings.lineMode
        settings.ascii = isASCII
        let quoted = reply.map { reply in
            reply.lines.indices.map { "S: " + Sanitizer.escape(reply.verbatim(line: $0), style: settings.escapeStyle) }
        }
        var said = Announcement.lines(for: explanation, settings: settings)
        if let first = said.first { said[0] = paint.severity(explanation.severity, first) }
        return (quoted ?? []) + said
    }

    /// The explanation as a JSON object.
    var json: JSON {
        .object([
            ("code", explanation.code.map { .number($0.value) } ?? .null),
            ("severity", .string(SeverityWords.long(explanation.severity))),
            ("title", .optional(explanation.title)), ("headline", .string(explanation.headline)),
            ("enhanced", .optional(explanation.enhancedCode?.description)),
            (
                "digits",
                .array(
                    explanation.digits.map {
                        .object([
                            ("digit", .number($0.digit)), ("meaning", .string($0.word)), ("what", .string($0.what)),
                        ])
                    })
            ),
            (
                "enhancedParts",
                .array(
                    explanation.enhanced.map {
                        .object([
                            ("part", .string($0.part.rawValue)), ("number", .number($0.number)),
                            ("meaning", .string($0.word)),
                        ])
                    })
            ),
            ("explanation", .string(explanation.what)), ("fault", .string(explanation.fault.words)),
            ("retry", .string(explanation.retry.rawValue)), ("try", .array(explanation.tryNext.map(JSON.string))),
            ("sources", .array(explanation.sources.map { .string($0.text) })),
            ("notes", .array(explanation.notes.map { .string($0.text) })),
            ("text", .optional(reply.map { String(decoding: $0.bytes, as: UTF8.self) })),
        ])
    }
}
