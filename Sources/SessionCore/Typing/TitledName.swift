extension Session {
    /// What a command can name and Tab offers: a lesson, or a scenario of the practice server.
    public struct TitledName: Hashable, Sendable {
        /// What the command calls it.
        public let name: String
        /// What it is, in a few words.
        public let title: String

        /// A name and what it stands for.
        public init(name: String, title: String) {
            self.name = name
            self.title = title
        }
    }

    /// How the name of a scenario's file ends.
    static let scenarioEnding = ".scenario"
}
