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
    }

    private var contents: [Int: Content] = [:]
    private var lastNumber = 0

    /// Whether there is none.
    var isEmpty: Bool { contents.isEmpty }

    /// Notes that a file is being written, and gives the number of its action.
    mutating func add(_ content: Content) -> Int {
        lastNumber += 1
        contents[lastNumber] = content
        return lastNumber
    }

    /// What the file of this number holds; asked once.
    mutating func take(_ number: Int) -> Content? { contents.removeValue(forKey: number) }
}
