import Glibc
import Synchronization

/// The resolver of the C library, which reads `/etc/hosts`, `/etc/resolv.conf` and `nsswitch.conf`.
///
/// `getaddrinfo` cannot be interrupted and may hang for as long as its own configuration says. So each question has a
/// thread of its own, the caller keeps the deadline, and the number of hanging threads is limited.
public struct SystemNameService: NameService {
    /// How many questions may be waiting at once in this process.
    public static let maximumPendingLookUps = 16

    private static let pending = Mutex(0)

    /// The system's resolver.
    public init() {}

    /// Asks on a thread of its own.
    public func lookUp(
        host: String, family: IPAddress.Family,
        completion: @escaping @Sendable (Result<[IPAddress], LookUpFailure>) -> Void
    ) {
        let isAllowed = Self.pending.withLock { count in
            guard count < Self.maximumPendingLookUps else { return false }
            count += 1
            return true
        }
        guard isAllowed else { return completion(.failure(.tooMany)) }
        let started = DetachedThread.start {
            let result = Self.ask(host, family)
            Self.pending.withLock { $0 -= 1 }
            completion(result)
        }
        if !started {
            Self.pending.withLock { $0 -= 1 }
            completion(.failure(.system("no thread could be started for the look-up")))
        }
    }

    private static func ask(_ host: String, _ family: IPAddress.Family) -> Result<[IPAddress], LookUpFailure> {
        var hints = addrinfo()
        hints.ai_family = family == .ipv4 ? AF_INET : AF_INET6
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(host, nil, &hints, &list)
        guard status == 0 else { return .failure(failure(status)) }
        defer { freeaddrinfo(list) }
        var addresses: [IPAddress] = []
        var next = list
        while let entry = next {
            if let address = numeric(entry.pointee), !addresses.contains(address) { addresses.append(address) }
            next = entry.pointee.ai_next
        }
        return addresses.isEmpty ? .failure(.noAddress) : .success(addresses)
    }

    /// The address as text, with the zone of a link-local one.
    private static func numeric(_ entry: addrinfo) -> IPAddress? {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(NI_MAXHOST)) { buffer in
            let status = getnameinfo(
                entry.ai_addr, entry.ai_addrlen, buffer.baseAddress, socklen_t(buffer.count), nil, 0, NI_NUMERICHOST)
            guard status == 0, let base = buffer.baseAddress else { return nil }
            return IPAddress(String(cString: base))
        }
    }

    /// `EAI_NODATA` and `EAI_ADDRFAMILY` of glibc's netdb.h, which only shows them to GNU sources.
    private static let noData: Int32 = -5
    private static let addressFamily: Int32 = -9

    private static func failure(_ status: Int32) -> LookUpFailure {
        switch status {
        case EAI_NONAME: .noSuchHost
        case noData, addressFamily: .noAddress
        case EAI_AGAIN: .temporary
        case EAI_SYSTEM: .system(String(cString: strerror(errno)))
        default: .system(String(cString: gai_strerror(status)))
        }
    }
}
