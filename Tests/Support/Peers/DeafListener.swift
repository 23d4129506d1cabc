import Glibc

/// A port on which connecting hangs: its queue is full, and the system drops every further SYN.
public final class DeafListener: Sendable {
    /// The port on 127.0.0.1.
    public let port: Int
    private let descriptors: [Int32]

    /// Fills the queue of a new listener.
    public init() throws {
        guard let listener = PeerSocket.listen(family: AF_INET, backlog: 0) else { throw ScriptedPeer.CannotListen() }
        port = listener.port
        var descriptors = [listener.descriptor]
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(listener.port).bigEndian)
        address.sin_addr.s_addr = in_addr_t(INADDR_LOOPBACK).bigEndian
        // The queue holds one more than the backlog; the fourth finds it full for certain.
        for _ in 0..<4 {
            let client = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
            guard client >= 0 else { break }
            withUnsafeBytes(of: &address) { bytes in
                if let base = bytes.assumingMemoryBound(to: sockaddr.self).baseAddress {
                    _ = connect(client, base, socklen_t(bytes.count))
                }
            }
            descriptors.append(client)
        }
        self.descriptors = descriptors
    }

    deinit { for descriptor in descriptors { _ = Glibc.close(descriptor) } }
}
