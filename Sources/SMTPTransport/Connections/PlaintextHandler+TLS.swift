internal import NIOCore
internal import NIOSSL
internal import SMTPProtocol

// How TLS begins on a connection, and how it fails.
extension PlaintextHandler {
    func secure(_ origin: TLSFacts.Origin) {
        guard let context else { return }
        upgradePoint = nil
        do {
            let tls = try TLSLayer(origin, endpoint: endpoint, options: options, loop: context.eventLoop) {
                [weak self] failure in self?.tlsFailed(failure)
            }
            self.tls = tls
            stage = .securing
            report(.securing(origin, serverNameSent: tls.serverNameSent, at: .now))
            try tls.begin(before: self, in: context.pipeline.syncOperations)
        } catch let failure as TLSFailure {
            tlsFailed(failure)
        } catch {
            securingFailed(error, isConnected: context.channel.isActive)
        }
    }

    func handshakeWasCompleted() {
        guard stage == .securing, let tls else { return }
        stage = .secured
        report(.secured(tls.finish(), at: .now))
        if wantsOutputClosed { shutOutput() }
        // The reads that the handshake pulled bring plaintext to this handler; none may be under way any more.
        askForMore()
    }

    func injectionWasFound(_ bytes: [UInt8]) {
        tlsFailed(TLSFailure(.injection(bytes), at: .start, facts: TLSFacts(origin: .startTLS)))
    }

    func securingFailed(_ error: any Error, isConnected: Bool) {
        guard let tls else { return }
        tlsFailed(tls.failure(for: error, isConnected: isConnected))
    }

    /// From here on not a byte is sent.
    private func tlsFailed(_ failure: TLSFailure) {
        switch stage {
        case .clear, .securing, .secured: break
        case .inputClosed, .tlsFailed, .over: return
        }
        stage = .tlsFailed
        sender.stop()
        if !closedByUs { report(.tlsFailed(failure, at: .now)) }
        closeBelowTLS()
    }

    /// An error after the handshake: the end of TLS without its farewell, an error of the system, or an alert, with which
    /// a server of TLS 1.3 refuses our certificate when for us the handshake is long over.
    func brokeUnderTLS(_ error: any Error, isConnected: Bool) {
        switch error {
        case NIOSSLError.uncleanShutdown:
            // Without a connection it is the consequence of another end.
            guard isConnected else { return }
            isTruncated = true
            leave()
        case is BoringSSLError, is NIOSSLError: securingFailed(error, isConnected: isConnected)
        default: fail(FailureWording.broken(error, at: .receiving, endpoint: endpoint))
        }
    }
}
