import NIOCore

/// The addresses by which other machines reach this one.
public enum MachineAddresses {
    /// Those that somebody in one of the ranges can use, the likeliest first; all others when none lies in a range.
    ///
    /// - Parameters:
    ///   - host: the address that is listened at; `0.0.0.0` and `::` stand for all of their family.
    ///   - ranges: where clients come from.
    public static func reachable(listeningAt host: String, from ranges: [AddressRange]) -> [String] {
        let devices = (try? System.enumerateDevices()) ?? []
        return choose(listeningAt: host, from: ranges, among: devices.compactMap(\.address))
    }

    static func choose(listeningAt host: String, from ranges: [AddressRange], among all: [SocketAddress]) -> [String] {
        let isIPv6: Bool
        switch host {
        case "0.0.0.0": isIPv6 = false
        case "::": isIPv6 = true
        default: return [host]
        }
        let usable = all.filter { address in
            guard let text = address.ipAddress, !Loopback.contains(address) else { return false }
            // An address of one link is of no use without the name of the link, which is another one on each machine.
            return (address.protocol == .inet6) == isIPv6 && !text.lowercased().hasPrefix("fe80:")
        }
        let inRange = usable.filter { address in ranges.contains { $0.contains(address) } }
        return (inRange.isEmpty ? usable : inRange).compactMap(\.ipAddress)
    }
}
