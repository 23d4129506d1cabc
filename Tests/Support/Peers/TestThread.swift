import Glibc

/// A thread for a blocking peer, so that tests do not depend on a pool.
final class TestThread: Sendable {
    private final class Work: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    private let thread: pthread_t

    init(_ body: @escaping @Sendable () -> Void) {
        let work = Unmanaged.passRetained(Work(body))
        var thread = pthread_t()
        let status = pthread_create(
            &thread, nil,
            { context in
                if let context { Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body() }
                return nil
            }, work.toOpaque())
        precondition(status == 0, "the test machine has no thread left")
        self.thread = thread
    }

    /// Waits for its end. To be called once.
    func join() {
        pthread_join(thread, nil)
    }
}
