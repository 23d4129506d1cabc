/// The commands of the explorer that made the session what it is: where it connected, how it was secured, who logged in.
///
/// The transcript shows what they caused. A recording and a script want to know the command itself.
struct Journal: Sendable {
    /// A command at its place in the transcript.
    struct Mark: Sendable {
        /// Counted from 0.
        let number: Int
        /// The line, without a secret.
        let line: [UInt8]
        /// When it was given.
        let time: WallTime
        /// The first entry that came after it.
        let start: EntryID

        /// The name of the command, in small letters.
        var name: String {
            String(decoding: line.dropFirst().prefix { !$0.isBlank }.map(\.lowercased), as: UTF8.self)
        }
    }

    /// The most commands that are kept.
    static let capacity = 10_000

    /// The commands whose line is kept, by name. All others only show something.
    private static let keptNames: Set<String> = [
        "connect", "disconnect", "reconnect", "practice", "starttls", "auth", "set", "hold", "release", "message",
        "bdat",
        "compose", "xclient", "xforward",
    ]

    private(set) var marks: [Mark] = []
    private(set) var nextNumber = 0

    /// Notes a command that was understood, and is about to be performed.
    mutating func add(_ line: [UInt8], at time: WallTime, before start: EntryID) {
        let mark = Mark(number: nextNumber, line: line, time: time, start: start)
        guard Self.keptNames.contains(mark.name) else { return }
        nextNumber += 1
        marks.append(mark)
        if marks.count > Self.capacity { marks.removeFirst(Self.capacity / 10) }
    }

    /// The commands from this number on.
    func marks(from number: Int) -> ArraySlice<Mark> {
        let first = nextNumber - marks.count
        return marks[min(max(0, number - first), marks.count)...]
    }
}
