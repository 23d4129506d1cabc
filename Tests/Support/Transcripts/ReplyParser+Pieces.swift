public import SMTPProtocol

extension ReplyParser {
    /// Everything that a parser gives for a stream that comes in these pieces and then ends.
    public static func outputs(of pieces: [[UInt8]], limits: ReplyLimits = .standard) -> [Output] {
        var parser = ReplyParser(limits: limits)
        var outputs: [Output] = []
        for piece in pieces {
            parser.append(piece)
            while let output = parser.next() { outputs.append(output) }
        }
        while let output = parser.finish() { outputs.append(output) }
        return outputs
    }
}
