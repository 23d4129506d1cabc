import SMTPProtocol
import Testing

@testable import SMTPTransport

@Suite("The handshake observer")
struct HandshakeObserverTests {
    /// What was seen, in a form that can be compared.
    struct Seen: Hashable, Sendable {
        var version: TLSVersion?
        var cipherSuite: UInt16?
        var group: UInt16?
        var stage = TLSFailure.Stage.start
        var alertReceived: UInt8?
        var alertSent: UInt8?
        var plaintext: [UInt8]?
        var wantsCertificate = false
        var isOver = false
    }

    private func seen(_ observer: HandshakeObserver) -> Seen {
        Seen(
            version: observer.version, cipherSuite: observer.cipherSuite, group: observer.group, stage: observer.stage,
            alertReceived: observer.alertReceived, alertSent: observer.alertSent, plaintext: observer.plaintext,
            wantsCertificate: observer.requestsClientCertificate, isOver: observer.isOver)
    }

    /// Shows a handshake in pieces of so many bytes.
    private func watch(_ turns: [(CapturedHandshake.Side, [UInt8])], piece: Int = .max) -> Seen {
        var observer = HandshakeObserver()
        for (side, bytes) in turns {
            var rest = bytes[...]
            while !rest.isEmpty {
                let part = rest.prefix(piece)
                rest = rest.dropFirst(piece)
                switch side {
                case .client: observer.sent(part)
                case .server: observer.received(part)
                }
            }
        }
        return seen(observer)
    }

    static let captures: [(CapturedHandshake, Seen)] = [
        (.version10, Seen(version: .tls10, cipherSuite: 0xC00A, group: 29, stage: .finished, isOver: true)),
        (.version11, Seen(version: .tls11, cipherSuite: 0xC00A, group: 29, stage: .finished, isOver: true)),
        (.version12, Seen(version: .tls12, cipherSuite: 0xC02C, group: 29, stage: .finished, isOver: true)),
        (.version13, Seen(version: .tls13, cipherSuite: 0x1302, group: 29, stage: .finished, isOver: true)),
        (.helloRetry, Seen(version: .tls13, cipherSuite: 0x1302, group: 24, stage: .finished, isOver: true)),
        (.rsaKeyTransport, Seen(version: .tls12, cipherSuite: 0x003C, stage: .finished, isOver: true)),
        (.dhe, Seen(version: .tls12, cipherSuite: 0x009E, stage: .finished, isOver: true)),
        (
            .certificateRequest,
            Seen(
                version: .tls12, cipherSuite: 0xC02C, group: 29, stage: .finished, alertReceived: 40,
                wantsCertificate: true)
        ),
        (.tooOld, Seen(stage: .clientHello, alertReceived: 70)),
    ]

    @Test("real handshakes tell their version, cipher suite, group, stage and alert", arguments: captures.indices)
    func reads(_ index: Int) {
        let (capture, expected) = Self.captures[index]
        #expect(watch(capture.turns) == expected)
    }

    @Test("it does not matter how the bytes are cut", arguments: captures.indices)
    func isChunkInvariant(_ index: Int) {
        let (capture, expected) = Self.captures[index]
        for piece in [1, 2, 3, 5, 7, 64, 300] { #expect(watch(capture.turns, piece: piece) == expected, "\(piece)") }
    }

    @Test("a handshake that stops anywhere is read as far as it goes", arguments: captures.indices)
    func readsTruncated(_ index: Int) {
        let (capture, expected) = Self.captures[index]
        let order = TLSFailure.Stage.allCases
        var last = 0
        for turn in capture.turns.indices {
            for length in capture.turns[turn].1.indices {
                let (side, bytes) = capture.turns[turn]
                let seen = watch(capture.turns.prefix(turn) + [(side, Array(bytes.prefix(length)))])
                let stage = order.firstIndex(of: seen.stage) ?? 0
                #expect(stage >= last && seen.plaintext == nil)
                #expect(seen.version == nil || seen.version == expected.version)
                #expect(seen.cipherSuite == nil || seen.cipherSuite == expected.cipherSuite)
                last = stage
            }
        }
    }

    @Test("a request for another group is told before it is answered")
    func readsRetryRequest() {
        let seen = watch(Array(CapturedHandshake.helloRetry.turns.prefix(2)))
        #expect(seen.version == .tls13 && seen.group == 24 && seen.stage == .serverHello)
    }

    @Test("TLS 1.3 hides the certificate, so the verifier tells that it was shown")
    func learnsOfCertificate() {
        var observer = HandshakeObserver()
        observer.sent(CapturedHandshake.version13.turns[0].1)
        observer.received(CapturedHandshake.version13.turns[1].1)
        #expect(observer.stage == .serverHello)
        observer.certificateWasShown()
        #expect(observer.stage == .certificate)
        observer.sent(CapturedHandshake.version13.turns[2].1)
        observer.certificateWasShown()
        #expect(observer.stage == .finished)
    }

    @Test("an encrypted alert of ours does not end the handshake")
    func knowsEncryptedAlert() {
        var observer = HandshakeObserver()
        observer.sent(CapturedHandshake.version13.turns[0].1)
        observer.received(CapturedHandshake.version13.turns[1].1)
        observer.sent([23, 3, 3, 0, 19] + [UInt8](repeating: 0xAA, count: 19))
        #expect(observer.stage == .serverHello)
        #expect(observer.isOver)
    }

    @Test("an alert of ours in the clear is seen")
    func seesOwnAlert() {
        var observer = HandshakeObserver()
        observer.sent(CapturedHandshake.version12.turns[0].1)
        observer.sent([21, 3, 3, 0, 2, 2, 70])
        #expect(observer.alertSent == 70)
        #expect(observer.alertReceived == nil)
    }

    @Test(
        "plain text is recognised by its very first byte",
        arguments: ["220 mx.example.net ESMTP\r\n", "2", "\r\n", "HTTP"])
    func recognisesPlaintext(_ text: String) {
        var observer = HandshakeObserver()
        let bytes = Array(text.utf8)
        observer.received(bytes.prefix(1))
        #expect(observer.plaintext == [bytes[0]])
        observer.received(bytes.dropFirst())
        #expect(observer.plaintext == bytes)
        #expect(observer.stage == .start)
    }

    @Test("plain text that begins like a record is recognised by its second byte")
    func recognisesLatePlaintext() {
        var observer = HandshakeObserver()
        observer.received([22])
        #expect(observer.plaintext == nil)
        observer.received([65, 66])
        #expect(observer.plaintext == [22, 65, 66])
    }

    @Test("no more plain text is kept than the limit")
    func boundsPlaintext() {
        var observer = HandshakeObserver()
        for _ in 0..<100 { observer.received([UInt8](repeating: 65, count: 100)) }
        #expect(observer.plaintext?.count == HandshakeObserver.maximumPlaintextBytes)
    }

    @Test("nonsense behind the first record is given up silently")
    func givesUp() {
        var observer = HandshakeObserver()
        observer.received(CapturedHandshake.version12.turns[1].1 + Array("220 evil\r\n".utf8))
        #expect(observer.plaintext == nil)
        #expect(observer.version == .tls12)
        observer.received(CapturedHandshake.version13.turns[1].1)
        #expect(observer.version == .tls12)
    }

    @Test("a hello of sixteen megabytes is not kept")
    func boundsHello() {
        var observer = HandshakeObserver()
        var record: [UInt8] = [22, 3, 3, 0x40, 0x00, 2, 0xFF, 0xFF, 0xFF] + [UInt8](repeating: 3, count: 16_380)
        for _ in 0..<1_030 {
            observer.received(record)
            record.replaceSubrange(5..<9, with: [3, 3, 3, 3])
        }
        #expect(observer.cipherSuite == 0x0303)
        #expect(observer.stage == .serverHello)
    }
}
