import TestSupport

/// A client that means the server no good. It keeps its connection as busy as its sort does, and comes back whenever it is
/// thrown out.
final class HostileClient {
    enum Sort: CaseIterable {
        /// Connects and says nothing.
        case silent
        /// Says that it has nothing to say.
        case finished
        /// Sends a command byte by byte, and never its end.
        case dripping
        case randomBytes
        case endlessLine
        case endlessHeader
        /// Sends commands and reads no replies.
        case deaf
        /// Resets the connection in the middle of a command.
        case resetting
        /// Says STARTTLS, and then anything but a handshake.
        case brokenHandshake
        /// Says STARTTLS, and then nothing.
        case silentHandshake
        /// Sends rubbish to the port for TLS.
        case rubbishUnderTLS
        /// Announces more by BDAT than it will ever send.
        case hugeChunk
        case endlessLogin
        case idleCommands
        case manyRecipients
    }

    /// What it says first, each line after the reply to the one before.
    private static func opening(_ sort: Sort) -> [String] {
        switch sort {
        case .silent, .finished, .dripping, .randomBytes, .endlessLine, .rubbishUnderTLS: []
        case .deaf, .idleCommands, .resetting: ["EHLO x"]
        case .brokenHandshake, .silentHandshake: ["EHLO x", "STARTTLS"]
        case .endlessLogin: ["EHLO x", "AUTH LOGIN"]
        case .manyRecipients: ["EHLO x", "MAIL FROM:<>"]
        case .endlessHeader: ["EHLO x", "MAIL FROM:<>", "RCPT TO:<student@practice.test>", "DATA"]
        case .hugeChunk: ["EHLO x", "MAIL FROM:<>", "RCPT TO:<student@practice.test>", "BDAT 9000000000"]
        }
    }

    /// What it sends again and again after that.
    private static func pressure(_ sort: Sort, _ generator: inout SeededGenerator) -> [UInt8] {
        switch sort {
        case .silent, .finished, .silentHandshake, .hugeChunk: []
        case .dripping, .endlessLogin: [UInt8(ascii: "Q")]
        case .randomBytes, .brokenHandshake: (0..<256).map { _ in UInt8.random(in: 0...255, using: &generator) }
        case .rubbishUnderTLS:
            [0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xFC]
                + (0..<508).map { _ in UInt8.random(in: 0...255, using: &generator) }
        case .endlessLine: [UInt8](repeating: UInt8(ascii: "a"), count: 16_384)
        case .endlessHeader: Array(("X: " + String(repeating: "a", count: 995) + "\r\n").utf8) * 16
        case .deaf, .manyRecipients: Array("RCPT TO:<student@practice.test>\r\n".utf8) * 256
        case .idleCommands: Array("NOOP\r\n".utf8) * 64
        case .resetting: Array("MAIL FROM:<a@".utf8)
        }
    }

    private let sort: Sort
    private let port: Int
    private let source: String
    private let opening: [String]
    private let pressure: [UInt8]
    private var connection: SocketClient?
    private var said = 0
    private var position = 0
    /// Whether it has said what it says first, or has been thrown out before.
    private(set) var hasBegun = false

    init(_ sort: Sort, of server: PracticePorts, source: String, seed: UInt64) throws {
        self.sort = sort
        self.source = source
        port = sort == .rubbishUnderTLS ? server.secure : server.plain
        opening = Self.opening(sort)
        var generator = SeededGenerator(seed: seed)
        pressure = Self.pressure(sort, &generator)
        try connect()
    }

    private func connect() throws {
        let client = try SocketClient(port: port, source: source)
        if sort == .finished { client.finishSending() }
        connection = client
        said = 0
        position = 0
    }

    /// Does what it can do without waiting.
    func press() throws {
        guard let connection else { return try connect() }
        let isDeaf = sort == .deaf && said == opening.count
        guard let heard = isDeaf ? 0 : connection.ignoreWhatCame() else { return leave() }
        if said < opening.count {
            guard heard > 0 else { return }
            if connection.offer(Array((opening[said] + "\r\n").utf8)) == nil { return leave() }
            said += 1
            return
        }
        hasBegun = true
        guard !pressure.isEmpty else { return }
        guard let taken = connection.offer(Array(pressure[position...])) else { return leave() }
        position = (position + taken) % pressure.count
        if sort == .resetting { leave() }
    }

    /// Leaves without a goodbye. A reset frees its port at once.
    func leave() {
        connection?.reset()
        connection = nil
        hasBegun = true
    }
}

/// Where a server listens.
struct PracticePorts: Sendable {
    let plain: Int
    let secure: Int
}

private func * (bytes: [UInt8], count: Int) -> [UInt8] { Array([[UInt8]](repeating: bytes, count: count).joined()) }
