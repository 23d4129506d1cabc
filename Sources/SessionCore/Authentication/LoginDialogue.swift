import SASL
import SMTPProtocol
import SafeText

/// The messages of an AUTH under way, followed from outside: whether the next answer is a secret, and what each one says.
///
///     C: AUTH LOGIN
///     S: 334 VXNlcm5hbWU6      decoded: Username:
///     C: c3R1ZGVudA==          decoded: user student
///     S: 334 UGFzc3dvcmQ6      decoded: Password:
///     C: [hidden]              decoded: password [hidden]
struct LoginDialogue: Sendable {
    /// The mechanism as AUTH named it, in capitals.
    let mechanism: String
    /// Who logs in, once a message has told it.
    private(set) var user: [UInt8]?
    /// Whether a 334 stands open, so that the next line answers it.
    var isAnswerDue = false
    private var reader: MessageReader

    /// The dialogue that begins with an AUTH of this mechanism.
    init(mechanism: String) {
        self.mechanism = mechanism
        reader = MessageReader(mechanism: mechanism)
    }

    /// Whether the next message of ours holds a secret.
    var isNextMessageSecret: Bool { reader.isNextClientMessageSecret }

    /// Whether this message must be hidden: the next one of ours, as it would be sent.
    func hides(_ message: [UInt8]) -> Bool {
        // Nothing at all gives nothing away. A NUL is the mark of PLAIN's message, typed at the wrong prompt.
        !message.isEmpty && (isNextMessageSecret || message.contains(0))
    }

    /// Takes in a challenge, and says what its parts are.
    mutating func received(_ challenge: [UInt8]) -> [MessageField] {
        isAnswerDue = true
        return reader.server(challenge)
    }

    /// Takes in a message of ours, and says what its parts are.
    mutating func sent(_ message: [UInt8]) -> [MessageField] {
        isAnswerDue = false
        let isMisplaced = !isNextMessageSecret && hides(message)
        let fields = reader.client(message)
        if isMisplaced { return [MessageField("response", [], isSecret: true)] }
        if let name = fields.first(where: { $0.name == "user" && !$0.isSecret }) { user = name.value }
        return fields
    }

    /// What stands before the input while an answer is typed.
    var prompt: Prompt {
        let name = isShowable ? " \(mechanism)" : ""
        guard isAnswerDue, !isNextMessageSecret else { return Prompt(text: "AUTH\(name) (hidden)> ", kind: .secret) }
        return Prompt(text: "AUTH\(name), \(nextMessageName) in base64> ", kind: .question)
    }

    /// Whether the name is one that a mechanism can have, so that it may stand in a prompt.
    /// - SeeAlso: RFC 4422 §3.1
    private var isShowable: Bool {
        (1...20).contains(mechanism.utf8.count)
            && mechanism.utf8.allSatisfy {
                $0.isLetter || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
            }
    }

    /// What a message that is no secret is.
    private var nextMessageName: String {
        switch Mechanism(name: mechanism) {
        case .login: "user name"
        case .external: "identity"
        case .anonymous: "trace"
        case .scramSHA1, .scramSHA1Plus, .scramSHA256, .scramSHA256Plus: "message"
        case .plain, .cramMD5, .xoauth2, .oauthBearer, nil: "response"
        }
    }
}

extension MessageField {
    /// What is said about the parts of a message: `decoded: user student, password [hidden]`.
    /// - Parameter secrets: what must not be shown even where it stands in a part that is no secret.
    static func text(_ fields: [MessageField], hiding secrets: [[UInt8]], style: EscapeStyle) -> String {
        let parts = fields.map { field in
            let value = Redaction.removingEchoes(of: secrets, from: field.value) ?? field.value
            let cut = value.count > maximumShownLength
            let shown = Sanitizer.escape(Array(value.prefix(maximumShownLength)), style: style) + (cut ? " ..." : "")
            let text = field.isSecret ? "[hidden]" : shown
            // What a server asks in words needs no name in front.
            return field.name == "challenge" ? text : "\(field.name) \(text)"
        }
        return "decoded: " + (parts.isEmpty ? "nothing, an empty message" : parts.joined(separator: ", "))
    }

    /// Longer parts are cut when they are shown; the wire form stands beside them whole.
    private static let maximumShownLength = 512
}
