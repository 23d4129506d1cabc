/// A line of a system log: who wrote it, and what.
///
///     Jan  2 03:04:05 mx postfix/smtp[1234]: 4Q2abc: to=<a@b.example>, …
struct SyslogLine {
    /// The program, such as `postfix/smtp`.
    let program: TextLine
    /// What stands behind the program.
    let message: TextLine

    /// Reads the form `… program[number]: message`; nil for any other line.
    init?(_ line: TextLine) {
        let head = line.prefix(220)
        var position = head.startIndex
        while position < head.endIndex {
            guard let bracket = head[position...].firstIndex(of: UInt8(ascii: "[")) else { return nil }
            var end = bracket + 1
            while end < line.endIndex, isDigit(line[end]) { end += 1 }
            if end > bracket + 1, end + 2 < line.endIndex, line[end] == UInt8(ascii: "]"),
                line[end + 1] == UInt8(ascii: ":"), line[end + 2] == 0x20
            {
                let before = line[line.startIndex..<bracket]
                let start = before.lastIndex(of: 0x20).map { $0 + 1 } ?? before.startIndex
                guard start < bracket else { return nil }
                program = line[start..<bracket]
                message = line[(end + 3)...]
                return
            }
            position = bracket + 1
        }
        return nil
    }
}
