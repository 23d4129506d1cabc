/// What came from the terminal, with the bytes that it came as.
public struct TracedKey: Hashable, Sendable {
    /// What it was.
    public let event: KeyEvent
    /// The bytes; of two events that the same byte ended, the first one has them.
    public let bytes: [UInt8]

    /// An event with its bytes.
    public init(_ event: KeyEvent, bytes: [UInt8]) {
        self.event = event
        self.bytes = bytes
    }
}

/// A ``KeyDecoder`` that remembers which bytes made an event.
public struct KeyTracer: Sendable {
    /// The decoder. It may have begun a sequence already, whose bytes are not known here.
    public var decoder: KeyDecoder
    private var pending: [UInt8] = []

    /// The most bytes that are kept of one event.
    static let mostBytes = 1024

    /// Goes on with a decoder.
    public init(_ decoder: KeyDecoder) {
        self.decoder = decoder
        pending = decoder.sequence
    }

    /// Decodes bytes.
    public mutating func feed(_ bytes: [UInt8]) -> [TracedKey] {
        bytes.flatMap { byte in
            // A paste may be long, and nobody reads all of it byte by byte.
            if pending.count < Self.mostBytes { pending.append(byte) }
            return take(decoder.feed(CollectionOfOne(byte)))
        }
    }

    /// Tells that nothing came for a moment: ``KeyDecoder/timeout()``.
    public mutating func timeout() -> [TracedKey] { take(decoder.timeout()) }

    private mutating func take(_ events: [KeyEvent]) -> [TracedKey] {
        guard !events.isEmpty else { return [] }
        // The byte that ended a sequence without being part of it begins the next one.
        let next = decoder.isPending ? decoder.sequence : []
        let own = Array(pending.dropLast(next.count))
        pending = next
        return events.enumerated().map { TracedKey($0.element, bytes: $0.offset == 0 ? own : []) }
    }
}
