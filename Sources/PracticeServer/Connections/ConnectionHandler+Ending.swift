import Glibc
import NIOCore
import SMTPProtocol

/// How a connection ends.
extension ConnectionHandler {
    /// Closes so that the last reply arrives: bytes that nobody reads would make the kernel reset the connection and
    /// throw the reply away on its way. A client that said QUIT sends nothing more, so there it is simple.
    func leave(_ ending: ServerAction.Ending, _ context: ChannelHandlerContext) {
        guard phase == .talking else { return }
        if policy.resets {
            // With no time to linger the kernel sends RST in place of FIN.
            _ = (context.channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0))
        }
        phase = .leaving
        delay?.cancel()
        delay = nil
        guard ending == .refused, !hasClientFinished else {
            closeAfterWrites(context)
            return
        }
        deadline.begin(.end, now: .now())
        setAlarm(context)
        afterWrites(context) { context in context.close(mode: .output, promise: nil) }
        readOn(context)
    }

    /// Says 421 when the server drains and no message is under way here.
    func endWhenDrained(_ context: ChannelHandlerContext) {
        guard phase == .talking, !machine.isWaiting, machine.envelope == nil else { return }
        isDraining = false
        perform(machine.shutDown(), context)
    }

    func closeAfterWrites(_ context: ChannelHandlerContext) {
        if phase == .talking { phase = .leaving }
        // Usually the kernel has taken everything at once; a channel that cannot tell is treated as if it had not.
        let unwritten = try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)
        guard unwritten != 0 else {
            context.close(promise: nil)
            return
        }
        deadline.begin(.end, now: .now())
        setAlarm(context)
        afterWrites(context) { context in context.close(promise: nil) }
    }

    /// Goes on when all replies are with the kernel.
    private func afterWrites(
        _ context: ChannelHandlerContext, _ next: @escaping @Sendable (ChannelHandlerContext) -> Void
    ) {
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        let written = context.eventLoop.makePromise(of: Void.self)
        context.writeAndFlush(wrapOutboundOut(ByteBuffer()), promise: written)
        written.futureResult.whenComplete { _ in next(bound.value) }
    }
}
