extension Session {
    /// A lesson that can be named in a command.
    public struct LessonName: Hashable, Sendable {
        /// What `:lesson` calls it.
        public let name: String
        /// Its title.
        public let title: String

        /// A lesson's name.
        public init(name: String, title: String) {
            self.name = name
            self.title = title
        }
    }
}
