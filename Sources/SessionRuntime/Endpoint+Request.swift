import SMTPTransport
import SessionCore

/// What a request changes about the place that was written.
extension Endpoint {
    /// The same host at the port of LMTP, which must not be SMTP's.
    /// - SeeAlso: RFC 2033 §5
    var atLMTPPort: Endpoint {
        switch place {
        case .host(let host): return Endpoint(host: host, port: nil, scheme: .lmtp) ?? self
        case .address(let address): return Endpoint(address: address, port: nil, scheme: .lmtp) ?? self
        case .unixSocket: return self
        }
    }

    /// "Any of our addresses" in the family of this place; of IPv4 when a name has not been looked up yet.
    func anySource(_ family: ConnectRequest.Family?) -> IPAddress? {
        if case .address(let address) = place { return IPAddress(address.family == .ipv6 ? "::" : "0.0.0.0") }
        return IPAddress(family == .ipv6 ? "::" : "0.0.0.0")
    }
}
