import Glibc

/// A gate between a test and its peer: closed at first, then open for good.
public final class PeerGate: Sendable {
    // A pipe whose byte is never read: readable means open.
    private let readEnd: Int32
    private let writeEnd: Int32

    /// A closed gate.
    public init() {
        var ends: [Int32] = [-1, -1]
        let status = pipe(&ends)
        precondition(status == 0, "the test process has no descriptor left")
        readEnd = ends[0]
        writeEnd = ends[1]
    }

    deinit {
        _ = Glibc.close(readEnd)
        _ = Glibc.close(writeEnd)
    }

    /// Opens it.
    public func open() {
        var byte: UInt8 = 1
        _ = write(writeEnd, &byte, 1)
    }

    /// Waits until it is open. `false` when the time is over.
    public func wait(_ patience: Patience = Patience()) -> Bool {
        patience.poll(readEnd, for: POLLIN)
    }
}
