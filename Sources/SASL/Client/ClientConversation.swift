/// The client's side of one mechanism. ``ClientExchange`` keeps the order of events, so each is called only when it is
/// due.
protocol ClientConversation: Sendable {
    /// The mechanism begins: the initial response, or `.wait`.
    mutating func begin() -> ClientStep
    /// A challenge came that is not too long.
    mutating func received(challenge: [UInt8]) -> ClientStep
    /// A key that the conversation asked for is there.
    mutating func derived(_ key: DerivedKey) -> ClientStep
    /// What a success at this moment says about the server.
    var serverProof: ServerProof { get }
}

extension ClientConversation {
    /// Only SCRAM asks for keys.
    mutating func derived(_ key: DerivedKey) -> ClientStep { .wait }

    /// Only SCRAM lets the server prove itself.
    var serverProof: ServerProof { .notPartOfMechanism }
}
