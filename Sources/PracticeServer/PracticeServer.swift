public import NIOCore
public import NIOPosix
import SMTPProtocol

/// An SMTP server to practise on: it takes mail for `practice.test` into memory, gives any reply that an address asks for,
/// and never sends anything on.
///
///     let server = try await PracticeServer.start()
///     // connect to 127.0.0.1, server.port
///     await server.stop()
///
/// It listens on loopback only, unless it is told otherwise.
/// - SeeAlso: RFC 5321
public final class PracticeServer: Sendable {
    /// The address it listens at.
    public let host: String
    /// The port it listens at.
    public let port: Int
    /// The mail it has taken.
    public var mailboxes: Mailboxes { context.mailboxes }
    /// What it has counted.
    public var counters: ServerCounters { context.snapshot }
    /// How many clients are connected now.
    public var connectionCount: Int { context.table.count }

    private let listener: any Channel
    private let context: ServerContext

    private init(listener: any Channel, host: String, port: Int, context: ServerContext) {
        self.listener = listener
        self.host = host
        self.port = port
        self.context = context
    }

    /// Starts a server and returns when clients can connect.
    ///
    /// - Parameters:
    ///   - options: how it is set up.
    ///   - group: where its thread comes from; the caller's, and not ended by ``stop()``.
    ///   - observer: is told of every event.
    /// - Throws: ``PracticeServerError``
    public static func start(
        options: PracticeServerOptions = PracticeServerOptions(),
        group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton,
        observer: ServerObserver? = nil
    ) async throws -> PracticeServer {
        guard (0...65_535).contains(options.port),
            let address = try? SocketAddress(ipAddress: options.host, port: options.port)
        else { throw PracticeServerError.badAddress(options.host, options.port) }
        guard options.allowsRemoteClients || Loopback.contains(address) else {
            throw PracticeServerError.notLoopback(options.host)
        }

        let context = ServerContext(options: options, observer: observer)
        // One thread serves everybody: it is fast enough, and a connection that stays on the listener's thread is opened
        // faster than one that is handed over.
        let bootstrap = ServerBootstrap(group: group.next())
            .serverChannelOption(.backlog, value: 1_024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandlers([
                        AcceptBackoffHandler { _ in AcceptWatch.pause },
                        AcceptWatch(server: context),
                    ])
                }
            }
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(ConnectionHandler(server: context))
                }
            }
        let listener: any Channel
        do {
            listener = try await bootstrap.bind(to: address).get()
        } catch {
            throw PracticeServerError.cannotListen(options.host, options.port, error)
        }
        return PracticeServer(
            listener: listener, host: options.host, port: listener.localAddress?.port ?? options.port, context: context)
    }

    /// Stops: no new clients; the connected ones get 421 and are closed. Returns when all are gone. The mail stays.
    public func stop() async {
        try? await listener.close()
        let open = context.table.stop()
        for channel in open {
            channel.pipeline.fireUserInboundEventTriggered(ConnectionHandler.StopRequest())
        }
        for channel in open {
            try? await channel.closeFuture.get()
        }
    }
}
