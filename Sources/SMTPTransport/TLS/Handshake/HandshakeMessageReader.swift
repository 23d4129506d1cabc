/// Puts handshake messages together that may be spread over records; it keeps no more than the start of those that matter.
/// - SeeAlso: RFC 8446 §4, RFC 5246 §7.4
struct HandshakeMessageReader: Sendable {
    /// The messages that tell something.
    enum MessageType: UInt8, Sendable {
        case clientHello = 1
        case serverHello = 2
        case certificate = 11
        case serverKeyExchange = 12
        case certificateRequest = 13
    }

    /// A message that has come to its end.
    struct Message: Sendable {
        let type: MessageType
        /// Its first bytes, as many as are kept of its type.
        let start: [UInt8]
    }

    /// How much is kept of a ServerHello: the largest key share in use is under 2,000 bytes.
    static let maximumHelloBytes = 4_096

    private static let headerLength = 4

    private var header: [UInt8] = []
    private var start: [UInt8] = []
    private var missing = 0

    /// Takes bytes until a message that tells something has ended; nil when they are used up.
    mutating func next<Bytes: Collection<UInt8>>(from bytes: inout Bytes) -> Message?
    where Bytes.SubSequence == Bytes {
        while !bytes.isEmpty {
            if header.count < Self.headerLength {
                header.append(bytes[bytes.startIndex])
                bytes = bytes.dropFirst()
                guard header.count == Self.headerLength else { continue }
                missing = Int(header[1]) << 16 | Int(header[2]) << 8 | Int(header[3])
            } else {
                let part = bytes.prefix(missing)
                start += part.prefix(Self.kept(of: header[0]) - start.count)
                missing -= part.count
                bytes = bytes.dropFirst(part.count)
            }
            if missing == 0, let message = endMessage() { return message }
        }
        return nil
    }

    private static func kept(of type: UInt8) -> Int {
        switch MessageType(rawValue: type) {
        case .serverHello: maximumHelloBytes
        case .serverKeyExchange: ServerKeyExchange.bytesNeeded
        case .clientHello, .certificate, .certificateRequest, nil: 0
        }
    }

    private mutating func endMessage() -> Message? {
        defer {
            header = []
            start = []
        }
        return MessageType(rawValue: header[0]).map { Message(type: $0, start: start) }
    }
}
