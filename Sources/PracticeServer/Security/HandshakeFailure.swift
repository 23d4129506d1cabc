import NIOSSL

/// Why a handshake failed, in words for the server's log.
enum HandshakeFailure {
    /// Reason codes of the TLS library, and what they mean here.
    private static let reasons: [(code: String, words: String)] = [
        ("ALERT_UNKNOWN_CA", "the client does not know the authority behind the certificate"),
        ("ALERT_CERTIFICATE_EXPIRED", "the client says that the certificate is over"),
        ("ALERT_CERTIFICATE_UNKNOWN", "the client refused the certificate"),
        ("ALERT_BAD_CERTIFICATE", "the client refused the certificate"),
        ("ALERT_PROTOCOL_VERSION", "the client does not speak this version of TLS"),
        ("ALERT_INSUFFICIENT_SECURITY", "the client wants stronger protection"),
        ("UNSUPPORTED_PROTOCOL", "the client offered no version of TLS that is spoken here"),
        ("NO_SHARED_CIPHER", "client and server have no cipher suite in common"),
        ("WRONG_VERSION_NUMBER", "the client spoke plain text where a handshake should have been"),
        ("BAD_RECORD_MAC", "the client broke the handshake off, or what it sent was damaged on the way"),
        ("HTTP_REQUEST", "a web browser spoke where a handshake should have been"),
    ]

    static func words(for error: any Error) -> String {
        if case .handshakeFailed(.sslError(let list))? = error as? NIOSSLError, list.contains(.eofDuringHandshake) {
            return "the client hung up in the middle of the handshake"
        }
        let text = String(describing: error)
        return reasons.first { text.contains($0.code) }?.words ?? "the TLS library says: \(reason(in: text))"
    }

    /// The library's own name for what happened, without the numbers, files and lines around it.
    private static func reason(in text: String) -> String {
        let words = text.split { !($0.isLetter || $0.isNumber || $0 == "_") }
        let mark = words.firstIndex { $0.hasSuffix("OPENSSL_internal") }
        let code = mark.flatMap { words[$0...].dropFirst().first } ?? "handshake failed"
        return code.lowercased().replacing("_", with: " ")
    }

    static func tooSlow(_ limit: Duration) -> String {
        "no whole handshake came within \(limit.components.seconds) s"
    }
}
