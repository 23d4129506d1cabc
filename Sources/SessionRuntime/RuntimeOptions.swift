public import SMTPTransport

/// What a ``SessionRuntime`` works with.
public struct RuntimeOptions: Sendable {
    /// Finds out where a practice server listens, perhaps after starting it, and calls back once from any thread.
    public typealias PracticeServerFinder =
        @Sendable (
            _ wish: PracticeWish, _ completion: @escaping @Sendable (Result<PracticeTarget, PracticeFailure>) -> Void
        ) -> Void

    /// Opens connections and keeps time.
    public var transport: Transport
    /// Where typed lines are kept from run to run; `nil` for nowhere.
    public var history: HistoryFile?
    /// Where the servers that were connected to are kept from run to run; `nil` for nowhere.
    public var recentServers: RecentServersFile?
    /// Where recordings stand for which no name is given; `nil` for the working folder.
    public var recordingsFolder: String?
    /// Who knows the practice server; `nil` when there is none.
    public var practice: PracticeServerFinder?
    /// Who is asked for the addresses of host names.
    public var nameService: any NameService
    /// Called from any thread when there is something to drain, beside the wake descriptor: for an owner whose loop
    /// waits on something of its own. Must be quick.
    public var onNews: (@Sendable () -> Void)?
    /// How long a second of a deadline lasts. Tests make it shorter, so that they need not wait.
    var second: Duration = .seconds(1)

    /// Options for a runtime.
    public init(
        transport: Transport, history: HistoryFile? = nil, recordingsFolder: String? = nil,
        practice: PracticeServerFinder? = nil,
        nameService: any NameService = SystemNameService()
    ) {
        self.transport = transport
        self.history = history
        self.recordingsFolder = recordingsFolder
        self.practice = practice
        self.nameService = nameService
    }
}
