import NIOCore
import NIOPosix
import NIOSSL
import SMTPProtocol
import Synchronization

/// A server that plays a script with one client, in the clear and under TLS, on an event loop.
///
/// ```swift
/// let peer = try await TLSPeer.start([.send("220 hi\r\n"), .expect("STARTTLS\r\n"), .send("220 go\r\n"), .secure], with: server)
/// ```
final class TLSPeer: Sendable {
    /// What happened.
    struct Report: Sendable {
        /// Everything that the client sent, as it was on the wire.
        var wire: [UInt8] = []
        /// The name that the client sent in its hello.
        var serverName: String?
        /// Whether a handshake came to its end.
        var isSecured = false
        /// Why the script could not be played to its end.
        var problem: String?
    }

    /// How it speaks TLS.
    struct Server: Sendable {
        var chain: [TestCertificate]
        var versions: ClosedRange<SMTPProtocol.TLSVersion> = .tls12 ... .tls13
        /// Who vouches for clients; without anybody no certificate is asked for.
        var clientAuthority: TestCertificate?
    }

    /// The port on 127.0.0.1; 0 for a Unix-domain socket.
    let port: Int
    private let listener: any Channel
    private let box: Box
    private let client: EventLoopFuture<Void>

    /// What the handlers and the test share.
    final class Box: Sendable {
        let report = Mutex(Report())
    }

    private init(listener: any Channel, box: Box, client: EventLoopFuture<Void>) {
        self.port = listener.localAddress?.port ?? 0
        self.listener = listener
        self.box = box
        self.client = client
    }

    /// Listens, and plays the steps with the first client.
    static func start(_ steps: [TLSPeerStep], with server: Server?, at path: String? = nil) async throws -> TLSPeer {
        let box = Box()
        let context = try server.map { try NIOSSLContext(configuration: $0.configuration(box)) }
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let ended = loop.makePromise(of: Void.self)
        let bootstrap = ServerBootstrap(group: loop)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let player = TLSPeerPlayer(steps, context: context, box: box)
                    try channel.pipeline.syncOperations.addHandlers([player.wire, player])
                    channel.closeFuture.cascade(to: ended)
                }
            }
        let listener =
            if let path {
                try await bootstrap.bind(unixDomainSocketPath: path).get()
            } else {
                try await bootstrap.bind(host: "127.0.0.1", port: 0).get()
            }
        return TLSPeer(listener: listener, box: box, client: ended.futureResult)
    }

    /// Waits until the client is gone, and tells what happened.
    func finish() async throws -> Report {
        try await client.get()
        try await listener.close()
        return box.report.withLock { $0 }
    }
}

extension TLSPeer.Server {
    func configuration(_ box: TLSPeer.Box) throws -> TLSConfiguration {
        guard let leaf = chain.first else { throw NIOSSLError.failedToLoadCertificate }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: try chain.map { .certificate(try NIOSSLCertificate(bytes: $0.der, format: .der)) },
            privateKey: .privateKey(try NIOSSLPrivateKey(bytes: Array(leaf.keyPEM.utf8), format: .pem)))
        configuration.minimumTLSVersion = versions.lowerBound.ofLibrary
        configuration.maximumTLSVersion = versions.upperBound.ofLibrary
        if let clientAuthority {
            configuration.certificateVerification = .noHostnameVerification
            configuration.trustRoots = .certificates([try NIOSSLCertificate(bytes: clientAuthority.der, format: .der)])
        }
        configuration.sslContextCallback = { hello, promise in
            box.report.withLock { $0.serverName = hello.serverHostname }
            promise.succeed(.noChanges)
        }
        return configuration
    }
}

extension SMTPProtocol.TLSVersion {
    fileprivate var ofLibrary: NIOSSL.TLSVersion {
        switch self {
        case .tls10: .tlsv1
        case .tls11: .tlsv11
        case .tls12: .tlsv12
        case .tls13: .tlsv13
        }
    }
}
