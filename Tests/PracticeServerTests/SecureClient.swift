import NIOCore
import NIOPosix
import NIOSSL
import NIOTLS
import SASL
import SMTPProtocol
import Synchronization

@testable import PracticeServer

/// A mail client for tests that can do TLS and log in. Every wait ends with an error after ``patience``.
final class SecureClient {
    /// How the client behaves under TLS.
    struct Settings: Sendable {
        /// The authorities it trusts, as PEM; nil takes any certificate.
        var authorities: [UInt8]?
        /// The name it asks for; nil compares the address.
        var name: String? = "mail.practice.test"
        var oldest = NIOSSL.TLSVersion.tlsv12
        var newest: NIOSSL.TLSVersion?
        /// The certificate it shows.
        var certificate: PracticeAuthority.Issued?

        func configuration(_ keyLog: @escaping NIOSSLKeyLogCallback) throws -> TLSConfiguration {
            var configuration = TLSConfiguration.makeClientConfiguration()
            configuration.minimumTLSVersion = oldest
            configuration.maximumTLSVersion = newest
            configuration.keyLogCallback = keyLog
            if let authorities {
                configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(authorities))
            } else {
                configuration.certificateVerification = .none
            }
            if let certificate {
                configuration.certificateChain = [
                    .certificate(try NIOSSLCertificate(bytes: certificate.der, format: .der))
                ]
                configuration.privateKey = .privateKey(
                    try NIOSSLPrivateKey(bytes: certificate.privateKeyDER, format: .der))
            }
            return configuration
        }
    }

    /// Nothing came in time.
    struct TimedOut: Error {}

    static let patience = TimeAmount.seconds(20)

    private let channel: any Channel
    private var lines: AsyncThrowingStream<String, any Error>.Iterator
    private let end: Scheduled<Void>
    private let secret = LoggedSecret()

    /// Connects in the clear.
    init(port: Int) async throws {
        let (stream, continuation) = AsyncThrowingStream<String, any Error>.makeStream()
        channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandlers([RawTap(), LineCollector(continuation)])
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        lines = stream.makeAsyncIterator()
        end = channel.eventLoop.scheduleTask(in: Self.patience) { continuation.finish(throwing: TimedOut()) }
    }

    /// Connects to a port where TLS begins with the first byte.
    static func secure(port: Int, _ settings: Settings = Settings()) async throws -> SecureClient {
        let client = try await SecureClient(port: port)
        do {
            try await client.handshake(settings)
            return client
        } catch {
            await client.close()
            throw error
        }
    }

    func close() async {
        end.cancel()
        try? await channel.close()
    }

    // MARK: Lines

    func send(_ bytes: [UInt8]) async throws {
        try await channel.writeAndFlush(ByteBuffer(bytes: bytes))
    }

    func send(_ text: String) async throws { try await send(Array(text.utf8)) }

    /// The lines of the next reply; fewer when the server has closed.
    func reply() async throws -> [String] {
        var reply: [String] = []
        while let line = try await lines.next() {
            reply.append(line)
            if line.utf8.dropFirst(3).first != UInt8(ascii: "-") { break }
        }
        return reply
    }

    @discardableResult
    func exchange(_ line: String) async throws -> [String] {
        try await send(line + "\r\n")
        return try await reply()
    }

    func linesUntilClosed() async throws -> [String] {
        var all: [String] = []
        while let line = try await lines.next() { all.append(line) }
        return all
    }

    // MARK: TLS

    /// Says STARTTLS, does the handshake and says EHLO again; the reply to that.
    @discardableResult
    func startTLS(_ settings: Settings = Settings()) async throws -> [String] {
        _ = try await reply()
        try await exchange("EHLO lab.example")
        try await exchange("STARTTLS")
        try await handshake(settings)
        return try await exchange("EHLO lab.example")
    }

    /// Does the handshake; throws when it fails.
    func handshake(_ settings: Settings) async throws {
        let configuration = try settings.configuration { [secret] in secret.note($0) }
        let context = try NIOSSLContext(configuration: configuration)
        let done = try await channel.eventLoop.submit { [channel] in
            let pipeline = channel.pipeline.syncOperations
            let handler = try NIOSSLClientHandler(context: context, serverHostname: settings.name)
            try pipeline.addHandler(handler, position: .after(try pipeline.handler(type: RawTap.self)))
            return try pipeline.handler(type: LineCollector.self).handshake(channel.eventLoop)
        }.get()
        try await done.get()
    }

    /// The binding of a kind, as this end knows it.
    func binding(_ kind: ChannelBinding.Kind, of server: PracticeServer) -> ChannelBinding? {
        switch kind {
        case .serverEndPoint: ChannelBinding(kind, data: server.serverEndPoint)
        case .exporter:
            secret.value.flatMap(ExporterBinding.binding).map { ChannelBinding(kind, data: $0) }
        }
    }

    /// Sends close_notify, keeps the connection, and sends this in the clear behind it.
    func closeTLS(thenInTheClear text: String) async throws {
        try await channel.eventLoop.submit { [channel] in
            let pipeline = channel.pipeline.syncOperations
            channel.close(mode: .output, promise: nil)
            try pipeline.context(handlerType: RawTap.self).writeAndFlush(
                NIOAny(ByteBuffer(string: text)), promise: nil)
        }.get()
    }

    // MARK: Logging in

    /// A whole login; the last reply, and what a success says about the server.
    func login(
        _ mechanism: Mechanism, _ user: String, _ password: String, binding: ChannelBinding? = nil, port: Int = 0,
        sendsInitialResponse: Bool = true
    ) async throws -> (reply: String, proof: ServerProof?) {
        var exchange = try ClientExchange(
            mechanism, Credentials(user: Array(user.utf8), password: Array(password.utf8)), channelBinding: binding,
            host: "mail.practice.test", port: port, nonce: Array("rOprNGfwEbeRWgbNEkqO".utf8))
        var line = "AUTH \(mechanism.name)"
        var held: [UInt8]?
        if case .respond(let response) = exchange.begin() {
            if sendsInitialResponse {
                line += " " + (response.isEmpty ? "=" : Self.base64(response))
            } else {
                held = response
            }
        }
        var reply = try await self.exchange(line)
        while let last = reply.last, last.hasPrefix("334 ") {
            guard let challenge = Base64.decode(Array(last.utf8.dropFirst(4))) else { return (last, nil) }
            if let response = held {
                held = nil
                reply = try await self.exchange(Self.base64(response))
                continue
            }
            var step = exchange.received(challenge: challenge)
            while case .derive(let derivation) = step { step = exchange.derived(derivation.compute()) }
            switch step {
            case .respond(let response): reply = try await self.exchange(Self.base64(response))
            case .abort, .wait, .derive: reply = try await self.exchange("*")
            }
        }
        let isSuccess = reply.last?.hasPrefix("235") == true
        return (reply.last ?? "", isSuccess ? exchange.succeeded() : nil)
    }

    private static func base64(_ bytes: [UInt8]) -> String { String(decoding: Base64.encode(bytes), as: UTF8.self) }
}

/// The exporter secret that the TLS library logged.
private final class LoggedSecret: Sendable {
    private let bytes = Mutex<[UInt8]?>(nil)

    var value: [UInt8]? { bytes.withLock { $0 } }

    func note(_ line: ByteBuffer) {
        guard let secret = ExporterBinding.secret(inKeyLogLine: line.readableBytesView) else { return }
        bytes.withLock { $0 = secret }
    }
}

/// Stands next to the socket: what is written here goes out as it is, and the end of TLS does not end the connection.
private final class RawTap: ChannelOutboundHandler {
    typealias OutboundIn = ByteBuffer

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        if mode == .output { promise?.succeed() } else { context.close(mode: mode, promise: promise) }
    }
}

/// Cuts what comes into lines, and tells when a handshake is over.
private final class LineCollector: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let lines: AsyncThrowingStream<String, any Error>.Continuation
    private var line: [UInt8] = []
    private var handshake: EventLoopPromise<Void>?

    init(_ lines: AsyncThrowingStream<String, any Error>.Continuation) { self.lines = lines }

    func handshake(_ loop: any EventLoop) -> EventLoopFuture<Void> {
        let promise = loop.makePromise(of: Void.self)
        handshake = promise
        return promise.futureResult
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        for byte in unwrapInboundIn(data).readableBytesView where byte != 0x0D {
            if byte == 0x0A {
                lines.yield(String(decoding: line, as: UTF8.self))
                line = []
            } else {
                line.append(byte)
            }
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard case TLSUserEvent.handshakeCompleted = event else { return }
        handshake?.succeed()
        handshake = nil
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        handshake?.fail(error)
        handshake = nil
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        handshake?.fail(ChannelError.eof)
        handshake = nil
        lines.finish()
    }
}
