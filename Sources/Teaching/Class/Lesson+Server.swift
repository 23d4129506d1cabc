extension LessonCondition {
    /// Whether a server can see it come true. What is said to the explorer alone, it cannot.
    public var isSeenByServer: Bool {
        switch self {
        case .connected, .disconnected, .sent, .content, .reply, .mailbox, .message, .tls, .login: true
        // Whom a client does not believe, only the client knows for sure.
        case .tlsFailed, .command, .answer: false
        }
    }
}

extension LessonStep {
    /// Whether a server can see that the step is done: each of its checks has a way that a server sees.
    public var isSeenByServer: Bool { checks.allSatisfy { $0.contains(where: \.isSeenByServer) } }
}

extension Lesson {
    /// How many of its steps a server can see done.
    public var stepCountSeenByServer: Int { steps.count(where: \.isSeenByServer) }
}
