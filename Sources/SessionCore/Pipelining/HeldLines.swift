/// The command lines that `:hold` has collected, in their order. They may hold secrets, so nothing prints them as they are.
struct HeldLines: Sendable, SecretHolder {
    /// The most lines that are held. The longest envelopes have some ten thousand recipients.
    static let maximumLines = 100_000
    /// The most bytes that are held.
    static let maximumBytes = 16 * 1_048_576

    private(set) var lines: [[UInt8]] = []
    private var byteCount = 0
    /// Whether a login was held: what comes behind it may be a password.
    private(set) var holdsLogin = false

    init() {}

    /// Whether there is room for one more.
    func hasRoom(for line: [UInt8]) -> Bool {
        lines.count < Self.maximumLines && byteCount + line.count <= Self.maximumBytes
    }

    mutating func append(_ line: [UInt8], isLogin: Bool) {
        holdsLogin = holdsLogin || isLogin
        lines.append(line)
        byteCount += line.count
    }

    /// Takes out everything up to and with this line, or everything.
    mutating func take(through end: Int?) -> [[UInt8]] {
        let taken = Array(lines.prefix((end ?? lines.count - 1) + 1))
        lines.removeFirst(taken.count)
        byteCount -= taken.reduce(0) { $0 + $1.count }
        return taken
    }
}
