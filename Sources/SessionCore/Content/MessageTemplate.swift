import SMTPProtocol

/// What a message that is written in an editor begins with: the header, filled in from the envelope.
/// - SeeAlso: RFC 5322 §3.6
enum MessageTemplate {
    /// - Parameters:
    ///   - host: our name, for Message-ID and for a sender that the envelope does not name.
    ///   - serial: tells two messages of one second apart.
    static func text(_ transaction: Transaction, host: String, at time: WallTime, serial: Int) -> [UInt8] {
        let from = transaction.reversePath.flatMap(address) ?? Array("MAILER-DAEMON@\(host)".utf8)
        let recipients = transaction.accepted.compactMap { $0.path.flatMap(address) }
        let fields: [(String, [UInt8])] = [
            ("Date", Array(time.mailDate.utf8)),
            ("Message-ID", Array("<\(time.compactText).\(time.nanoseconds).\(serial)@\(host)>".utf8)),
            ("From", from), ("To", Array(recipients.joined(separator: Array(",\n ".utf8)))), ("Subject", []),
        ]
        return fields.flatMap { name, value in Array("\(name): ".utf8) + value + [0x0A] } + [0x0A]
    }

    /// The address of a path, without what could end the line.
    private static func address(_ path: MailPath) -> [UInt8]? {
        let bytes = path.bytes.dropFirst().dropLast().filter { $0 >= 0x20 && $0 != 0x7F }
        return bytes.isEmpty ? nil : Array(bytes)
    }
}

extension WallTime {
    /// The date and time of a message, in UTC: `Tue, 24 Nov 2026 07:03:12 +0000`.
    /// - SeeAlso: RFC 5322 §3.3
    public var mailDate: String {
        let (day, second) = seconds.quotientAndRemainder(dividingBy: 86_400)
        let days = second < 0 ? day - 1 : day
        let date = CivilDate(daysSinceEpoch: days)
        let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let weekday = weekdays[Int((days % 7 + 7) % 7)]
        return "\(weekday), \(date.day) \(months[Int(date.month) - 1]) \(date.year) \(timeOfDay()) +0000"
    }
}
