/// How much of a text was understood.
public struct TraceCounts: Hashable, Sendable {
    /// All lines.
    public var lines = 0
    /// Lines that belong to a recognised form, whether a finding came of them or not.
    public var recognised = 0
    /// Blank lines.
    public var blank = 0
    /// Findings.
    public var findings = 0
    /// The first lines that nothing recognised: their numbers, and what they say, each within `MailTraceLimits.shownLine` octets.
    public var samples: [Sample] = []

    /// Lines that nothing recognised.
    public var unrecognised: Int { lines - recognised - blank }

    /// A line that nothing recognised.
    public struct Sample: Hashable, Sendable {
        /// Its number, counted from 1.
        public let line: Int
        /// Its beginning.
        public let bytes: [UInt8]
    }
}

/// The sizes that a reader of traces holds.
public enum MailTraceLimits {
    /// The longest line that is looked at, in octets; what is longer is cut.
    public static let line = 65_536
    /// The most replies and lines that one open reply, recipient or paragraph keeps, in octets.
    public static let open = 65_536
    /// The most findings that one message keeps back until its end.
    public static let held = 1_000
    /// The most commands that wait for replies in one session, and sessions in one protocol log.
    public static let waiting = 1_000
    /// How many lines that nothing recognised are kept to be shown.
    public static let samples = 5
    /// How much of such a line is kept, in octets.
    public static let shownLine = 200
}
