import Crypto
import NIOCore

/// What a practice server shows of itself under TLS, as its scenario wants it.
struct PracticeIdentity: Sendable {
    /// The certificate of the authority that clients are told to trust, as PEM.
    let authorityPEM: [UInt8]
    /// The server's own certificate. It is signed with ECDSA and SHA-256 whatever the scenario.
    let certificateDER: [UInt8]
    /// The key that belongs to it, as PKCS #8.
    let privateKeyDER: [UInt8]

    /// The channel binding `tls-server-end-point`: the hash of the certificate, by the hash of its signature.
    /// - SeeAlso: RFC 5929 §4.1
    var serverEndPoint: [UInt8] { Array(SHA256.hash(data: certificateDER)) }

    /// Makes keys and certificates.
    /// - Parameter addresses: addresses beside those of loopback that the certificate is good for.
    init(hostName: String, scenario: Scenario, addresses further: [String] = []) throws {
        let authority = try PracticeAuthority(named: "Practice authority")
        let names = [hostName, "localhost"]
        var addresses: [[UInt8]] = [[127, 0, 0, 1], [UInt8](repeating: 0, count: 15) + [1]]
        for text in further {
            guard let address = try? SocketAddress(ipAddress: text, port: 0) else { continue }
            let bytes = AddressRange.bytes(of: address)
            // What is listened at may be all addresses, which is none.
            if !addresses.contains(bytes), bytes.contains(where: { $0 != 0 }) { addresses.append(bytes) }
        }
        let issued: PracticeAuthority.Issued =
            switch scenario.settings.certificate {
            case .valid:
                try authority.issue(to: hostName, names: names, addresses: addresses)
            case .expired:
                try authority.issue(to: hostName, names: names, addresses: addresses, .over)
            case .notYetValid:
                try authority.issue(to: hostName, names: names, addresses: addresses, .future)
            case .wrongName:
                try authority.issue(to: "mail.example.net", names: ["mail.example.net", "smtp.example.net"])
            case .selfSigned:
                try authority.issue(to: hostName, names: names, addresses: addresses, isSelfSigned: true)
            case .unknownAuthority:
                try PracticeAuthority(named: "Authority that nobody knows")
                    .issue(to: hostName, names: names, addresses: addresses)
            }
        authorityPEM = try authority.pem()
        certificateDER = issued.der
        privateKeyDER = issued.privateKeyDER
    }
}
