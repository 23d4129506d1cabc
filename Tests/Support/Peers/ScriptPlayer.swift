import Glibc

/// Plays the steps of a ``ScriptedPeer`` on its thread.
struct ScriptPlayer {
    private let listener: PeerSocket
    private let patience: Patience
    private var connection: PeerSocket?
    private var unread: [UInt8] = []
    private var report = ScriptedPeer.Report()

    init(listener: PeerSocket, patience: Patience) {
        self.listener = listener
        self.patience = patience
    }

    mutating func play(_ steps: [PeerStep], noteSent: (Int) -> Void) -> ScriptedPeer.Report {
        accept()
        for (index, step) in steps.enumerated() where report.problem == nil {
            perform(step, noteSent: noteSent)
            if let problem = report.problem { report.problem = "step \(index): \(problem)" }
        }
        connection?.close()
        listener.close()
        return report
    }

    private mutating func accept() {
        connection?.close()
        unread = []
        connection = listener.accept(patience)
        if connection == nil { report.problem = "nobody connected" }
    }

    private mutating func perform(_ step: PeerStep, noteSent: (Int) -> Void) {
        switch step {
        case .accept: accept()
        case .send(let bytes):
            if write(bytes, noteSent) < bytes.count { report.problem = "the client took no more bytes" }
        case .drip(let bytes, let pause): drip(bytes, pause, noteSent)
        case .flood(let piece, let limit):
            while report.sentCount < limit, write(piece, noteSent) == piece.count {}
        case .expect(let bytes): expect(bytes)
        case .expectLine: expectLine()
        case .halfClose: connection?.halfClose()
        case .close:
            connection?.close()
            connection = nil
        case .reset:
            connection?.reset()
            connection = nil
        case .awaitEnd: while readMore() {}
        case .await(let gate): if !gate.wait(patience) { report.problem = "the gate stayed closed" }
        case .open(let gate): gate.open()
        }
    }

    private mutating func write(_ bytes: [UInt8], _ noteSent: (Int) -> Void) -> Int {
        guard let connection else {
            report.problem = "there is no connection"
            return 0
        }
        let count = connection.write(bytes, patience)
        report.sentCount += count
        noteSent(report.sentCount)
        return count
    }

    /// Stops without a problem when the client hangs up: some tests are about that.
    private mutating func drip(_ bytes: [UInt8], _ pause: Duration, _ noteSent: (Int) -> Void) {
        for byte in bytes {
            if pause > .zero, let connection, Patience(pause).poll(connection.descriptor, for: POLLIN), !readMore() {
                return
            }
            if write([byte], noteSent) == 0 { return }
        }
    }

    private mutating func expect(_ bytes: [UInt8]) {
        while unread.count < bytes.count, bytes.starts(with: unread), readMore() {}
        guard unread.starts(with: bytes) else {
            let expected = String(decoding: bytes, as: UTF8.self).debugDescription
            report.problem = "expected \(expected), got \(String(decoding: unread, as: UTF8.self).debugDescription)"
            return
        }
        unread.removeFirst(bytes.count)
    }

    private mutating func expectLine() {
        while !unread.contains(0x0A), readMore() {}
        guard let end = unread.firstIndex(of: 0x0A) else {
            report.problem = "expected a line, got \(String(decoding: unread, as: UTF8.self).debugDescription)"
            return
        }
        unread.removeFirst(end + 1)
    }

    /// `false` when the client has ended its direction or the time is over.
    private mutating func readMore() -> Bool {
        guard let connection, report.clientEnd == nil else { return false }
        switch connection.read(patience) {
        case .bytes(let bytes):
            report.received += bytes
            unread += bytes
            return true
        case .end: report.clientEnd = .finished
        case .reset: report.clientEnd = .reset
        case .outOfTime: break
        }
        return false
    }
}
