/// How a connection is opened and how much of it is buffered.
public struct ConnectionOptions: Sendable {
    /// How many bytes may wait for the consumer before reading stops.
    ///
    /// Room for one whole reply of any sane size, and small enough that an endless one costs nothing.
    public static let standardReceiveWindow = 256 * 1024

    /// How long to wait for what. The connection itself keeps ``Deadlines/connect`` and
    /// ``Deadlines/dataBlock``; the others are waits for replies, which only a session knows.
    public var deadlines: Deadlines
    /// Use addresses of this family only; `nil` for both.
    public var family: IPAddress.Family?
    /// Connect from this address. It also decides the family.
    public var source: IPAddress?
    /// Connect from this port; `nil` for any.
    public var sourcePort: Int?
    /// Sent before everything else, in the clear, also before TLS.
    public var opening: [UInt8] = []
    /// How many bytes may wait for the consumer before reading stops.
    public var receiveWindow: Int
    /// Who is asked for the addresses of a name.
    public var nameService: any NameService
    /// How the connection is secured, when it is.
    public var tls: TLSOptions

    /// Options with the usual values.
    public init(
        deadlines: Deadlines = .standard, family: IPAddress.Family? = nil, source: IPAddress? = nil,
        receiveWindow: Int = ConnectionOptions.standardReceiveWindow,
        nameService: any NameService = SystemNameService(), tls: TLSOptions = TLSOptions()
    ) {
        self.deadlines = deadlines
        self.family = family
        self.source = source
        self.receiveWindow = receiveWindow
        self.nameService = nameService
        self.tls = tls
    }

    /// The families that may be used, in the order in which they are asked for.
    var families: [IPAddress.Family] {
        switch (family, source?.family) {
        case (nil, nil): [.ipv6, .ipv4]
        case (let wanted?, nil): [wanted]
        case (nil, let bound?): [bound]
        case (let wanted?, let bound?): wanted == bound ? [wanted] : []
        }
    }
}
