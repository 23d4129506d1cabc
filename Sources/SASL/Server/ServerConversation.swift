/// The server's side of one mechanism. ``ServerExchange`` keeps the order of events.
protocol ServerConversation: Sendable {
    /// The challenge that a mechanism begins with in which the server speaks first.
    var firstChallenge: [UInt8] { get }
    /// The client's next message came, and it is not too long. The first may have been its initial response.
    mutating func received(_ response: [UInt8]) -> ServerStep
}

extension ServerConversation {
    /// Where the client speaks first, an empty challenge asks it to.
    /// - SeeAlso: RFC 4954 §4
    var firstChallenge: [UInt8] { [] }
}
