import Glibc
internal import NIOCore
internal import NIOSSL
internal import SMTPProtocol

/// TLS on one connection: it begins the handshake, has the server judged, and tells what came of it. Lives on one event loop.
///
/// In the channel it is two handlers, a ``HandshakeWatch`` at the socket and the library's handler before the owner of the
/// plaintext. Both stay there to the end: there is no way back to plain text.
final class TLSLayer {
    /// The name that is sent in the clear.
    let serverNameSent: String?
    private let origin: TLSFacts.Origin
    private let options: TLSOptions
    private let place: Endpoint.Place
    private let deadline: Duration
    private let loop: any EventLoop
    private let whenFailed: (TLSFailure) -> Void
    private let notes = LibraryNotes()
    private let context: NIOSSLContext
    private let start = ContinuousClock.now
    private var watch: HandshakeWatch?
    private var handler: NIOSSLClientHandler?
    private var timer: Scheduled<Void>?
    private var outcome: ServerVerifier.Outcome?
    private var isSecured = false

    /// - Parameter whenFailed: called when the handshake fails for a reason that the library does not know. Errors of the
    ///   library go through the channel; ``failure(for:isConnected:)`` says what they mean.
    init(
        _ origin: TLSFacts.Origin, endpoint: Endpoint, options: ConnectionOptions, loop: any EventLoop,
        whenFailed: @escaping (TLSFailure) -> Void
    ) throws(TLSFailure) {
        self.origin = origin
        self.options = options.tls
        self.deadline = options.deadlines.tlsHandshake
        self.loop = loop
        self.whenFailed = whenFailed
        serverNameSent = try options.tls.nameToSend(to: endpoint.place)
        place = try options.tls.placeToVerify(endpoint.place)
        context = try options.tls.makeContext(notes)
    }

    /// Puts TLS before the handler that owns the plaintext. The hello leaves in this call.
    func begin(before owner: any ChannelHandler, in pipeline: ChannelPipeline.SynchronousOperations) throws {
        let watch = HandshakeWatch { [weak self] plaintext in self?.plaintextCame(plaintext) }
        self.watch = watch
        let verifier = loadVerifier()
        let handler = try NIOSSLClientHandler(context: context, serverHostname: serverNameSent) {
            [weak self] chain, promise in
            guard let self else { return promise.succeed(.failed) }
            judge(chain, with: verifier, promise)
        }
        self.handler = handler
        timer = loop.assumeIsolated().scheduleTask(in: TimeAmount(deadline)) { [weak self] in
            guard let self else { return }
            whenFailed(failure(.timedOut(seconds: deadline.inWholeSeconds)))
        }
        try pipeline.addHandler(watch, position: .before(owner))
        try pipeline.addHandler(handler, position: .before(owner))
    }

    /// The handshake has come to its end: what is known of it.
    func finish() -> TLSFacts {
        forgetDeadline()
        isSecured = true
        watch?.stopWatching()
        return facts(exporterSecret: notes.takeExporterSecret())
    }

    /// The server has ended what it says under TLS. What comes behind that is not read.
    func inputEnded() {
        watch?.stopReading()
    }

    /// Closes the connection below TLS, without another byte.
    func close() {
        forgetDeadline()
        watch?.seal()
    }

    /// Behind STARTTLS plain text may be the rest of what somebody put behind the 220.
    private func plaintextCame(_ bytes: [UInt8]) {
        whenFailed(failure(origin == .startTLS ? .injection(bytes) : .plaintext(bytes)))
    }

    private func forgetDeadline() {
        timer?.cancel()
        timer = nil
    }

    // MARK: The server's certificate

    /// Reads the trust store while the handshake is on its way; that may take a moment, and is no work for an event loop.
    private func loadVerifier() -> Task<ServerVerifier?, Never> {
        let this = NIOLoopBound(self, eventLoop: loop)
        return Task { [loop, policy = options.trust, place] in
            do throws(TLSFailure) {
                return try ServerVerifier(policy: policy, place: place)
            } catch {
                loop.execute { this.value.whenFailed(this.value.failure(error.reason)) }
                return nil
            }
        }
    }

    private func judge(
        _ chain: [NIOSSLCertificate], with verifier: Task<ServerVerifier?, Never>,
        _ promise: EventLoopPromise<NIOSSLVerificationResult>
    ) {
        watch?.judgementBegins()
        let chain = chain.compactMap { try? $0.toDERBytes() }
        let this = NIOLoopBound(self, eventLoop: loop)
        Task { [loop] in
            let outcome = await verifier.value?.verify(chain: chain, at: Int64(time(nil)))
            loop.execute {
                let layer = this.value
                layer.outcome = outcome
                if case .success? = outcome?.result {
                    promise.succeed(.certificateVerified)
                } else {
                    promise.succeed(.failed)
                }
                layer.watch?.judgementIsDone()
            }
        }
    }

    // MARK: What is known

    private func facts(exporterSecret: [UInt8]? = nil) -> TLSFacts {
        let observer = watch?.observer ?? HandshakeObserver()
        let verification: TLSVerification? =
            if case .success(let verification)? = outcome?.result { verification } else { nil }
        let version = isSecured ? handler?.tlsVersion.map { TLSVersion(ofLibrary: $0) } : observer.version
        var exporter: [UInt8]?
        if let exporterSecret, let suite = observer.cipherSuite, version == .tls13 {
            exporter = Exporter.binding(exporterSecret: exporterSecret, cipherSuite: suite)
        }
        return TLSFacts(
            origin: origin, version: version, cipherSuite: observer.cipherSuite, group: observer.group,
            serverNameSent: serverNameSent, handshakeNanoseconds: start.duration(to: .now).inNanoseconds,
            verification: verification, chain: outcome?.chain ?? [], clientCertificate: clientCertificate,
            serverEndPoint: isSecured ? outcome?.chain.first.flatMap { ServerEndPoint.binding(der: $0.der) } : nil,
            exporter: exporter)
    }

    private var clientCertificate: TLSFacts.ClientCertificate {
        guard notes.isCertificateRequested else { return .notRequested }
        return options.identity.map { .sent(subject: $0.subject) } ?? .notSent
    }

    // MARK: What went wrong

    /// What an error in the channel means.
    /// - Parameter isConnected: false when the error came with the end of the connection.
    func failure(for error: any Error, isConnected: Bool) -> TLSFailure {
        switch error {
        case NIOSSLError.handshakeFailed(.sslError([.eofDuringHandshake])):
            failure(told(or: isConnected ? .closed : .broken("The connection was reset.")))
        case NIOSSLError.handshakeFailed(.zeroReturn): failure(.closed)
        case NIOSSLError.handshakeFailed(let error), NIOSSLError.shutdownFailed(let error):
            failure(reason(LibraryError(error)))
        case let error as BoringSSLError: failure(reason(LibraryError(error)))
        case let error as IOError: failure(told(or: .broken(FailureWording.reason(of: error).words)))
        default: failure(.other("\(error)"))
        }
    }

    private func reason(_ error: LibraryError) -> TLSFailure.Reason {
        if let alert = error.alert { return meaning(ofAlert: alert) }
        if error.isUnsupportedVersion {
            return .versionTooOld(offered: watch?.observer.version, minimum: options.minimumVersion)
        }
        if error.isRefusedCertificate {
            guard case .failure(let problems)? = outcome?.result else {
                return .certificate([.invalid("The server's certificate cannot be read.")])
            }
            return .certificate(problems.all)
        }
        return .other(error.words)
    }

    /// The alert that was seen before the connection ended; without one, the reason that is given.
    private func told(or reason: TLSFailure.Reason) -> TLSFailure.Reason {
        watch?.observer.alertReceived.map(meaning) ?? reason
    }

    /// - SeeAlso: RFC 8446 §6.2: `protocol_version` is 70; §6.1: `close_notify` is 0
    private func meaning(ofAlert alert: UInt8) -> TLSFailure.Reason {
        switch alert {
        case 0: .closed
        case 70: .versionTooOld(offered: watch?.observer.version, minimum: options.minimumVersion)
        default: .alert(alert)
        }
    }

    private func failure(_ reason: TLSFailure.Reason) -> TLSFailure {
        TLSFailure(reason, at: isSecured ? .finished : watch?.observer.stage ?? .start, facts: facts())
    }
}

extension Duration {
    /// Rounded up.
    fileprivate var inWholeSeconds: Int { Int(components.seconds) + (components.attoseconds > 0 ? 1 : 0) }

    fileprivate var inNanoseconds: UInt64 {
        UInt64(clamping: components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000)
    }
}
