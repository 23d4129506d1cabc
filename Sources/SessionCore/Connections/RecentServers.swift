/// The servers that were connected to last, newest first: where they are and how TLS begins there, and nothing else.
public struct RecentServers: Hashable, Sendable {
    /// The most servers that are kept.
    public static let maximumCount = 20
    /// Longer targets are not kept, in bytes.
    public static let maximumTargetLength = 300
    /// The most bytes that their file can have.
    public static let maximumSize = maximumCount * (maximumTargetLength * 4 + 64)

    /// What to ask for to connect to each again.
    public private(set) var requests: [ConnectRequest] = []

    /// None.
    public init() {}

    /// Reads what ``encoded()`` wrote. A line that is no `:connect` is left out, and so is all that would not be kept.
    public init(decoding bytes: some Collection<UInt8>) {
        for line in bytes.split(separator: 0x0A).prefix(Self.maximumCount) {
            guard case .connect(let request)? = try? ExplorerCommand(parsing: Array(line)),
                let kept = Self.kept(of: request), !requests.contains(kept)
            else { continue }
            requests.append(kept)
        }
    }

    /// Puts a server at the front. The practice server is always there, and is not kept.
    /// - Returns: whether anything has changed.
    @discardableResult
    public mutating func add(_ request: ConnectRequest) -> Bool {
        guard let kept = Self.kept(of: request), requests.first != kept else { return false }
        requests.removeAll { $0 == kept }
        requests.insert(kept, at: 0)
        requests.removeLast(max(0, requests.count - Self.maximumCount))
        return true
    }

    /// The servers as lines of the session's language, each ended by LF.
    public func encoded() -> [UInt8] { requests.flatMap { Array($0.line.utf8) + [0x0A] } }

    /// The target, the mode of TLS and the protocol. Files, names, pins and addresses of ours are left out; so is a target with
    /// something before an `@`, which may be meant as a login.
    private static func kept(of request: ConnectRequest) -> ConnectRequest? {
        guard case .text(let text) = request.target, text.utf8.count <= maximumTargetLength, !text.contains("@"),
            text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
        else { return nil }
        var kept = ConnectRequest(.text(text))
        kept.tls.mode = request.tls.mode
        kept.isLMTP = request.isLMTP
        return kept
    }
}
