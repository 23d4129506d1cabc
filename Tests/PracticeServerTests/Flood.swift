import Glibc
import Synchronization
import TestSupport

@testable import PracticeServer

/// Many hostile clients at once, of every sort, from as many addresses as the limit per address makes them use.
final class Flood: Sendable {
    private struct State {
        var isAtWork = false
        var isOver = false
    }

    /// How many clients come from one address.
    static let perAddress = 50
    /// So many clients press before the next pause.
    static let group = 50
    /// The pause, in milliseconds. The clients share the processor with the server, and must not win by that alone.
    static let pause: Int32 = 100
    private let count: Int
    private let state = Mutex(State())

    init(count: Int) { self.count = count }

    /// Whether all clients have begun.
    private var isAtWork: Bool { state.withLock { $0.isOver || $0.isAtWork } }

    private var isOver: Bool { state.withLock { $0.isOver } }

    private func end() { state.withLock { $0.isOver = true } }

    /// Presses until the end; then all leave at once.
    private func press(on server: PracticePorts) throws {
        defer { end() }
        let sorts = HostileClient.Sort.allCases
        let clients = try (0..<count).map { index in
            try HostileClient(
                sorts[index % sorts.count], of: server, source: "127.1.0.\(1 + index / Self.perAddress)",
                seed: UInt64(index))
        }
        defer { for client in clients { client.leave() } }
        while !isOver {
            for (index, client) in clients.enumerated() {
                try client.press()
                if isAtWork, index % Self.group == 0 { poll(nil, 0, Self.pause) }
            }
            if clients.allSatisfy(\.hasBegun) { state.withLock { $0.isAtWork = true } }
        }
    }

    /// Runs the work while the clients press, and returns when they have left.
    func during<Result: Sendable>(
        _ server: PracticeServer, _ work: @escaping @Sendable (PracticePorts) throws -> Result
    ) async throws -> Result {
        let ports = PracticePorts(plain: server.port, secure: server.securePort)
        async let pressing: Void = SocketClient.run { try self.press(on: ports) }
        let result = try await SocketClient.run {
            defer { self.end() }
            while !self.isAtWork { poll(nil, 0, 1) }
            return try work(ports)
        }
        try await pressing
        return result
    }
}

extension PracticeServerOptions {
    /// Lets a flood in, as a teacher with a large class would: nobody is kept out by a limit, so that only fairness helps.
    mutating func admit(_ count: Int) {
        connections = ConnectionLimits(total: 2 * count, perAddress: 2 * Flood.perAddress)
    }
}
