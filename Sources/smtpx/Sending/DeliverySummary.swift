import SMTPProtocol
import SafeText
import SessionCore

/// What became of a delivery, for people and for programs.
struct DeliverySummary {
    let result: DeliveryResult
    let exitCode: SessionCore.ExitCode
    let messageCount: Int
    let paint: Paint
    let isASCII: Bool

    /// The counts, and then one line a recipient; recipients of several messages with the same end share a line.
    var lines: [String] {
        var lines: [String] = []
        if let reason = result.stopReason { lines.append("error: " + shown(reason)) }
        guard !result.recipients.isEmpty else { return lines }
        let counts = DeliveryResult.Verdict.allCases.compactMap { verdict in
            let count = result.count(of: verdict)
            return count == 0 ? nil : "\(count) \(verdict.rawValue)"
        }
        let messages = messageCount == 1 ? "" : " of \(messageCount) messages"
        lines.append("summary\(messages): " + counts.joined(separator: ", "))
        for group in groups {
            let path = shown(Sanitizer.escape(group.recipient.path.bytes))
            let times = messageCount == 1 ? "" : "\(group.count) x "
            let words = [times + path] + reply(group.recipient)
            let text = "  \(padded(group.recipient.verdict.rawValue)) " + words.joined(separator: "  ")
            lines.append(paint.severity(group.recipient.verdict.severity, shown(text)))
        }
        return lines
    }

    /// Recipients that ended alike, in the order in which they first did.
    private var groups: [(recipient: DeliveryResult.Recipient, count: Int)] {
        var groups: [(recipient: DeliveryResult.Recipient, count: Int)] = []
        for recipient in result.recipients {
            let index = groups.firstIndex { group in
                group.recipient.path == recipient.path && group.recipient.verdict == recipient.verdict
                    && group.recipient.reply?.code == recipient.reply?.code
                    && group.recipient.reply?.enhanced == recipient.reply?.enhanced
            }
            if let index { groups[index].count += 1 } else { groups.append((recipient, 1)) }
        }
        return groups
    }

    private func reply(_ recipient: DeliveryResult.Recipient) -> [String] {
        guard let reply = recipient.reply else { return [] }
        let codes = [reply.code?.description, reply.enhanced?.description].compactMap(\.self)
        return [(codes + [reply.headline]).joined(separator: " ")]
    }

    private func padded(_ word: String) -> String {
        word + String(repeating: " ", count: max(0, "unanswered".count - word.count))
    }

    private func shown(_ text: String) -> String {
        isASCII ? OwnText.shown(Sanitizer.escape(text, style: .unicode), ascii: true) : text
    }

    private static func address(_ path: MailPath) -> String {
        String(decoding: path.mailbox?.bytes ?? path.bytes, as: UTF8.self)
    }

    /// The result as one object.
    var json: JSON {
        let recipients = result.recipients.map { recipient in
            JSON.object([
                ("message", .number(recipient.message)),
                ("recipient", .string(Self.address(recipient.path))),
                ("verdict", .string(recipient.verdict.rawValue)),
                ("code", recipient.reply?.code.map { .number($0.value) } ?? .null),
                ("enhanced", .optional(recipient.reply?.enhanced?.description)),
                ("means", .optional(recipient.reply?.headline)),
            ])
        }
        return .object([
            ("exit", .number(Int(exitCode.rawValue))), ("stopped", .optional(result.stopReason)),
            ("accepted", .number(result.count(of: .accepted))), ("temporary", .number(result.count(of: .temporary))),
            ("permanent", .number(result.count(of: .permanent))),
            ("unanswered", .number(result.count(of: .unanswered))),
            ("not_tried", .number(result.count(of: .notTried))), ("recipients", .array(recipients)),
        ])
    }
}

extension DeliveryResult.Verdict {
    /// How good or bad it is.
    fileprivate var severity: Severity {
        switch self {
        case .accepted: .ok
        case .temporary, .unanswered: .temporary
        case .permanent: .permanent
        case .notTried: .continue
        }
    }
}
