import NIOCore
import Testing

@testable import PracticeServer

@Suite("The addresses by which a class reaches the server")
struct MachineAddressesTests {
    private static let all = [
        "127.0.0.1", "::1", "172.17.0.1", "192.168.1.5", "fe80::1", "2001:db8::5",
    ]

    private static func chosen(_ host: String, _ ranges: String...) throws -> [String] {
        MachineAddresses.choose(
            listeningAt: host, from: ranges.compactMap { AddressRange($0) },
            among: try all.map { try SocketAddress(ipAddress: $0, port: 0) })
    }

    @Test("an address of one's own is the answer")
    func own() throws {
        #expect(try Self.chosen("192.168.1.5", "10.0.0.0/8") == ["192.168.1.5"])
    }

    @Test("of all addresses those in the range of the clients, and never loopback or a link's own")
    func ranges() throws {
        #expect(try Self.chosen("0.0.0.0", "192.168.1.0/24") == ["192.168.1.5"])
        #expect(try Self.chosen("::", "2001:db8::/32") == ["2001:db8::5"])
        #expect(try Self.chosen("::", "fe80::/10") == ["2001:db8::5"])
    }

    @Test("clients behind a router come to any of them")
    func elsewhere() throws {
        #expect(try Self.chosen("0.0.0.0", "10.0.0.0/8") == ["172.17.0.1", "192.168.1.5"])
    }
}
