extension Session {
    /// A scenario of the practice server, as far as a session knows of it.
    public struct ScenarioName: Hashable, Sendable {
        /// What `:practice` calls it.
        public let name: String
        /// What goes wrong, in a few words.
        public let title: String

        /// A scenario's name.
        public init(name: String, title: String) {
            self.name = name
            self.title = title
        }
    }

    /// How the name of a scenario's file ends.
    static let scenarioEnding = ".scenario"
}
