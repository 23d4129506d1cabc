/// What swaks asks its surroundings for.
public struct SwaksSurroundings: Sendable {
    /// The name of the user, for a sender that is not given.
    public var user: String
    /// The name of this machine, for EHLO, the sender and the Message-ID.
    public var host: String
    /// The number of the process, which swaks puts into the Message-ID and the boundary.
    public var process: Int
    /// The Date field.
    public var date: String
    /// The same moment as `20261124192238`, for the Message-ID.
    public var compactDate: String
    /// The bytes of a file; nil when there is none that can be read.
    public var file: @Sendable (String) -> [UInt8]?

    /// Surroundings.
    public init(
        user: String, host: String, process: Int, date: String, compactDate: String,
        file: @escaping @Sendable (String) -> [UInt8]?
    ) {
        self.user = user
        self.host = host
        self.process = process
        self.date = date
        self.compactDate = compactDate
        self.file = file
    }
}
