import NIOCore
import SMTPProtocol

/// How long the client of one connection may take.
extension ConnectionHandler {
    func setAlarm(_ context: ChannelHandlerContext) {
        alarm?.cancel()
        let left = deadline.end - .now()
        alarm = schedule(after: max(left, .zero), context) { handler, context in handler.alarmWentOff(context) }
    }

    func alarmWentOff(_ context: ChannelHandlerContext) {
        alarm = nil
        guard phase != .gone else { return }
        if machine.isWaiting, phase == .talking { deadline.begin(.command, now: .now()) }
        guard deadline.end <= .now() else {
            setAlarm(context)
            return
        }
        switch phase {
        case .securing:
            server.count { $0.timeouts += 1 }
            handshakeFailed(HandshakeFailure.tooSlow(server.deadlines.handshake))
            context.close(promise: nil)
        case .talking:
            server.count { $0.timeouts += 1 }
            server.tell(.timedOut, on: number)
            perform(machine.timedOut(), context)
        case .leaving, .gone:
            context.close(promise: nil)
        }
    }

    func schedule(
        after amount: TimeAmount, _ context: ChannelHandlerContext,
        _ work: @escaping @Sendable (ConnectionHandler, ChannelHandlerContext) -> Void
    ) -> Scheduled<Void> {
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        return context.eventLoop.scheduleTask(in: amount) {
            let (handler, context) = bound.value
            work(handler, context)
        }
    }
}
