import NIOCore
import NIOSSL
import NIOTLS
import SMTPProtocol

/// One client: feeds its bytes to a `ServerMachine` and performs what the machine answers.
///
/// Nothing is read while a reply is held back, or while the client does not take the replies it was sent: a client that
/// only sends cannot fill the memory.
final class ConnectionHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// Sent through the pipeline when the server stops.
    struct StopRequest {}

    /// Sent through the pipeline when the session ends as soon as no message is under way.
    struct DrainRequest {}

    enum Phase {
        /// The session goes on, or has not begun.
        case talking
        /// A handshake of TLS is under way; nothing in the clear is looked at.
        case securing
        /// Everything is said; what the client still sends is thrown away until it has read the last reply.
        case leaving
        case gone
    }

    /// The room for replies that a connection keeps: a usual reply fits, a flood of them is given back.
    private static let keptCapacity = 4_096

    let server: ServerContext
    /// Whose mailboxes and memory this client works with.
    var sandbox: Sandbox { didSet { policy.use(sandbox) } }
    /// The name of the sandbox that was last asked for.
    var askedSandbox: String?
    /// The scenario that this client meets, from its first byte to its last.
    private(set) var performance: Performance
    var policy: ScenarioPolicy
    var machine: ServerMachine
    var phase = Phase.talking
    private(set) var number = 0
    private let beginsSecure: Bool
    /// The TLS of this connection, also while its handshake is under way.
    var endpoint: TLSEndpoint?
    /// The login under way.
    var login: Login?
    private var isAdmitted = false
    private(set) var address = ""

    /// The content of the message under way, and the room that was asked for it.
    var content: [UInt8] = []
    var reserved = 0
    /// The observer knows that the content has a line that ends in LF alone.
    var hasRemarkedLineEnds = false
    /// The observer knows that a message has ended where a good server would have read on.
    var hasRemarkedEnd = false
    private var replies: [UInt8] = []
    /// The session ends when the message under way does.
    var isDraining = false
    /// The state that the observer knows.
    private var toldState: ServerState?

    var deadline: Deadline
    var alarm: Scheduled<Void>?
    var delay: Scheduled<Void>?
    private var isReadHeld = false
    private var turn = Turn.commands
    private var isWriting = false
    var hasClientFinished = false

    /// - Parameter beginsSecure: TLS begins with the first byte.
    init(server: ServerContext, beginsSecure: Bool) {
        self.server = server
        sandbox = server.common
        self.beginsSecure = beginsSecure
        performance = server.performance
        policy = Self.policy(of: performance, at: server)
        machine = performance.makeMachine(policy: policy)
        deadline = Deadline(server.deadlines, now: .now())
    }

    private static func policy(of performance: Performance, at server: ServerContext) -> ScenarioPolicy {
        ScenarioPolicy(
            personality: performance.personality, settings: performance.scenario.settings, sandbox: server.common,
            now: server.now)
    }

    // MARK: Coming and going

    func channelActive(context: ChannelHandlerContext) {
        // The channel knows it since it was accepted; the context would ask the system again.
        let peer = context.channel.remoteAddress
        address = peer?.ipAddress ?? "local"
        guard server.lets(in: peer) else {
            turnAway(context)
            context.fireChannelActive()
            return
        }
        switch server.table.admit(context.channel, from: address) {
        case .stopping:
            context.close(promise: nil)
        case .refused(let number):
            self.number = number
            imitate()
            server.count { $0.refusedConnections += 1 }
            server.tell(.refused(peer: address), on: number)
            deadline.begin(.end, now: .now())
            setAlarm(context)
            // Without a handshake, which costs more than the refusal is worth, nothing can be said under TLS.
            perform(
                beginsSecure ? [.close(.hungUp)] : [.reply(machine.reply(in: .tooManyConnections)), .close(.refused)],
                context)
        case .admitted(let number):
            self.number = number
            isAdmitted = true
            server.count { $0.connections += 1 }
            server.tell(.opened(peer: address), on: number)
            meetLatest()
            imitate()
            // Whoever watches must know, also where only a line of the scenario's file asks for it.
            if let likeness = performance.likeness {
                server.tell(.remarked("the server \(likeness.notice)"), on: number)
            }
            policy.serve(address) { [server] rule in server.tell(.ruleFired(rule), on: number) }
            deadline.begin(.command, now: .now())
            setAlarm(context)
            if beginsSecure {
                beginHandshake(context)
            } else {
                greet(context)
            }
        }
        context.fireChannelActive()
    }

    /// Goes over to what the file of the scenario holds now.
    private func meetLatest() {
        server.reload(for: number)
        let latest = server.performance
        guard latest !== performance else { return }
        performance = latest
        policy = Self.policy(of: latest, at: server)
        machine = latest.makeMachine(policy: policy)
    }

    /// Gives the replies the words of the software that is imitated.
    private func imitate() {
        guard let likeness = performance.likeness else { return }
        policy.speak(
            as: LikenessVoice(
                likeness, peer: address, connection: number,
                keepsGreeting: performance.scenario.settings.banner != nil))
    }

    private func turnAway(_ context: ChannelHandlerContext) {
        number = server.table.turnAway()
        server.count { $0.refusedConnections += 1 }
        server.tell(.barred(peer: address), on: number)
        deadline.begin(.end, now: .now())
        setAlarm(context)
        let refusal = ServerReply(554, 5, 7, 1, "This practice server does not take mail from your address")
        perform(beginsSecure ? [.close(.hungUp)] : [.reply(refusal), .close(.refused)], context)
    }

    func channelInactive(context: ChannelHandlerContext) {
        phase = .gone
        alarm?.cancel()
        alarm = nil
        delay?.cancel()
        delay = nil
        dropContent()
        login = nil
        if isAdmitted {
            server.table.remove(number, address: address)
            server.tell(.closed, on: number)
        }
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch phase {
        case .securing:
            handshakeFailed(HandshakeFailure.words(for: error))
            // The TLS library closes by itself, when it has sent its alert.
            if !(error is NIOSSLError) { context.close(promise: nil) }
        case .talking, .leaving, .gone:
            // A reset by the client, or the like: there is nobody left to tell.
            context.close(promise: nil)
        }
    }

    func greet(_ context: ChannelHandlerContext) {
        guard server.greetingPause > .zero else {
            perform(machine.connected(), context)
            return
        }
        delay = schedule(after: TimeAmount(server.greetingPause), context) { handler, context in
            handler.perform(handler.machine.connected(), context)
        }
    }

    // MARK: Reading

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch phase {
        case .securing, .leaving, .gone:
            return
        case .talking:
            // When a write fails, NIO reads what is left before it closes. Nobody is there to be answered.
            guard !isWriting else { return }
            let bytes = unwrapInboundIn(data).readableBytesView
            let actions = machine.received(bytes)
            if !perform(actions, context) { deadline.heard(now: .now()) }
            setTurn(wasFull: bytes.count >= turn.rawValue, context)
        }
    }

    /// Gives content a longer turn, once there is more of it than fits into a short one.
    private func setTurn(wasFull: Bool, _ context: ChannelHandlerContext) {
        let isContent = machine.state == .content || machine.state == .chunk
        let next: Turn = isContent && (wasFull || turn == .content) ? .content : .commands
        guard next != turn else { return }
        turn = next
        try? context.channel.syncOptions?.setOption(.recvAllocator, value: next.allocator)
    }

    func read(context: ChannelHandlerContext) {
        if phase == .talking, machine.isWaiting || !context.channel.isWritable {
            isReadHeld = true
        } else {
            context.read()
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        readOn(context)
        context.fireChannelWritabilityChanged()
    }

    func readOn(_ context: ChannelHandlerContext) {
        guard isReadHeld else { return }
        isReadHeld = false
        read(context: context)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is StopRequest:
            if phase == .securing { context.close(promise: nil) } else { perform(machine.shutDown(), context) }
        case is DrainRequest:
            isDraining = true
            if phase == .securing { context.close(promise: nil) } else { endWhenDrained(context) }
        case TLSUserEvent.handshakeCompleted:
            handshakeCompleted(context)
        case ChannelEvent.inputClosed:
            hasClientFinished = true
            if phase != .talking || !machine.isWaiting { closeAfterWrites(context) }
        default:
            context.fireUserInboundEventTriggered(event)
        }
    }

    // MARK: Performing

    /// Performs the machine's actions in their order; false when there are none that finish a step of the client's.
    @discardableResult
    func perform(_ actions: [ServerAction], _ context: ChannelHandlerContext) -> Bool {
        var hasStep = false
        var ending: ServerAction.Ending?
        for action in actions {
            switch action {
            case .received(let line):
                hasStep = true
                server.tell(.line(line), on: number)
            case .reply(let reply):
                hasStep = true
                reply.append(to: &replies)
                server.tell(.reply(reply), on: number)
            case .content(let piece):
                keep(piece)
            case .discardContent:
                dropContent()
            case .accept(let envelope):
                store(envelope)
            case .wait(let seconds):
                delay = schedule(after: .seconds(Int64(seconds)), context) { handler, context in
                    handler.resume(context)
                }
            case .startTLS:
                startTLS(context)
            case .authenticate(let mechanism, let initialResponse):
                beginLogin(mechanism, initialResponse?.bytes, context)
            case .authenticationResponse(let response):
                goOn(with: response.bytes, context)
            case .authenticationCancelled:
                login = nil
            case .close(let reason):
                ending = reason
            }
        }
        if server.sandboxes != nil { enterSandbox() }
        tellState()
        remarkLineEnds()
        flush(context)
        if let ending {
            leave(ending, context)
        } else if hasStep, phase == .talking {
            deadline.begin(machine.state == .content || machine.state == .chunk ? .content : .command, now: .now())
        }
        if isDraining { endWhenDrained(context) }
        return hasStep
    }

    /// Tells of the state of the session when it is another one than before.
    private func tellState() {
        guard server.observer != nil, toldState != machine.state else { return }
        toldState = machine.state
        server.tell(.moved(machine.state, machine.envelope), on: number)
    }

    private func flush(_ context: ChannelHandlerContext) {
        guard !replies.isEmpty else { return }
        isWriting = true
        defer { isWriting = false }
        if performance.scenario.settings.hasBareLFReplies { replies.removeAll { $0 == UInt8(ascii: "\r") } }
        if performance.scenario.settings.splitsReplies {
            for byte in replies { context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: [byte])), promise: nil) }
            replies.removeAll()
            return
        }
        var buffer = context.channel.allocator.buffer(capacity: replies.count)
        buffer.writeBytes(replies)
        replies.removeAll(keepingCapacity: replies.capacity <= Self.keptCapacity)
        context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
    }

    private func resume(_ context: ChannelHandlerContext) {
        delay = nil
        perform(machine.resumed(), context)
        guard phase == .talking else { return }
        if hasClientFinished, !machine.isWaiting {
            closeAfterWrites(context)
        } else {
            readOn(context)
        }
    }
}
