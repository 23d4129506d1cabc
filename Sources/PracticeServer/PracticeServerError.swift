import Glibc
import NIOCore

/// Why a practice server could not start.
public struct PracticeServerError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What sort of failure it is.
    public let code: Code
    /// What happened and what to do, for the person who reads it.
    public let description: String

    /// The sorts of failure.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// The address is not on loopback, and other machines were not allowed in.
        case notLoopback
        /// The host or the port is none.
        case badAddress
        /// The address cannot be listened at: it is taken, or it needs more rights.
        case cannotListen
        /// No key or certificate could be made.
        case cannotSecure
    }

    static func notLoopback(_ host: String) -> PracticeServerError {
        PracticeServerError(
            code: .notLoopback,
            description: "the practice server would be open to other machines at \(host). "
                + "Listen at 127.0.0.1 or ::1, or name who may come in.")
    }

    static func badAddress(_ host: String, _ port: Int) -> PracticeServerError {
        PracticeServerError(
            code: .badAddress,
            description: "cannot listen at \(host) port \(port): "
                + "give an IP address such as 127.0.0.1 and a port from 0 to 65535.")
    }

    static func cannotSecure(_ error: any Error) -> PracticeServerError {
        PracticeServerError(
            code: .cannotSecure,
            description: "cannot make a certificate for the practice server: \(error). "
                + "The server's name must be fit for a certificate: a domain name such as mail.practice.test.")
    }

    static func cannotListen(_ host: String, _ port: Int, _ error: any Error) -> PracticeServerError {
        let number = (error as? IOError)?.errnoCode
        let reason = number.map { String(cString: strerror($0)) } ?? "\(error)"
        let advice =
            switch number {
            case EADDRINUSE: "Another program uses the port, perhaps another practice server; port 0 takes a free one."
            case EACCES: "Ports below 1024 need more rights; port 0 takes a free one above."
            case EADDRNOTAVAIL: "This machine does not have that address."
            default: "Port 0 takes a free one."
            }
        return PracticeServerError(
            code: .cannotListen, description: "cannot listen at \(host) port \(port): \(reason). \(advice)")
    }
}
