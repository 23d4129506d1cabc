import SASL

/// What of a message must not come back on the screen: the wire form, the message, and the password in it.
enum LoginSecrets {
    /// Everything to look for in what the server says.
    /// - Parameters:
    ///   - line: the message as it goes over the wire, in base64.
    ///   - message: the message itself; nil when the line was no base64.
    static func parts(of message: [UInt8]?, line: [UInt8], mechanism: String) -> [[UInt8]] {
        guard let message else { return [line] }
        return [line, message] + (secret(in: message, mechanism: mechanism).map { [$0] } ?? [])
    }

    /// The password or token in a message, where it has a place of its own.
    private static func secret(in message: [UInt8], mechanism: String) -> [UInt8]? {
        switch Mechanism(name: mechanism) {
        case .plain: message.lastIndex(of: 0x00).map { Array(message[($0 + 1)...]) }
        case .xoauth2, .oauthBearer: token(in: message)
        case .login, .cramMD5, .external, .anonymous, nil: nil
        case .scramSHA1, .scramSHA1Plus, .scramSHA256, .scramSHA256Plus: nil
        }
    }

    /// The token behind `Bearer`, up to the next control-A.
    /// - SeeAlso: RFC 7628 §3.1
    private static func token(in message: [UInt8]) -> [UInt8]? {
        for part in message.split(separator: 0x01) where part.hasPrefix(ignoringCase: "auth=Bearer ") {
            return Array(part.dropFirst("auth=Bearer ".utf8.count))
        }
        return nil
    }
}
