/// Another protocol than SMTP, told from what a client says first.
///
/// Such a client understands no reply, and its next lines could be meant as commands by somebody else's page: the
/// connection is closed.
enum ForeignProtocol: Hashable, Sendable {
    case http
    case ssh
    case tls
    case binary

    /// The content type of a TLS handshake record, the first byte of every ClientHello.
    /// - SeeAlso: RFC 8446 §5.1
    private static let tlsHandshake: UInt8 = 0x16
    /// What a terminal sends for an arrow key begins with this byte: a person at work, not another protocol.
    private static let escape: UInt8 = 0x1B

    private static let httpMethods = [
        "GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH", "PRI",
    ]

    /// Judges the first byte of a line.
    init?(firstByte byte: UInt8) {
        switch byte {
        case Self.tlsHandshake: self = .tls
        case ASCII.cr, ASCII.lf, ASCII.tab, Self.escape: return nil
        case 0x20...0x7E: return nil
        default: self = .binary
        }
    }

    /// Judges a whole line, without its ending.
    init?(line: [UInt8]) {
        if line.starts(with: "SSH-".utf8) {
            self = .ssh
        } else if Self.isHTTPRequest(line) {
            self = .http
        } else {
            return nil
        }
    }

    private static func isHTTPRequest(_ line: [UInt8]) -> Bool {
        guard let space = line.firstIndex(of: ASCII.space) else { return false }
        let method = line[..<space]
        return httpMethods.contains { method.elementsEqual($0.utf8) }
    }

    /// What the client is told before the connection is closed.
    var situation: ReplySituation {
        switch self {
        case .http:
            ReplySituation(
                .foreignProtocol, 554, 5, 5, 1, "This is an SMTP server, not a web server; closing the connection")
        case .ssh:
            ReplySituation(
                .foreignProtocol, 554, 5, 5, 1, "This is an SMTP server, not an SSH server; closing the connection")
        case .tls:
            ReplySituation(
                .foreignProtocol, 554, 5, 5, 1,
                "That is a TLS handshake; this port speaks plain SMTP, so connect without TLS")
        case .binary:
            ReplySituation(
                .foreignProtocol, 554, 5, 5, 1,
                "Those bytes are not SMTP; a session begins with EHLO and a name. Closing")
        }
    }
}
