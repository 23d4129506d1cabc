import NIOCore
import NIOPosix

/// Runs async work for a caller that has a thread of its own and nothing to do meanwhile.
enum Blocking {
    /// Waits for the work on another thread. Not for event loops.
    static func run<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) throws -> Value {
        try MultiThreadedEventLoopGroup.singleton.any().makeFutureWithTask(work).wait()
    }
}
