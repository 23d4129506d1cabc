import SMTPProtocol

/// Replies in text that people paste: line ends of any kind, blank lines, and `S: ` or `<- ` in front.
enum ReplyText {
    /// The replies in a text, in order. Lines that are no reply are kept, each as a reply without a code.
    static func replies(in text: [UInt8]) -> [Reply] {
        var parser = ReplyParser()
        var replies: [Reply] = []
        func take(_ output: ReplyParser.Output?) {
            switch output {
            case .reply(let reply), .stray(let reply), .limitExceeded(_, let reply): replies.append(reply)
            case nil: break
            }
        }
        for line in text.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            let line = trimmed(line)
            guard !line.isEmpty else { continue }
            parser.append(line + [0x0D, 0x0A])
            while let output = parser.next() { take(output) }
        }
        take(parser.finish())
        return replies
    }

    /// The line without blanks around it and without the marks that transcripts put in front of what a server said.
    private static func trimmed(_ line: ArraySlice<UInt8>) -> [UInt8] {
        let blanks: Set<UInt8> = [0x20, 0x09]
        var line = line.drop { blanks.contains($0) }
        for mark in ["S: ", "S:", "<- ", "<~ ", "<< ", "< "] where line.starts(with: mark.utf8) {
            line = line.dropFirst(mark.utf8.count).drop { blanks.contains($0) }
            break
        }
        // The blank behind a code that stands alone may matter, so the end is left as it is.
        return Array(line)
    }
}
