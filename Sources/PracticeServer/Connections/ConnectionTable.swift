import NIOCore
import Synchronization

/// Who is connected: enforces the limits on connections, and knows every open channel when the server stops.
final class ConnectionTable: Sendable {
    private struct State {
        var channels: [Int: any Channel] = [:]
        var perAddress: [String: Int] = [:]
        var lastNumber = 0
        var isStopping = false
    }

    /// The number that a connection got, and whether it is served.
    enum Admission {
        case admitted(Int)
        case refused(Int)
        case stopping
    }

    private let limits: ConnectionLimits
    private let state = Mutex(State())

    init(limits: ConnectionLimits) {
        self.limits = limits
    }

    func admit(_ channel: any Channel, from address: String) -> Admission {
        state.withLock { state in
            guard !state.isStopping else { return .stopping }
            state.lastNumber += 1
            let number = state.lastNumber
            guard state.channels.count < limits.total, state.perAddress[address, default: 0] < limits.perAddress else {
                return .refused(number)
            }
            state.channels[number] = channel
            state.perAddress[address, default: 0] += 1
            return .admitted(number)
        }
    }

    /// The number of a connection that is turned away unlooked at.
    func turnAway() -> Int {
        state.withLock { state in
            state.lastNumber += 1
            return state.lastNumber
        }
    }

    func remove(_ number: Int, address: String) {
        state.withLock { state in
            guard state.channels.removeValue(forKey: number) != nil else { return }
            let left = state.perAddress[address, default: 1] - 1
            state.perAddress[address] = left > 0 ? left : nil
        }
    }

    /// How many connections are being served.
    var count: Int { state.withLock { $0.channels.count } }

    /// Admits nobody any more and names the connections that are open.
    func stop() -> [any Channel] {
        state.withLock { state in
            state.isStopping = true
            return Array(state.channels.values)
        }
    }
}
