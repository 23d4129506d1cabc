/// The usual commands, sorted by whether they fit now.
public struct NextMoves: Hashable, Sendable {
    /// A command that does not fit now, and why.
    public struct Excluded: Hashable, Sendable {
        /// The command.
        public let verb: Verb
        /// Why, in a few plain words.
        public let reason: String
    }

    /// What fits now, in the usual order.
    public internal(set) var now: [Verb] = []
    /// What fits later, or after something else.
    public internal(set) var later: [Excluded] = []
    /// What the server does not offer.
    public internal(set) var notOffered: [Excluded] = []
}
