internal import NIOCore

/// Stands between the TLS handler and the socket: it shows the handshake to an observer, lets nothing through that is not
/// TLS, and can stop the traffic.
final class HandshakeWatch: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// What was seen of the handshake.
    private(set) var observer = HandshakeObserver()
    private let whenPlaintext: ([UInt8]) -> Void
    private var context: ChannelHandlerContext?
    private var isWatching = true
    private var isSealed = false
    private var isDeaf = false
    private var holdsReads = false
    private var hasHeldRead = false

    /// - Parameter whenPlaintext: called once with the first bytes of plain text, which then go nowhere.
    init(whenPlaintext: @escaping ([UInt8]) -> Void) {
        self.whenPlaintext = whenPlaintext
    }

    // MARK: From the owner

    /// The server has shown its certificate, and somebody is judging it: until that is done nothing more is read.
    func judgementBegins() {
        observer.certificateWasShown()
        holdsReads = true
    }

    /// The server's certificate has been judged.
    func judgementIsDone() {
        holdsReads = false
        guard hasHeldRead else { return }
        hasHeldRead = false
        context?.read()
    }

    /// The handshake is over: from here on everything is encrypted, and nothing is to be seen.
    func stopWatching() {
        isWatching = false
    }

    /// The server has said under TLS that it will send no more: what still comes is not its word. The system may hand it over
    /// unasked, with FIN.
    func stopReading() {
        isDeaf = true
        holdsReads = true
    }

    /// Closes the connection below TLS. Nothing is sent any more, in no form.
    func seal() {
        isSealed = true
        context?.close(promise: nil)
    }

    // MARK: From the channel

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isSealed, !isDeaf else { return }
        if isWatching {
            observer.received(unwrapInboundIn(data).readableBytesView)
            if let plaintext = observer.plaintext {
                isSealed = true
                return whenPlaintext(plaintext)
            }
        }
        context.fireChannelRead(data)
    }

    func read(context: ChannelHandlerContext) {
        if holdsReads { hasHeldRead = true } else { context.read() }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard !isSealed else {
            promise?.fail(ChannelError.ioOnClosedChannel)
            return
        }
        if isWatching { observer.sent(unwrapOutboundIn(data).readableBytesView) }
        context.write(data, promise: promise)
    }
}
