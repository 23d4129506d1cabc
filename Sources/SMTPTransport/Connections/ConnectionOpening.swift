import Glibc
import NIOCore
import NIOPosix

/// The time from the wish to connect until a channel stands or every address has failed. Lives on one event loop.
final class ConnectionOpening {
    private let endpoint: Endpoint
    private let options: ConnectionOptions
    private let loop: any EventLoop
    private let report: (ConnectionEvent) -> Void
    private let start = ContinuousClock.now
    private var lookUpTime: Duration?
    private var answers: [IPAddress.Family: Result<[IPAddress], LookUpFailure>] = [:]
    private var underWay: [NetworkAddress: ContinuousClock.Instant] = [:]
    private var connectTimes: [NetworkAddress: Duration] = [:]
    private var failedAttempts: [FailedAttempt] = []
    private var isOver = false

    init(
        _ endpoint: Endpoint, options: ConnectionOptions, loop: any EventLoop,
        report: @escaping (ConnectionEvent) -> Void
    ) {
        self.endpoint = endpoint
        self.options = options
        self.loop = loop
        self.report = report
    }

    /// Connects, and calls back with the channel once. After a failure the callback is never called.
    func begin(whenOpen: @escaping (any Channel, ConnectionFacts) -> Void) {
        if case .host(let host) = endpoint.place { report(.resolving(host: host.text)) }
        if let bound = options.source, options.families.isEmpty {
            return fail(
                FailureWording.error(
                    .sourceAddressUnusable, endpoint: endpoint, options: options,
                    reason: "\(bound) is \(bound.family.title)"))
        }
        connect().assumeIsolated().whenComplete { [self] result in
            switch result {
            case .success(let channel):
                guard !isOver else { return channel.close(promise: nil) }
                isOver = true
                whenOpen(channel, facts(of: channel))
            case .failure(let error):
                guard !isOver else { return }
                fail(describe(error))
            }
        }
    }

    /// Gives up. What is still under way in the system is closed when it answers.
    func cancel() {
        guard !isOver else { return }
        fail(FailureWording.error(.cancelled, endpoint: endpoint, options: options, attempts: failedAttempts))
    }

    private func fail(_ error: TransportError) {
        isOver = true
        report(.failed(error))
    }

    private func connect() -> EventLoopFuture<any Channel> {
        // The closures of the bootstrap and of the resolver run on this loop: it is the only one they are given.
        let this = NIOLoopBound(self, eventLoop: loop)
        var bootstrap = ClientBootstrap(group: loop)
            .connectTimeout(TimeAmount(options.deadlines.connect))
            .channelOption(.autoRead, value: false)
            .channelOption(.maxMessagesPerRead, value: 1)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let opening = this.value
                    let observer = AttemptObserver(started: opening.attemptStarted, ended: opening.attemptEnded)
                    try channel.pipeline.syncOperations.addHandler(observer)
                }
            }
            .resolver(
                AddressResolver(endpoint: endpoint, options: options, loop: loop) { family, result in
                    this.value.answered(family, result)
                })
        if case .unixSocket(let path) = endpoint.place { return bootstrap.connect(unixDomainSocketPath: path) }
        // A receive buffer of fixed size: the system must not grow one for a peer that never stops talking.
        bootstrap = bootstrap.channelOption(
            .socketOption(.so_rcvbuf), value: .init(options.receiveWindow))
        if let source = options.source {
            guard let address = source.socketAddress(port: options.sourcePort ?? 0) else {
                return loop.makeFailedFuture(IOError(errnoCode: EADDRNOTAVAIL, reason: "source address"))
            }
            if options.sourcePort != nil {
                // The port may still wait for the end of the connection that had it before.
                bootstrap = bootstrap.channelOption(.socketOption(.so_reuseaddr), value: 1)
            }
            bootstrap = bootstrap.bind(to: address)
        }
        return bootstrap.connect(host: endpoint.name, port: endpoint.port ?? endpoint.scheme.defaultPort)
    }

    // MARK: What is seen on the way

    private func answered(_ family: IPAddress.Family, _ result: Result<[IPAddress], LookUpFailure>) {
        guard !isOver else { return }
        answers[family] = result
        let found = (try? result.get()) ?? []
        if !found.isEmpty, lookUpTime == nil { lookUpTime = start.duration(to: .now) }
        let port = endpoint.port ?? endpoint.scheme.defaultPort
        report(.resolved(found.map { .ip($0.text, port: port, family: family) }, family))
    }

    private func attemptStarted(_ address: SocketAddress) {
        guard !isOver else { return }
        let address = NetworkAddress(address)
        underWay[address] = .now
        report(.connecting(address))
    }

    private func attemptEnded(_ address: SocketAddress, _ result: Result<Void, any Error>) {
        // An attempt that NIO gave up stays under way: it is told as unanswered if no other attempt succeeds.
        if case .failure(let error) = result, case .ioOnClosedChannel? = error as? ChannelError { return }
        let address = NetworkAddress(address)
        guard !isOver, let since = underWay.removeValue(forKey: address) else { return }
        let elapsed = since.duration(to: .now)
        switch result {
        case .success: connectTimes[address] = elapsed
        case .failure(let error): noteFailure(of: address, error, elapsed)
        }
    }

    private func noteFailure(of address: NetworkAddress, _ error: any Error, _ elapsed: Duration) {
        let (code, reason) = FailureWording.reason(of: error, hasSource: options.source != nil)
        let attempt = FailedAttempt(address: address, code: code, reason: reason, elapsed: elapsed)
        failedAttempts.append(attempt)
        report(.attemptFailed(attempt))
    }

    private func facts(of channel: any Channel) -> ConnectionFacts {
        let remote: NetworkAddress =
            switch endpoint.place {
            case .unixSocket(let path): .unixSocket(path: path)
            case .host, .address:
                channel.remoteAddress.map(NetworkAddress.init)
                    ?? .ip(endpoint.name, port: endpoint.port ?? endpoint.scheme.defaultPort, family: .ipv4)
            }
        return ConnectionFacts(
            local: channel.localAddress.map(NetworkAddress.init), remote: remote, lookUpTime: lookUpTime ?? .zero,
            connectTime: connectTimes[remote] ?? start.duration(to: .now) - (lookUpTime ?? .zero), at: .now)
    }

    // MARK: Why nothing worked

    private func describe(_ error: any Error) -> TransportError {
        if let several = error as? NIOConnectionError {
            // A source address that cannot be bound fails before the attempt that the observer would have seen.
            for failure in several.connectionErrors {
                let address = NetworkAddress(failure.target)
                if !failedAttempts.contains(where: { $0.address == address }) {
                    noteFailure(of: address, failure.error, .zero)
                }
            }
        }
        for (address, since) in underWay {
            failedAttempts.append(
                FailedAttempt(
                    address: address, code: .connectTimedOut, reason: "no answer", elapsed: since.duration(to: .now)))
        }
        let code = decisiveCode(error)
        return FailureWording.error(
            code, endpoint: endpoint, options: options, attempts: failedAttempts, underlying: error)
    }

    /// The one code that tells the user most.
    private func decisiveCode(_ error: any Error) -> TransportError.Code {
        let codes = Set(failedAttempts.map(\.code))
        let telling: [TransportError.Code] = [
            .notPermitted, .outOfDescriptors, .sourceAddressUnusable, .socketMissing, .refused, .connectTimedOut,
            .unreachable, .reset,
        ]
        if let code = telling.first(where: codes.contains) { return code }
        if !codes.isEmpty { return .other }
        let lookUpFailures = answers.values.compactMap { result -> LookUpFailure? in
            if case .failure(let failure) = result { failure } else { nil }
        }
        if case .connectTimeout? = error as? ChannelError {
            return answers.isEmpty ? .lookUpTimedOut : .connectTimedOut
        }
        if lookUpFailures.contains(where: { $0 != .noSuchHost && $0 != .noAddress }) { return .nameServiceFailed }
        if case .host = endpoint.place {
            return lookUpFailures.allSatisfy { $0 == .noSuchHost } && !lookUpFailures.isEmpty
                ? .hostUnknown : .noAddress
        }
        if case .address = endpoint.place, error is NIOConnectionError { return .noAddress }
        return FailureWording.reason(of: error, hasSource: options.source != nil).code
    }
}
