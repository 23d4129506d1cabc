/// The files that are being written, by the numbers of their actions, and what to say when each stands.
struct PendingSaves: Sendable {
    /// What goes into a file.
    enum Content: Sendable {
        /// The certificates that the server presented.
        case chain(count: Int)
        /// The certificate of the practice server's authority.
        case practiceAuthority
        /// A message that was written and could not be sent.
        case draft
        /// What is written of the session from now on.
        case recording
        /// The session as it is now.
        case export(ExportFormat)
    }

    private var contents: [Int: Content] = [:]
    private var lastNumber = 0

    /// Whether there is none.
    var isEmpty: Bool { contents.isEmpty }

    /// Notes that a file is being written, and gives the number of its action.
    mutating func add(_ content: Content) -> Int {
        let number = nextNumber()
        contents[number] = content
        return number
    }

    /// A number for an action about a file that no other has.
    mutating func nextNumber() -> Int {
        lastNumber += 1
        return lastNumber
    }

    /// What the file of this number holds; asked once.
    mutating func take(_ number: Int) -> Content? { contents.removeValue(forKey: number) }
}
