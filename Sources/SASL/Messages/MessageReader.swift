/// Follows the messages of an exchange that somebody else leads, typed by hand or not, and takes them apart for
/// showing.
///
///     var reader = MessageReader(mechanism: "LOGIN")
///     reader.server(Array("Username:".utf8))    // [challenge: Username:]
///     reader.client(Array("student".utf8))      // [user: student]
///     reader.isNextClientMessageSecret          // true: the password comes now
///
/// Give it every message in its order, an initial response too; not the `*` that ends an exchange.
public struct MessageReader: Sendable {
    let mechanism: Mechanism?
    /// How many messages the client has sent.
    private var clientCount = 0
    /// What the last message of the server means for the next one of the client.
    private var asked = Asked.something

    private enum Asked {
        /// Nothing in particular.
        case something
        /// A prompt that says "password".
        case password
        /// The last word of SCRAM or OAuth, to which the client only nods.
        case acknowledgement
    }

    /// A reader for a mechanism by its name, known or not. What it does not know it takes to be secret.
    public init(mechanism: String) { self.mechanism = Mechanism(name: mechanism) }

    /// The parts of a message of the server (decoded).
    public mutating func server(_ message: [UInt8]) -> [MessageField] {
        asked = .something
        if message.isEmpty { return [] }
        switch mechanism {
        case .oauthBearer, .xoauth2:
            if let fields = OAuthError.fields(message) {
                if clientCount > 0 { asked = .acknowledgement }
                return fields.isEmpty
                    ? [MessageField("error", message)] : fields.map { MessageField($0.name, $0.value) }
            }
        case .scramSHA1, .scramSHA1Plus, .scramSHA256, .scramSHA256Plus:
            if let attributes = SCRAMAttributes(message) {
                if attributes["v"] != nil || attributes["e"] != nil { asked = .acknowledgement }
                return attributes.all.map(Self.serverField)
            }
        case .plain, .login, .cramMD5, .external, .anonymous, nil: break
        }
        if Self.namesPassword(message) { asked = .password }
        return [MessageField("challenge", message)]
    }

    /// The parts of a message of the client (decoded).
    ///
    /// What the mechanism does not send in this place is one secret part, even where no secret is due: somebody may
    /// have typed a password there. Hide the wire form of a message with a secret part, whatever
    /// ``isNextClientMessageSecret`` was.
    public mutating func client(_ message: [UInt8]) -> [MessageField] {
        let fields = clientFields(message, place: clientCount, isSecret: isNextClientMessageSecret)
        clientCount += 1
        asked = .something
        return fields ?? (message.isEmpty ? [] : [.secret("response")])
    }

    /// Whether the next message of the client holds a secret, so that its wire form must be hidden as well.
    ///
    /// A SCRAM proof and a CRAM-MD5 digest are secret too: whoever has them can try passwords at leisure.
    public var isNextClientMessageSecret: Bool {
        switch (mechanism, asked) {
        case (_, .password): true
        case (.plain, _), (.cramMD5, _), (nil, _): true
        case (.external, _), (.anonymous, _), (.login, _): clientCount > 0
        case (.oauthBearer, let asked), (.xoauth2, let asked): asked != .acknowledgement
        case (.scramSHA1, let asked), (.scramSHA1Plus, let asked), (.scramSHA256, let asked),
            (.scramSHA256Plus, let asked):
            clientCount == 1 || (clientCount > 1 && asked != .acknowledgement)
        }
    }
}
