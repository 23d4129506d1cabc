import Glibc

/// Lets one thread wait in `poll` for what other threads have to say.
final class WakePipe: Sendable {
    /// Readable while there has been a wake that nobody has taken.
    let descriptor: Int32
    private let writeEnd: Int32

    /// - Throws: `SystemError` when no descriptor is left.
    init() throws(SystemError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw SystemError(doing: "open a pipe") }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        descriptor = ends[0]
        writeEnd = ends[1]
    }

    deinit {
        close(descriptor)
        close(writeEnd)
    }

    /// Can be called from any thread. A pipe that is full is already as awake as can be.
    func wake() {
        var byte: UInt8 = 1
        _ = write(writeEnd, &byte, 1)
    }

    /// Takes all wakes.
    func clear() {
        var buffer = [UInt8](repeating: 0, count: 64)
        while read(descriptor, &buffer, buffer.count) > 0 {}
    }
}
