/// What a `ServerPolicy` decided: what is said, after how long, and whether the connection lives on.
public struct ServerDecision: Hashable, Sendable {
    /// What is answered to; nil says nothing at all.
    public let situation: ReplySituation?
    /// How long the reply is held back, in seconds.
    public let delay: Int
    /// The connection is closed after the reply.
    public let closes: Bool

    /// A decision. A reply of 421 or 221 says that the connection ends, so it always closes; so does no reply.
    /// - SeeAlso: RFC 5321 §4.2.2, §3.8
    public init(_ situation: ReplySituation?, delay: Int = 0, closes: Bool = false) {
        self.situation = situation
        self.delay = max(0, delay)
        let code = situation?.own.code
        self.closes = closes || code == nil || code == 421 || code == 221
    }

    /// A decision for exactly this reply.
    public init(reply: ServerReply?, delay: Int = 0, closes: Bool = false) {
        self.init(reply.map { ReplySituation(exactly: $0) }, delay: delay, closes: closes)
    }

    /// The reply in the practice server's own words; nil says nothing at all.
    public var reply: ServerReply? { situation?.own }

    /// The path is taken: the reply is 2yz and the connection stays open.
    public var accepts: Bool { !closes && reply?.code.severity == .ok }

    /// Closes the connection without a word.
    public static let hangUp = ServerDecision(reply: nil, closes: true)
}
