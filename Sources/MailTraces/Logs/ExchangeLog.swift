import SMTPProtocol
import SMTPReference

/// The protocol logs of Exchange: one line of comma-separated values for each line of a session.
///
///     2026-01-02T03:04:05.678Z,Send,08DC0123,5,10.0.0.1:1234,192.0.2.1:25,<,550 5.1.1 User unknown,
struct ExchangeLog {
    private var sessions: [[UInt8]: Dialogue] = [:]
    private var columns = Columns()

    private struct Columns {
        var session = 2
        var remote = 5
        var event = 6
        var data = 7
    }

    /// True for a comment at the top: `#Software: Microsoft Exchange Server`, `#Fields: …`.
    static func isHead(_ line: TextLine) -> Bool {
        line.begins(with: "#Software: Microsoft Exchange") || line.begins(with: "#Fields: date-time,")
            || line.begins(with: "#Log-type: SMTP")
    }

    /// True for a line that a session may have written.
    static func isRow(_ line: TextLine) -> Bool {
        line.count > 30 && line.prefix(4).allSatisfy(isDigit) && line[line.startIndex + 10] == UInt8(ascii: "T")
            && line.prefix(32).contains(UInt8(ascii: ",")) && values(line, atMost: 9).count >= 8
    }

    /// Learns the order of the columns from `#Fields:`.
    mutating func head(_ line: TextLine) {
        guard line.begins(with: "#Fields: ") else { return }
        for (index, name) in line.dropFirst(9).split(separator: UInt8(ascii: ",")).enumerated() {
            if name.elementsEqual("session-id".utf8) { columns.session = index }
            if name.elementsEqual("remote-endpoint".utf8) { columns.remote = index }
            if name.elementsEqual("event".utf8) { columns.event = index }
            if name.elementsEqual("data".utf8) { columns.data = index }
        }
    }

    /// Takes a row; gives the replies that it ends.
    mutating func row(_ line: TextLine, number: Int) -> [TraceFinding] {
        let values = Self.values(line, atMost: columns.data + 2)
        guard values.count > max(columns.data, columns.event, columns.session) else { return [] }
        let key = values[columns.session]
        if sessions.count >= MailTraceLimits.waiting, sessions[key] == nil { sessions.removeAll() }
        var session = sessions[key] ?? Dialogue(.exchange, host: values[min(columns.remote, values.count - 1)])
        let data = values[columns.data][...]
        var found: [TraceFinding] = []
        switch values[columns.event].first {
        case UInt8(ascii: "+"): found += [session.opened()].compactMap(\.self)
        // In the logs of both directions a line with a code is a reply: who wrote the log does not matter.
        case UInt8(ascii: "<"), UInt8(ascii: ">"):
            if data.leadingCode != nil {
                found += session.server(data, number: number)
            } else {
                found += [session.client(data)].compactMap(\.self)
            }
        case UInt8(ascii: "-"):
            found += [session.close()].compactMap(\.self)
            sessions[key] = nil
            return found
        default: break
        }
        sessions[key] = session
        return found
    }

    private static func values(_ line: TextLine, atMost count: Int) -> [[UInt8]] {
        var values: [[UInt8]] = []
        var value: [UInt8] = []
        var isQuoted = false
        for byte in line {
            if byte == UInt8(ascii: "\"") {
                isQuoted.toggle()
            } else if byte == UInt8(ascii: ","), !isQuoted {
                values.append(value)
                value = []
                if values.count == count { return values }
            } else {
                value.append(byte)
            }
        }
        return values + [value]
    }
}
