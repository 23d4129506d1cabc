/// A server's reply, byte for byte as it came, with its lines found and its oddities marked.
///
///     S: 250-mx.example.net
///     S: 250 SIZE 10485760
///
/// - SeeAlso: RFC 5321 §4.2
public struct Reply: Hashable, Sendable {
    /// Every byte, with line endings.
    public let bytes: [UInt8]
    /// The lines, in order.
    public let lines: ReplyLines
    /// What is odd, in the order of the lines.
    public let anomalies: [ReplyAnomaly]

    init(bytes: [UInt8], lines: ReplyLines, anomalies: [ReplyAnomaly]) {
        self.bytes = bytes
        self.lines = lines
        self.anomalies = anomalies
    }

    /// The first reply in `bytes`, as a ``ReplyParser`` sees them when the stream ends there.
    ///
    /// It may be malformed, cut, or without any line when there are no bytes. A last line without its line ending is
    /// marked as ``ReplyAnomaly/Kind/truncated``.
    public init(parsing bytes: [UInt8]) {
        var parser = ReplyParser()
        parser.append(bytes)
        switch parser.next() ?? parser.finish() {
        case .reply(let reply), .stray(let reply), .limitExceeded(_, let reply): self = reply
        case nil: self.init(bytes: [], lines: ReplyLines(), anomalies: [])
        }
    }

    /// The code of the last line that has one: the line that a client acts on. RFC 5321 §4.2.1
    public var code: ReplyCode? {
        for line in lines.reversed() {
            if let code = line.code { return code }
        }
        return nil
    }

    /// How good or bad ``code`` is.
    public var severity: Severity? { code?.severity }

    /// The enhanced status code of the first line that has one.
    public var enhanced: EnhancedStatusCode? {
        for line in lines {
            if let enhanced = line.enhanced { return enhanced }
        }
        return nil
    }

    /// False when the end of the stream or a limit cut the reply.
    public var isComplete: Bool {
        guard let last = lines.last else { return false }
        return last.isFinal && last.ending.isLineEnd
    }

    /// The text of a line, without code, separator and terminator; `index` counts from 0 and must exist.
    public func text(ofLine index: Int) -> ArraySlice<UInt8> { bytes[lines[index].textRange] }

    /// A whole line without its terminator; `index` counts from 0 and must exist.
    public func verbatim(line index: Int) -> ArraySlice<UInt8> { bytes[lines[index].verbatimRange] }

    /// True when this kind of anomaly was found in any line.
    public func has(_ kind: ReplyAnomaly.Kind) -> Bool { anomalies.contains { $0.kind == kind } }
}
