import Glibc
import NIOCore

/// The words for failures: one sentence of what happened and one of what to try, for each code.
enum FailureWording {
    /// The code and a few words for an error of the system or of NIO.
    static func reason(of error: any Error, hasSource: Bool = false) -> (code: TransportError.Code, words: String) {
        if case .connectTimeout? = error as? ChannelError { return (.connectTimedOut, "no answer") }
        guard let number = (error as? IOError)?.errnoCode else { return (.other, String(describing: error)) }
        switch number {
        case ECONNREFUSED: return (.refused, "connection refused")
        case ENETUNREACH, ENETDOWN: return (.unreachable, "network unreachable")
        case EHOSTUNREACH, EHOSTDOWN: return (.unreachable, "no route to the host")
        case ETIMEDOUT: return (.connectTimedOut, "no answer")
        case EADDRNOTAVAIL where hasSource, EAFNOSUPPORT where hasSource, EINVAL where hasSource:
            return (.sourceAddressUnusable, "the source address cannot be used")
        case EADDRINUSE where hasSource: return (.sourceAddressUnusable, "the source port is in use")
        case EADDRNOTAVAIL, EAFNOSUPPORT: return (.unreachable, "this machine has no such network")
        case ENOENT, ENOTDIR: return (.socketMissing, "no such file")
        case ENOTSOCK: return (.socketMissing, "not a socket")
        case EACCES, EPERM: return (.notPermitted, "not permitted")
        case EMFILE, ENFILE: return (.outOfDescriptors, "no descriptor is left")
        case ECONNRESET, EPIPE: return (.reset, "connection reset")
        default: return (.other, String(cString: strerror(number)))
        }
    }

    /// The whole error for a connection that never came about.
    static func error(
        _ code: TransportError.Code, endpoint: Endpoint, options: ConnectionOptions, attempts: [FailedAttempt] = [],
        reason: String? = nil, underlying: (any Error)? = nil
    ) -> TransportError {
        let host = endpoint.name
        let (stage, message, advice): (TransportError.Stage, String, String) =
            switch code {
            case .hostUnknown:
                (
                    .lookUp, "There is no host \(host).",
                    "Check the spelling; a mail domain is not always a host: ask for its MX."
                )
            case .noAddress:
                (
                    .lookUp, "\(host) has no \(options.families.map(\.title).joined(separator: " or ")) address.",
                    "Leave out -4 or -6 and the source address, or ask for the MX of the domain."
                )
            case .nameServiceFailed:
                (
                    .lookUp, "The name servers could not say where \(host) is.",
                    "This is often temporary: try again, or give an address instead of the name."
                )
            case .lookUpTimedOut:
                (
                    .lookUp, "The name servers did not answer for \(host) in \(options.deadlines.connect.inSeconds).",
                    "Check the network and /etc/resolv.conf, or give an address instead of the name."
                )
            case .connectTimedOut:
                (
                    .connecting, "\(endpoint) did not answer in \(options.deadlines.connect.inSeconds).",
                    "A firewall may drop the packets; many networks block port 25: try 587."
                )
            case .refused:
                (
                    .connecting, "\(endpoint) refused the connection: nothing listens there.",
                    "Check the port; 25 is for mail transfer and 587 for submission."
                )
            case .unreachable:
                (
                    .connecting, "\(endpoint) cannot be reached from this machine.",
                    "Check the network; -4 or -6 leaves one family of addresses out."
                )
            case .sourceAddressUnusable:
                (
                    .connecting,
                    "The source address \(options.source?.text ?? "") cannot be used for \(endpoint)\(colon(reason))",
                    "Use an address of this machine, of the same family as the server's."
                )
            case .socketMissing:
                (.connecting, "There is no socket at \(host).", "Check the path, and that the server is running.")
            case .notPermitted:
                (
                    .connecting, "The system does not permit a connection to \(endpoint).",
                    "Check the rights and the firewall."
                )
            case .outOfDescriptors:
                (.connecting, "No file descriptor is left for a connection.", "Close something, or raise ulimit -n.")
            case .reset:
                (
                    .connecting, "\(endpoint) took the connection and broke it off at once (RST).",
                    "The server may be overloaded, or may not want this address; try again later."
                )
            case .cancelled:
                (.connecting, "The connection to \(endpoint) was given up.", ":connect tries again.")
            default:
                (
                    .connecting,
                    "Could not connect to \(endpoint)"
                        + colon(reason ?? attempts.last?.reason ?? underlying.map(words)),
                    "Try again, or try another address."
                )
            }
        return TransportError(code, at: stage, message, advice: advice, attempts: attempts, underlying: underlying)
    }

    private static func words(_ error: any Error) -> String { reason(of: error).words }

    /// The end of a sentence, with the reason when there is one.
    private static func colon(_ reason: String?) -> String { reason.map { ": \($0)." } ?? "." }

    /// The error for a peer that reads nothing.
    static func stalled(after limit: Duration, endpoint: Endpoint) -> TransportError {
        TransportError(
            .sendTimedOut, at: .sending, "\(endpoint) took no bytes for \(limit.inSeconds).",
            advice: "The server or the network is stuck; :reconnect opens a new connection.")
    }

    /// The error for a connection that broke.
    static func broken(_ error: any Error, at stage: TransportError.Stage, endpoint: Endpoint) -> TransportError {
        let (code, words) = reason(of: error)
        if code == .reset, stage == .receiving {
            return TransportError(
                .reset, at: stage, "\(endpoint) broke the connection off (RST).",
                advice: "The server ended without ceremony; what it sent last may be lost.", underlying: error)
        }
        return TransportError(
            stage == .sending ? .sendFailed : .receiveFailed, at: stage,
            stage == .sending
                ? "\(endpoint) took no more bytes: \(words)." : "Reading from \(endpoint) failed: \(words).",
            advice: "The connection is gone; :reconnect opens a new one.", underlying: error)
    }
}

extension Duration {
    /// `30 s`, `1.5 s`: for sentences.
    fileprivate var inSeconds: String {
        let tenths = (components.seconds * 10) + components.attoseconds / 100_000_000_000_000_000
        return tenths % 10 == 0 ? "\(tenths / 10) s" : "\(tenths / 10).\(tenths % 10) s"
    }
}
