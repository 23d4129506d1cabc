/// What is known of a subject (TLS, the server, the message), laid out for reading: the panel of the screen and line mode show the
/// same.
public struct FactPage: Hashable, Sendable {
    /// A label, what it is, and how much attention that wants. Foreign text is already escaped.
    public struct Row: Hashable, Sendable {
        /// What it is about; empty for another line of the row above.
        public let label: String
        /// What there is.
        public let text: String
        /// How much attention it wants; `information` is the usual.
        public let level: Level

        /// A row.
        public init(_ label: String, _ text: String, level: Level = .information) {
            self.label = label
            self.text = text
            self.level = level
        }
    }

    /// Rows under a title.
    public struct Section: Hashable, Sendable {
        /// What the rows are about.
        public let title: String
        /// The rows.
        public let rows: [Row]

        /// A section.
        public init(title: String, rows: [Row]) {
            self.title = title
            self.rows = rows
        }
    }

    /// The sections, in their order.
    public let sections: [Section]

    /// A page.
    public init(sections: [Section]) { self.sections = sections }
}
