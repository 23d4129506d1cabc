import NIOCore
import NIOSSL
import SMTPProtocol

/// TLS on one connection: with the first byte, or after STARTTLS.
extension ConnectionHandler {
    /// The client said STARTTLS, and nothing stands behind it.
    ///
    /// The handler of TLS goes into the pipeline in the same read that brought the command, so the next byte is already its.
    func startTLS(_ context: ChannelHandlerContext) {
        if performance.scenario.settings.startTLS == .injected {
            inject(context)
            return
        }
        guard let endpoint = try? makeTLSEndpoint() else {
            perform(machine.cannotStartTLS(), context)
            return
        }
        perform(machine.startingTLS(), context)
        secure(with: endpoint, context)
    }

    /// TLS begins with the first byte.
    func beginHandshake(_ context: ChannelHandlerContext) {
        guard let endpoint = try? makeTLSEndpoint() else {
            handshakeFailed("the server could not set up its end")
            context.close(promise: nil)
            return
        }
        secure(with: endpoint, context)
    }

    private func makeTLSEndpoint() throws -> TLSEndpoint {
        try TLSEndpoint(
            identity: server.identity, isOld: performance.scenario.settings.isOldTLS,
            farewell: TimeAmount(server.deadlines.farewell))
    }

    private func secure(with endpoint: TLSEndpoint, _ context: ChannelHandlerContext) {
        wait(for: endpoint, context)
        do {
            // Under TLS, close_notify ends both directions: a half-closed connection would only linger.
            try context.channel.syncOptions?.setOption(.allowRemoteHalfClosure, value: false)
            try context.pipeline.syncOperations.addHandler(endpoint.handler, position: .before(self))
        } catch {
            handshakeFailed(String(describing: error))
            context.close(promise: nil)
        }
    }

    private func wait(for endpoint: TLSEndpoint?, _ context: ChannelHandlerContext) {
        self.endpoint = endpoint
        phase = .securing
        deadline.begin(.handshake, now: .now())
        setAlarm(context)
    }

    /// What somebody on the way would do: the 220, and behind it in one piece what EHLO would bring. Then silence.
    private func inject(_ context: ChannelHandlerContext) {
        let forged = ServerReply(
            250, lines: ["\(performance.configuration.hostName) hello", "8BITMIME", "AUTH PLAIN LOGIN"])
        perform(machine.startingTLS() + [.reply(forged)], context)
        wait(for: nil, context)
    }

    func handshakeCompleted(_ context: ChannelHandlerContext) {
        guard phase == .securing, let endpoint else { return }
        phase = .talking
        server.tell(.secured(version: endpoint.version), on: number)
        deadline.begin(.command, now: .now())
        setAlarm(context)
        let isImplicit = machine.state == .awaitingGreeting
        perform(machine.secured(mechanisms: performance.logins.mechanisms(under: endpoint)), context)
        if isImplicit { greet(context) }
    }

    /// Nothing goes on in the clear: the connection is closed.
    func handshakeFailed(_ words: String) {
        phase = .leaving
        server.tell(.tlsFailed(words), on: number)
    }
}
