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
    /// The port where TLS begins with the first byte.
    public let securePort: Int
    /// The certificate of the authority that vouches for this server, as a file of trusted authorities holds it (PEM). In
    /// some scenarios it vouches for nobody.
    public var authorityPEM: [UInt8] { context.identity.authorityPEM }
    /// The mail it has taken.
    public var mailboxes: Mailboxes { context.common.mailboxes }
    /// The software whose replies it imitates; nil for its own words.
    public var likeness: Likeness? { context.performance.likeness }
    /// What it has counted.
    public var counters: ServerCounters { context.snapshot }
    /// How many clients are connected now.
    public var connectionCount: Int { context.table.count }

    private let listeners: [any Channel]
    let context: ServerContext

    private init(plain: any Channel, secure: any Channel, options: PracticeServerOptions, context: ServerContext) {
        listeners = [plain, secure]
        host = options.host
        port = plain.localAddress?.port ?? options.port
        securePort = secure.localAddress?.port ?? options.securePort
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
        let addresses = try [options.port, options.securePort].map { port in
            guard (0...65_535).contains(port), let address = try? SocketAddress(ipAddress: options.host, port: port)
            else { throw PracticeServerError.badAddress(options.host, port) }
            guard !options.allowed.isEmpty || Loopback.contains(address) else {
                throw PracticeServerError.notLoopback(options.host)
            }
            return address
        }
        let identity: PracticeIdentity
        do {
            identity = try PracticeIdentity(
                hostName: options.hostName, scenario: options.scenario,
                addresses: [options.host] + options.certificateAddresses)
        } catch {
            throw PracticeServerError.cannotSecure(error)
        }
        let context = ServerContext(options: options, identity: identity, observer: observer)
        let loop = group.next()
        let plain = try await listen(at: addresses[0], isSecure: false, context, on: loop)
        do {
            let secure = try await listen(at: addresses[1], isSecure: true, context, on: loop)
            return PracticeServer(plain: plain, secure: secure, options: options, context: context)
        } catch {
            try? await plain.close()
            throw error
        }
    }

    /// How many clients are let in before those inside have their turn: who only comes and goes keeps nobody waiting long,
    /// at the door or inside.
    private static let entrance = 64

    /// How many octets the kernel holds for each client. What a client that is gone has left there is still read and
    /// answered, all at once: megabytes of commands would hold up everybody.
    private static let held = 65_536

    private static func listen(
        at address: SocketAddress, isSecure: Bool, _ context: ServerContext, on loop: any EventLoop
    ) async throws -> any Channel {
        // One thread serves everybody: it is fast enough, and a connection that stays on the listener's thread is opened
        // faster than one that is handed over.
        let bootstrap = ServerBootstrap(group: loop)
            .serverChannelOption(.backlog, value: 1_024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelOption(.socketOption(.so_rcvbuf), value: SocketOptionValue(Self.held))
            .serverChannelOption(.maxMessagesPerRead, value: UInt(Self.entrance))
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandlers([
                        AcceptBackoffHandler { _ in AcceptWatch.pause },
                        AcceptWatch(server: context),
                    ])
                }
            }
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    // Here and not by the bootstrap, which would make a chain of futures of it for each connection.
                    let options = channel.syncOptions
                    try options?.setOption(.allowRemoteHalfClosure, value: true)
                    try options?.setOption(.maxMessagesPerRead, value: 1)
                    try options?.setOption(.recvAllocator, value: Turn.commands.allocator)
                    try channel.pipeline.syncOperations.addHandler(
                        ConnectionHandler(server: context, beginsSecure: isSecure))
                }
            }
        do {
            return try await bootstrap.bind(to: address).get()
        } catch {
            throw PracticeServerError.cannotListen(address.ipAddress ?? "", address.port ?? 0, error)
        }
    }

    /// Stops: no new clients; the connected ones get 421 and are closed. Returns when all are gone. The mail stays.
    public func stop() async {
        let open = await closeDoors()
        for channel in open {
            channel.pipeline.fireUserInboundEventTriggered(ConnectionHandler.StopRequest())
        }
        for channel in open {
            try? await channel.closeFuture.get()
        }
    }

    /// Takes nobody any more; who is connected stays.
    func closeDoors() async -> [any Channel] {
        for listener in listeners { try? await listener.close() }
        return context.table.stop()
    }
}
