/// What the user has said about committing messages.
struct CommitLeave: Sendable {
    /// The targets for which a yes was given, in this run of the program.
    var targets: Set<ConnectRequest.Target> = []
    /// True while the one thing is sent that the user has just said yes to.
    var isGivenNow = false
}
