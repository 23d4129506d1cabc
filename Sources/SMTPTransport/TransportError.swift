/// What went wrong below SMTP: in the look-up, the connecting, the sending or the receiving.
public struct TransportError: Error, Sendable {
    /// The kind of failure. New kinds may come with new versions.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Kind: String {
            case hostUnknown, noAddress, nameServiceFailed, lookUpTimedOut, connectTimedOut, refused
            case unreachable, sourceAddressUnusable, socketMissing, notPermitted, outOfDescriptors, cancelled
            case reset, sendFailed, sendTimedOut, receiveFailed, other
        }
        private let kind: Kind

        /// The name service says that there is no such host.
        public static let hostUnknown = Code(kind: .hostUnknown)
        /// The host exists but has no address of the wanted family.
        public static let noAddress = Code(kind: .noAddress)
        /// The name service could not answer (SERVFAIL).
        public static let nameServiceFailed = Code(kind: .nameServiceFailed)
        /// The name service did not answer in time.
        public static let lookUpTimedOut = Code(kind: .lookUpTimedOut)
        /// No address took the connection in time.
        public static let connectTimedOut = Code(kind: .connectTimedOut)
        /// Nothing listens on that port.
        public static let refused = Code(kind: .refused)
        /// There is no way to the address.
        public static let unreachable = Code(kind: .unreachable)
        /// The source address is not one of this machine, or not of the right family.
        public static let sourceAddressUnusable = Code(kind: .sourceAddressUnusable)
        /// There is no Unix-domain socket at the path.
        public static let socketMissing = Code(kind: .socketMissing)
        /// The system does not let this user connect there.
        public static let notPermitted = Code(kind: .notPermitted)
        /// This process has no descriptor left.
        public static let outOfDescriptors = Code(kind: .outOfDescriptors)
        /// The user gave up before there was a connection.
        public static let cancelled = Code(kind: .cancelled)
        /// The peer broke the connection off (RST).
        public static let reset = Code(kind: .reset)
        /// Bytes could not be handed to the connection.
        public static let sendFailed = Code(kind: .sendFailed)
        /// The peer took no bytes for as long as a block of content may take.
        public static let sendTimedOut = Code(kind: .sendTimedOut)
        /// Bytes could not be read from the connection.
        public static let receiveFailed = Code(kind: .receiveFailed)
        /// Anything else; ``TransportError/underlying`` tells.
        public static let other = Code(kind: .other)

        /// The name of the kind.
        public var description: String { kind.rawValue }
    }

    /// Where in the life of a connection it happened.
    public enum Stage: String, Hashable, Sendable {
        /// Asking the name service.
        case lookUp
        /// Opening the connection.
        case connecting
        /// Handing bytes to the peer.
        case sending
        /// Waiting for bytes from the peer.
        case receiving
    }

    /// The kind of failure.
    public let code: Code
    /// Where it happened.
    public let stage: Stage
    /// What happened, in a sentence that names the host.
    public let message: String
    /// What to try, in a sentence.
    public let advice: String
    /// Every address that was tried, in order, with its own reason.
    public let attempts: [FailedAttempt]
    /// The error of the system or of a library, for the curious.
    public let underlying: (any Error)?

    init(
        _ code: Code, at stage: Stage, _ message: String, advice: String, attempts: [FailedAttempt] = [],
        underlying: (any Error)? = nil
    ) {
        self.code = code
        self.stage = stage
        self.message = message
        self.advice = advice
        self.attempts = attempts
        self.underlying = underlying
    }

    /// The exit code of a run that ends by this error: 68 when there is no such host, 130 when the user gave up,
    /// else 69.
    /// - SeeAlso: sysexits(3): `EX_NOHOST`, `EX_UNAVAILABLE`
    public var exitCode: Int32 {
        switch code {
        case .hostUnknown, .noAddress: 68
        case .cancelled: 130
        default: 69
        }
    }
}

extension TransportError: CustomStringConvertible {
    /// The message, a line for each address that was tried, and the advice.
    public var description: String {
        let tried = attempts.map { "  \($0.address): \($0.reason)\n" }.joined()
        return tried.isEmpty ? "\(message) \(advice)" : "\(message)\n\(tried)\(advice)"
    }
}

/// One address that could not be connected to.
public struct FailedAttempt: Hashable, Sendable {
    /// The address.
    public let address: NetworkAddress
    /// The kind of failure.
    public let code: TransportError.Code
    /// Why, in a few words: `connection refused`.
    public let reason: String
    /// How long it took.
    public let elapsed: Duration

    init(address: NetworkAddress, code: TransportError.Code, reason: String, elapsed: Duration) {
        self.address = address
        self.code = code
        self.reason = reason
        self.elapsed = elapsed
    }
}
