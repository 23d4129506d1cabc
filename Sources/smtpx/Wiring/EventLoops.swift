import NIOCore
import NIOPosix

/// The event loops of the program.
enum EventLoops {
    /// For what one person does: a few connections, which are mostly waited for. One loop carries them, and each further one
    /// would be a thread with memory of its own. Ask for it before anything else uses the network.
    static var forOnePerson: MultiThreadedEventLoopGroup {
        NIOSingletons.groupLoopCountSuggestion = 1
        return .singleton
    }
}
