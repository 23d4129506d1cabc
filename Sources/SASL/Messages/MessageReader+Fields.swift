/// How the messages of each mechanism fall into parts.
extension MessageReader {
    /// The parts of the client's message in this place, counted from 0; nil when it is not what the mechanism sends
    /// there.
    func clientFields(_ message: [UInt8], place: Int, isSecret: Bool) -> [MessageField]? {
        switch mechanism {
        case .plain: Self.plain(message)
        case .login: Self.login(message, isSecret: isSecret)
        case .cramMD5: Self.cram(message)
        case .oauthBearer: place == 0 ? OAuthMessage(bearer: message).map(Self.token) : Self.nod(message)
        case .xoauth2: place == 0 ? OAuthMessage(xoauth2: message).map(Self.token) : Self.nod(message)
        case .external: isSecret ? nil : Self.shown("acting as", message)
        case .anonymous: isSecret ? nil : Self.shown("trace", message)
        case .scramSHA1, .scramSHA1Plus, .scramSHA256, .scramSHA256Plus:
            switch place {
            case 0: Self.scramFirst(message)
            case 1: Self.scramFinal(message)
            case _: nil
            }
        case nil: nil
        }
    }

    /// Whether a prompt asks for a password. Servers write it in many ways; these are in nearly all of them.
    static func namesPassword(_ prompt: [UInt8]) -> Bool {
        let prompt = Array(String(decoding: prompt, as: UTF8.self).lowercased().utf8)
        return ["pass", "pwd", "kennwort"].contains { word in
            prompt.indices.contains { prompt[$0...].starts(with: word.utf8) }
        }
    }

    /// An attribute of a SCRAM server.
    /// - SeeAlso: RFC 5802 §5.1
    static func serverField(_ attribute: SCRAMAttributes.Attribute) -> MessageField {
        let name =
            switch attribute.name {
            case UInt8(ascii: "r"): "combined nonce"
            case UInt8(ascii: "s"): "salt"
            case UInt8(ascii: "i"): "iterations"
            case UInt8(ascii: "v"): "server signature"
            case UInt8(ascii: "e"): "error"
            case _: "extension \(Unicode.Scalar(attribute.name))"
            }
        return MessageField(name, attribute.value)
    }

    private static func plain(_ message: [UInt8]) -> [MessageField]? {
        guard let parts = PlainMessage(message) else { return nil }
        return shown("acting as", parts.authorizationIdentity) + [
            MessageField("user", parts.user), .secret("password"),
        ]
    }

    private static func login(_ message: [UInt8], isSecret: Bool) -> [MessageField] {
        isSecret ? [.secret("password")] : shown("user", message)
    }

    /// A part, unless it is empty.
    private static func shown(_ name: String, _ value: [UInt8]) -> [MessageField] {
        value.isEmpty ? [] : [MessageField(name, value)]
    }

    private static func cram(_ message: [UInt8]) -> [MessageField]? {
        CRAMResponse(message).map { [MessageField("user", $0.user), .secret("digest")] }
    }

    private static func token(_ message: OAuthMessage) -> [MessageField] {
        shown("user", message.user) + shown("host", message.host) + shown("port", message.port)
            + [.secret("access token")]
    }

    /// The answer to a server's error: nothing in XOAUTH2, the byte 0x01 in OAUTHBEARER.
    private static func nod(_ message: [UInt8]) -> [MessageField]? {
        message.isEmpty || message == [OAuthMessage.separator] ? [MessageField("acknowledgement", message)] : nil
    }

    private static func scramFirst(_ message: [UInt8]) -> [MessageField]? {
        guard let first = SCRAMClientFirst(message) else { return nil }
        return [MessageField("channel binding", words(for: first.header.binding))]
            + shown("acting as", first.header.authorizationIdentity)
            + [MessageField("user", first.user), MessageField("client nonce", first.nonce)]
    }

    private static func scramFinal(_ message: [UInt8]) -> [MessageField]? {
        guard let final = SCRAMClientFinal(message), let header = GS2Header(beginning: final.binding) else {
            return nil
        }
        return [
            MessageField("channel binding", words(for: header.binding)), MessageField("combined nonce", final.nonce),
            .secret("proof"),
        ]
    }

    private static func words(for binding: GS2Header.Binding) -> [UInt8] {
        switch binding {
        case .unsupported: Array("none".utf8)
        case .notOffered: Array("none, since the server did not offer it".utf8)
        case .bound(let kind): kind
        }
    }
}
