import NIOCore
import NIOPosix
import Synchronization

/// Puts a ``NameService`` in front of NIO's happy eyeballs: addresses need no look-up, families can be left out, and
/// whoever never answers is let go when the connector no longer wants to know.
/// - SeeAlso: RFC 8305 §3
final class AddressResolver: Resolver, Sendable {
    /// The answer for one family, on the event loop, before NIO acts on it.
    typealias Report = @Sendable (IPAddress.Family, Result<[IPAddress], LookUpFailure>) -> Void

    private let place: Endpoint.Place
    private let families: [IPAddress.Family]
    private let service: any NameService
    private let loop: any EventLoop
    private let report: Report
    private let pending = Mutex<[EventLoopPromise<[SocketAddress]>]>([])

    init(endpoint: Endpoint, options: ConnectionOptions, loop: any EventLoop, report: @escaping Report) {
        self.place = endpoint.place
        self.families = options.families
        self.service = options.nameService
        self.loop = loop
        self.report = report
    }

    func initiateAQuery(host: String, port: Int) -> EventLoopFuture<[SocketAddress]> { ask(.ipv4, port) }

    func initiateAAAAQuery(host: String, port: Int) -> EventLoopFuture<[SocketAddress]> { ask(.ipv6, port) }

    /// A question that nobody waits for any more fails here; its late answer is then ignored.
    func cancelQueries() {
        let promises = pending.withLock { list in
            defer { list = [] }
            return list
        }
        for promise in promises { promise.fail(LookUpFailure.temporary) }
    }

    private func ask(_ family: IPAddress.Family, _ port: Int) -> EventLoopFuture<[SocketAddress]> {
        guard families.contains(family) else { return loop.makeSucceededFuture([]) }
        switch place {
        case .unixSocket:
            return loop.makeSucceededFuture([])
        case .address(let address):
            let known = address.family == family ? [address.socketAddress(port: port)].compactMap { $0 } : []
            return loop.makeSucceededFuture(known)
        case .host(let host):
            return lookUp(host, family, port)
        }
    }

    private func lookUp(_ host: HostName, _ family: IPAddress.Family, _ port: Int) -> EventLoopFuture<[SocketAddress]> {
        let promise = loop.makePromise(of: [SocketAddress].self)
        pending.withLock { $0.append(promise) }
        service.lookUp(host: host.text, family: family) { [loop, report] result in
            loop.execute {
                report(family, result)
                promise.completeWith(result.map { $0.compactMap { $0.socketAddress(port: port) } }.mapError { $0 })
            }
        }
        return promise.futureResult
    }
}
