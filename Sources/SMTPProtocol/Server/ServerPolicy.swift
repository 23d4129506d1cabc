/// What a server decides by itself: whose mail it takes, and what it says about names.
///
/// A `ServerMachine` asks only about commands that are well formed and in order; syntax, sequence and limits are its own.
public protocol ServerPolicy: Sendable {
    /// May a message with this reverse-path be sent?
    func decide(reversePath: MailPath) -> ServerDecision
    /// May the message go to this forward-path?
    func decide(forwardPath: MailPath) -> ServerDecision
    /// The answer to VRFY.
    /// - SeeAlso: RFC 5321 §3.5.1
    func verify(_ name: [UInt8]) -> ServerDecision
    /// The answer to EXPN.
    /// - SeeAlso: RFC 5321 §3.5.1
    func expand(_ list: [UInt8]) -> ServerDecision
    /// Steps in at a moment of the session; nil lets it go on as usual.
    func intervene(at moment: ServerMoment) -> ServerIntervention?
    /// The words for a situation: the practice server's own, or those of the software that is imitated.
    func reply(in situation: ReplySituation, of session: ServerMachine) -> ServerReply
}

extension ServerPolicy {
    /// A policy that says nothing about words has the practice server's own.
    public func reply(in situation: ReplySituation, of session: ServerMachine) -> ServerReply { situation.own }
}
