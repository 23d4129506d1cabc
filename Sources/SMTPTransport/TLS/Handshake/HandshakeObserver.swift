internal import SMTPProtocol

/// A passive reader of a TLS handshake: it is shown the bytes of both directions, in any pieces, and tells what can be
/// seen from outside.
///
/// It changes nothing and judges nothing: at nonsense it stops looking. What it keeps is bounded.
/// - SeeAlso: RFC 8446 §4 and §5, RFC 5246 §6 and §7, RFC 8422 §5.4
struct HandshakeObserver: Sendable {
    /// How many bytes are kept of what is not TLS.
    static let maximumPlaintextBytes = 512

    /// The version that the server chose; nil as long as it has not, and for one that is not known here.
    private(set) var version: TLSVersion?
    /// The cipher suite that the server chose, as its registered number.
    private(set) var cipherSuite: UInt16?
    /// The group of the key exchange, as its registered number.
    private(set) var group: UInt16?
    /// How far the handshake has come.
    private(set) var stage = TLSFailure.Stage.start
    /// The alert that the server sent, when it was readable.
    private(set) var alertReceived: UInt8?
    /// The alert that we sent, when it was readable.
    private(set) var alertSent: UInt8?
    /// The first bytes from the server, when they are not TLS; never empty.
    private(set) var plaintext: [UInt8]?
    /// Whether the server asked for a certificate; visible up to TLS 1.2 only.
    private(set) var requestsClientCertificate = false

    private var fromUs = Direction()
    private var fromServer = Direction()

    /// The records of one direction and the handshake messages in them.
    private struct Direction {
        var records = TLSRecordReader()
        var messages = HandshakeMessageReader()
        /// The two bytes of an alert, as far as they came.
        var alert: [UInt8] = []
        /// True when nothing more can be learnt from this direction.
        var isOver = false
    }

    private enum Side { case us, server }

    /// True when nothing more can be learnt; bytes are then ignored.
    var isOver: Bool { fromUs.isOver && fromServer.isOver }

    /// Bytes on their way to the server.
    mutating func sent(_ bytes: some Collection<UInt8>) {
        read(bytes, \.fromUs, of: .us)
    }

    /// Bytes from the server.
    mutating func received(_ bytes: some Collection<UInt8>) {
        if plaintext == nil { read(bytes, \.fromServer, of: .server) } else { keep(plaintext: bytes) }
    }

    /// The server has shown its certificate. TLS 1.3 hides that from outside, so whoever is handed the certificate tells.
    mutating func certificateWasShown() {
        advance(to: .certificate)
    }

    private mutating func read(
        _ bytes: some Collection<UInt8>, _ direction: WritableKeyPath<Self, Direction>, of side: Side
    ) {
        guard !self[keyPath: direction].isOver else { return }
        var rest = bytes[...]
        while let piece = self[keyPath: direction].records.next(from: &rest) {
            switch piece {
            case .content(let record, let content):
                switch record.type {
                case .handshake: readMessages(in: content, direction, of: side)
                case .alert: readAlert(content, of: record, direction, from: side)
                case .changeCipherSpec: cipherChanges(direction, of: side)
                case .applicationData: encryptedRecord(record, direction, of: side)
                }
                if self[keyPath: direction].isOver { return }
            case .notTLS(let start):
                self[keyPath: direction].isOver = true
                guard side == .server, !start.isEmpty else { return }
                keep(plaintext: start)
                keep(plaintext: rest)
                return
            }
        }
    }

    private mutating func keep(plaintext bytes: some Collection<UInt8>) {
        plaintext = (plaintext ?? []) + bytes.prefix(Self.maximumPlaintextBytes - (plaintext?.count ?? 0))
    }

    private mutating func advance(to next: TLSFailure.Stage) {
        func rank(_ stage: TLSFailure.Stage) -> Int {
            switch stage {
            case .start: 0
            case .clientHello: 1
            case .serverHello: 2
            case .certificate: 3
            case .finished: 4
            }
        }
        if rank(next) > rank(stage) { stage = next }
    }
}

// What the records say.
extension HandshakeObserver {
    private mutating func readMessages(
        in content: some Collection<UInt8>, _ direction: WritableKeyPath<Self, Direction>, of side: Side
    ) {
        var rest = content[...]
        while let message = self[keyPath: direction].messages.next(from: &rest) {
            switch (side, message.type) {
            case (.us, .clientHello): advance(to: .clientHello)
            case (.server, .serverHello): read(ServerHello(message.start))
            case (.server, .certificate): advance(to: .certificate)
            case (.server, .serverKeyExchange):
                if let cipherSuite, let named = ServerKeyExchange.group(message.start, cipherSuite: cipherSuite) {
                    group = named
                }
            case (.server, .certificateRequest): requestsClientCertificate = true
            case (.us, _), (.server, _): break
            }
        }
    }

    private mutating func read(_ hello: ServerHello?) {
        guard let hello else { return }
        version = TLSVersion(rawValue: hello.version)
        cipherSuite = hello.cipherSuite
        // A second hello, after a HelloRetryRequest, names the group again.
        if let named = hello.group { group = named }
        advance(to: .serverHello)
    }

    /// An alert in the clear is two bytes; an encrypted one is longer, and its content is not for us.
    private mutating func readAlert(
        _ content: some Collection<UInt8>, of record: TLSRecordReader.Header,
        _ direction: WritableKeyPath<Self, Direction>, from side: Side
    ) {
        guard record.length == 2 else { return }
        self[keyPath: direction].alert += content
        guard self[keyPath: direction].alert.count == 2, let number = self[keyPath: direction].alert.last else {
            return
        }
        self[keyPath: direction].alert = []
        switch side {
        case .us: alertSent = number
        case .server: alertReceived = number
        }
    }

    /// Up to TLS 1.2 all that follows is encrypted, with `Finished` first. In TLS 1.3 it says nothing.
    /// - SeeAlso: RFC 5246 §7.1, RFC 8446 §D.4
    private mutating func cipherChanges(_ direction: WritableKeyPath<Self, Direction>, of side: Side) {
        guard version != .tls13 else { return }
        self[keyPath: direction].isOver = true
        if side == .us, version != nil { advance(to: .finished) }
    }

    /// The length of an encrypted alert in TLS 1.3: its two bytes, the type that is hidden with them, and the tag.
    /// - SeeAlso: RFC 8446 §5.2
    private static let encryptedAlertLength = 2 + 1 + 16

    /// In TLS 1.3 our first encrypted record ends the handshake on our side, except when it is an alert: that has a
    /// length which no other message of the handshake has.
    private mutating func encryptedRecord(
        _ record: TLSRecordReader.Header, _ direction: WritableKeyPath<Self, Direction>, of side: Side
    ) {
        self[keyPath: direction].isOver = true
        guard side == .us, version == .tls13, record.length != Self.encryptedAlertLength else { return }
        advance(to: .finished)
    }
}
