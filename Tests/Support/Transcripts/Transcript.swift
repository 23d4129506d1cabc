public import SMTPProtocol

/// What one server sent over one connection, from the greeting to the end.
public struct Transcript: Hashable, Sendable, CustomStringConvertible {
    /// What it shows; a catalogue ID comes first where there is one.
    public let name: String
    /// The server's bytes.
    public let bytes: [UInt8]
    /// The limits to parse it with: small where the transcript goes over one.
    public let limits: ReplyLimits

    /// Names a stream of bytes.
    public init(_ name: String, _ bytes: [UInt8], limits: ReplyLimits = .standard) {
        self.name = name
        self.bytes = bytes
        self.limits = limits
    }

    /// The name alone: the bytes may be hostile.
    public var description: String { name }
}

/// A fixed corpus of server streams, good and hostile.
public enum Transcripts {
    /// All of them.
    public static let all = good + hostile
}
