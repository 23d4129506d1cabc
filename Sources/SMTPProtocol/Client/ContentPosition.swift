/// Where in a line of message content the bytes sent so far end; it finds the dot that ends the content.
/// - SeeAlso: RFC 5321 §4.1.1.4, §4.5.2
enum ContentPosition: Hashable, Sendable {
    /// At the start of the content, or after CR LF.
    case lineStart
    /// After a dot at the start of a line: it is stuffed, or the end.
    case dot
    /// After a dot alone and CR.
    case dotReturn
    /// Inside a line.
    case text
    /// After a CR inside a line.
    case textReturn

    /// What one more byte did.
    struct Step {
        /// Bytes of content that became certain.
        var content = 0
        var endsLine = false
        var endsData = false
    }

    /// Goes on by one byte of what is sent.
    mutating func advance(_ byte: UInt8) -> Step {
        switch (self, byte) {
        case (.lineStart, ASCII.dot):
            self = .dot
            return Step()
        case (.dot, ASCII.cr):
            self = .dotReturn
            return Step()
        case (.dotReturn, ASCII.lf):
            self = .lineStart
            return Step(endsData: true)
        case (.textReturn, ASCII.lf):
            self = .lineStart
            return Step(content: 1, endsLine: true)
        case (.dotReturn, ASCII.cr):
            self = .textReturn
            return Step(content: 2)
        case (.dotReturn, _):
            self = .text
            return Step(content: 2)
        case (.lineStart, ASCII.cr), (.text, ASCII.cr), (.textReturn, ASCII.cr):
            self = .textReturn
            return Step(content: 1)
        case (.lineStart, _), (.dot, _), (.text, _), (.textReturn, _):
            self = .text
            return Step(content: 1)
        }
    }
}
