import SMTPTransport
import SessionCore

extension ConnectionReport {
    /// What the session is told of an event, and when it happened if that was noted; `nil` when it need not know.
    static func of(_ event: ConnectionEvent) -> (report: ConnectionReport, at: ContinuousClock.Instant?)? {
        switch event {
        case .resolving(let host): (.resolving(host), nil)
        case .resolved(let addresses, _): (.resolved(addressCount: addresses.count), nil)
        case .sent(let byteCount, let at): (.sent(byteCount: byteCount), at)
        case .connecting(let address): (.connecting(address.description), nil)
        case .attemptFailed(let attempt):
            (.attemptFailed(address: attempt.address.description, reason: attempt.reason), nil)
        case .connected(let facts): (.connected(remote: facts.remote.description, local: name(facts.local)), facts.at)
        case .bytes(let bytes, let at): (.bytes(bytes), at)
        case .securing(_, let name, let at): (.securing(serverNameSent: name), at)
        case .secured(let facts, let at): (.secured(facts), at)
        case .tlsFailed(let failure, let at): (.tlsFailed(failure), at)
        case .inputClosed(let at): (.inputClosed, at)
        case .closed(let reason, let at): (.closed(ending(reason)), at)
        case .failed(let error):
            (
                .failed(message: error.message, advice: error.advice, exitCode: ExitCode(number: error.exitCode)), nil
            )
        }
    }

    /// Our end of a Unix-domain socket has no name.
    private static func name(_ local: NetworkAddress?) -> String? {
        switch local {
        case .unixSocket(path: "")?, nil: nil
        case let address?: address.description
        }
    }

    private static func ending(_ reason: CloseReason) -> ConnectionEnding {
        switch reason {
        case .byPeer: .byServer
        case .truncated: .truncated
        case .byUs: .byUs
        case .reset(let error): .reset(error.message)
        case .error(let error): .error(error.message)
        }
    }
}
